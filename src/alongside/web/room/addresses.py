"""Under which addresses this computer is found on the networks that it is in."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import psutil

from alongside.web.listening import reachable

_HOTSPOTS = ("192.168.137.1", "192.168.2.1", "10.42.0.1", "192.168.12.1")
"""What Windows, macOS, NetworkManager and create_ap give a computer that makes a Wi-Fi of its own."""
_INSIDE = ("docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "vethernet", "utun", "tun", "tap", "wsl")
"""Names of networks that exist inside this computer only, or that lead out of the room."""


@dataclass(frozen=True)
class Found:
    """An address of this computer: of which network card, whether it looks like a hotspot of its own."""

    ip: str
    card: str
    hotspot: bool


def own_addresses() -> list[Found]:
    """Return the addresses to give to others, the likeliest first: a hotspot, the way out, then the rest."""
    ways_out = reachable("0.0.0.0")  # noqa: S104 - a question; nothing listens
    found = [
        Found(ip, card, ip in _HOTSPOTS) for card, ip in _cards() if not card.lower().startswith(_INSIDE)
    ]
    return sorted(found, key=lambda one: (not one.hotspot, one.ip != ways_out, one.ip))


def own_names() -> frozenset[str]:
    """Return every name under which a browser may rightly ask this computer."""
    host = socket.gethostname().lower()
    everything = {ip for _card, ip in _cards()}
    return frozenset({"localhost", "127.0.0.1", host, f"{host}.local", *everything})


def _cards() -> list[tuple[str, str]]:
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    cards = [
        (card, one.address)
        for card, all_of_it in psutil.net_if_addrs().items()
        for one in all_of_it
        if one.family == socket.AF_INET and card in up
    ]
    return [(card, ip) for card, ip in cards if _is_given_out(ip)]


def _is_given_out(ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)
