"""The settings of JupyterHub, as functions over one dict of defaults.

`config({...})` turns what an installation wants otherwise into JupyterHub's configuration; each function
below it answers for one part.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from traitlets.config import Config

from alongside.errors import StartError
from alongside.hub.house import House
from alongside.hub.warm import COMMAND
from alongside.strings import _, ngettext
from alongside.web.assets import Assets
from alongside.web.page import HERE, POLICY

TEMPLATES = Path(__file__).parent / "templates"
KEPT = ["LANG", "LC_ALL", "PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"]
"""What a desk gets of the Hub's own environment."""
DEFAULTS: dict[str, Any] = {
    "folder": "/srv/alongside",  # what the Hub keeps, and the shared folders of the programme
    "homes": "/home",  # below it everybody's own folder
    "address": "http://127.0.0.1:8000",  # where browsers, or the web server in front, reach it
    "hub_port": 8081,  # on this machine only
    "proxy_port": 8001,  # on this machine only
    "certificate": "",  # files for https, where no web server in front does that
    "certificate_key": "",
    "account_prefix": "al-",  # an account is this and the id of a person
    "group_prefix": "alongside-",
    "idle_hours": 3,  # a desk that nobody uses for so long ends by itself
    "start_seconds": 300,  # how long a desk may take to start when a whole cohort signs in at once
    "stop_seconds": 3,  # how long a desk may take to end before it is killed
    "demonstration": False,  # everybody under one account, with no privacy
}


def whole(own: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the defaults with an installation's own settings; StartError names a setting there is not."""
    own = dict(own or {})
    unknown = sorted(set(own) - set(DEFAULTS))
    if unknown:
        raise StartError(
            _("There is no setting {name}.").format(name=", ".join(unknown)),
            do=_("The settings are: {names}.").format(names=", ".join(sorted(DEFAULTS))),
        )
    return {**DEFAULTS, **own}


def config(own: Mapping[str, Any] | None = None) -> Config:
    """Return JupyterHub's configuration for these settings; the folders must have been made."""
    given = whole(own)
    return Config(
        {
            "JupyterHub": {**hub(given), **pages(given)},
            "SteadyProxy": proxy(given),
            "BadgeAuthenticator": signing_in(given),
            "AccountSpawner": desks(given),
        }
    )


def house_of(given: Mapping[str, Any]) -> House:
    """Return the folders and groups that these settings name."""
    return House(
        root=Path(given["folder"]).resolve(),
        homes=Path(given["homes"]).resolve(),
        account_prefix=given["account_prefix"],
        group_prefix=given["group_prefix"],
        shared=bool(given["demonstration"]),
    )


def hub(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the Hub itself: what it keeps lies in its own folder, and stopping it ends what it started."""
    from alongside.hub.proxying import SteadyProxy
    from alongside.hub.signing import BadgeAuthenticator
    from alongside.hub.spawning import AccountSpawner

    own = house_of(given).own
    return {
        "bind_url": given["address"],
        "hub_bind_url": f"http://127.0.0.1:{given['hub_port']}",
        "db_url": f"sqlite:///{own / 'jupyterhub.sqlite'}",
        "cookie_secret_file": str(own / "cookie_secret"),
        "pid_file": str(own / "hub.pid"),
        "ssl_cert": given["certificate"],
        "ssl_key": given["certificate_key"],
        "authenticator_class": BadgeAuthenticator,
        "spawner_class": AccountSpawner,
        "proxy_class": SteadyProxy,
        "cleanup_servers": True,
        "cleanup_proxy": True,
        "shutdown_on_logout": True,
        "allow_named_servers": False,
        "concurrent_spawn_limit": 0,
    }


def pages(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the looks of the Hub's own pages: the kit's style and policy."""
    look = Assets(HERE / "static")
    secure = {"secure": True} if urlsplit(given["address"]).scheme == "https" else {}
    return {
        "template_paths": [str(TEMPLATES)],
        "jinja_environment_options": {"extensions": ["jinja2.ext.i18n"]},
        "template_vars": {
            "look": look.address("page.css").removeprefix("static/"),
            "mark": look.address("mark.svg").removeprefix("static/"),
            "waiting": look.address("waiting.js").removeprefix("static/"),
            "no_privacy": bool(given["demonstration"]),
            # The Hub calls what can be called with the person who asks.
            "_": lambda _user: _,
            "gettext": lambda _user: _,
            "ngettext": lambda _user: ngettext,
        },
        "tornado_settings": {
            "headers": {
                "Content-Security-Policy": POLICY.replace("frame-ancestors 'self'", "frame-ancestors 'none'"),
                "Cache-Control": "no-store",
                "Referrer-Policy": "same-origin",
                "X-Content-Type-Options": "nosniff",
            },
            "cookie_options": {"SameSite": "Lax", **secure},
            "slow_spawn_timeout": 0,
        },
    }


def proxy(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the proxy: the pure-Python one, found beside the Python that runs the Hub."""
    return {
        "command": [str(Path(sys.executable).with_name("configurable-http-proxy"))],
        "api_url": f"http://127.0.0.1:{given['proxy_port']}",
        "pid_file": str(house_of(given).own / "proxy.pid"),
        "should_start": True,
    }


def signing_in(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return who is let in: whoever has redeemed a badge code and belongs to the cohort."""
    house = house_of(given)
    return {
        "programme": str(house.programme),
        "own": str(house.own),
        "allow_all": True,  # the authenticator knows nobody but the cohort
        "manage_groups": True,
        "auth_refresh_age": 60,
        "refresh_pre_spawn": True,
        "admin_users": set(),
    }


def desks(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a person's own server is started and ended."""
    return {
        "house": house_of(given),
        "cmd": list(COMMAND),
        "disable_user_config": True,
        "http_timeout": given["start_seconds"],
        "start_timeout": given["start_seconds"],
        "interrupt_timeout": given["stop_seconds"],
        "term_timeout": given["stop_seconds"],
        "kill_timeout": given["stop_seconds"],
        "poll_interval": 10,
        "env_keep": KEPT,
        "environment": {"ALONGSIDE_IDLE_HOURS": str(given["idle_hours"]), **_openness(given)},
    }


def _openness(given: Mapping[str, Any]) -> dict[str, str]:
    """Return what tells every page that there is no privacy."""
    return {"ALONGSIDE_NO_PRIVACY": "1"} if given["demonstration"] else {}


def load_from_environment() -> dict[str, Any]:
    """Return the settings that `ALONGSIDE_HUB_…` variables name, for a unit of systemd or a container."""
    named = {name: os.environ.get(f"ALONGSIDE_HUB_{name.upper()}") for name in DEFAULTS}
    return {name: _like(DEFAULTS[name], value) for name, value in named.items() if value is not None}


def _like(default: Any, value: str) -> Any:
    if isinstance(default, bool):
        return value.strip().lower() in {"1", "yes", "true"}
    return int(value) if isinstance(default, int) else value
