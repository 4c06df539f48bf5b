"""What a person writes: the file beside the notebook, what leaves it, and how it is erased."""
