"""The handbook as pages: the same ones at a desk and in the static edition, at addresses of their own."""
