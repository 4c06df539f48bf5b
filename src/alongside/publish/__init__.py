"""Making things to read from the curriculum and from what was handed in."""
