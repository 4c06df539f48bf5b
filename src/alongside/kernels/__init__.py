"""Kernels for those who serve many readers at once."""
