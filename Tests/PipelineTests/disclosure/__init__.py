"""Finds hidden numbers of shared reports out of what is published beside them."""
