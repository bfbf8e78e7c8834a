"""Runs ours and the peers on the same work and compares what comes out and what it took."""
