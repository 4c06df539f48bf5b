"""JupyterHub's own way of starting, for whoever knows it: jupyterhub -f deploy/jupyterhub_config.py

`alongside hub` does the same and makes the folders first; run it once before this.
"""

from alongside.hub.settings import config, load_from_environment

c = get_config()  # noqa: F821 (JupyterHub gives it)
c.merge(
    config(
        {
            "folder": "/srv/alongside",
            "address": "http://127.0.0.1:8000",
            **load_from_environment(),  # ALONGSIDE_HUB_ADDRESS and its like, from the unit of systemd
        }
    )
)
