"""The environment in which every page of the kit is drawn."""

from __future__ import annotations

from jinja2 import BaseLoader, Environment, StrictUndefined

from alongside.strings import _, ngettext


def environment(loader: BaseLoader) -> Environment:
    """Return a Jinja environment: autoescape on, undefined names are errors, gettext installed."""
    env = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return env
