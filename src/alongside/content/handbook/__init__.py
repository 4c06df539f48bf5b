"""The handbook's files, one subject each. A handbook without a part is simply without it."""
