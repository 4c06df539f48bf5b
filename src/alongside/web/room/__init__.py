"""The room: light pages for phones and laptops on the local network, from a server that is no Jupyter."""
