"""`alongside check`: the content against every rule."""
