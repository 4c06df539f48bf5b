"""What a role of the cohort means on the Hub: where it lands, and which folders it shares."""

from __future__ import annotations

from collections.abc import Iterable

LANDS = {
    "coordinator": "/alongside/cohort",
    "trainer": "/alongside/trainer",
    "assessor": "/alongside/assessor",
    "complaints": "/alongside/complaints",
    "trainee": "/alongside/",
}
"""Role, which is also the name of its Hub group, to where somebody arrives; of several the first counts."""

SHARES = {
    "coordinator": ("cohort", "course", "care"),
    "trainer": ("cohort",),
    "assessor": ("course",),
    "complaints": ("complaints",),
    "trainee": (),
}
"""Role to the shared folders that its people may read and write; nobody else may read them."""


def landing(roles: Iterable[str]) -> str:
    """Return where somebody with these roles arrives after signing in."""
    held = set(roles)
    return next((place for role, place in LANDS.items() if role in held), LANDS["trainee"])


def shares(roles: Iterable[str]) -> frozenset[str]:
    """Return the shared folders of somebody with these roles."""
    return frozenset(folder for role in roles for folder in SHARES.get(role, ()))
