"""JupyterHub for an organisation: one system account per person, roles as groups, sign-up by badge code."""
