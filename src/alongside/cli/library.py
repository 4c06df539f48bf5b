"""`alongside library`: the read-only edition."""
