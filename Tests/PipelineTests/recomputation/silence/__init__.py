"""The zero-case model computed anew from counts/MONTH/cells.csv; standard library alone."""
