"""Marking: intake, the lane, the ledger of marks, the gradebook."""
