"""Which addresses of servers may be asked: those that everybody on the internet can
reach. Pure."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

_NAT64: Final = IPv6Network("64:ff9b::/96")
_EMBEDDING: Final = (
    _NAT64,
    IPv6Network("::/96"),
    IPv6Network("::ffff:0:0:0/96"),
)
"""Where the last four bytes of an address are one of the older kind."""
_HOST: Final = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
"""How a host is written. Other letters can be turned into digits and dots later, by
whoever connects; a name that has some is written with `xn--` instead."""
_LOCAL_NAMES: Final = ("localhost", ".localhost", ".local", ".internal")


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also if it is wrapped in
    another."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    wrapped = _wrapped(found)
    if wrapped is not None:
        return is_public(str(wrapped))
    near = found.is_multicast or getattr(found, "is_site_local", False)
    return found.is_global and not near


def _wrapped(found: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(found, IPv4Address):
        return None
    if any(found in each for each in _EMBEDDING):
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour


def trouble_with(url: str, *, local: bool) -> str:
    """What is wrong with a server's address; empty if nothing is. `local` allows
    addresses of this machine and its network."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not parts.hostname or any(each in url for each in "<> \t\n\r\\"):
        return "must be an address such as https://mcp.example.com"
    if not _HOST.fullmatch(parts.hostname):
        return "must have a host in plain letters; `xn--` stands for others"
    if parts.username or parts.password or parts.fragment:
        return "must have no user, password or fragment in it"
    if local:
        return ""
    if parts.scheme != "https":
        return "must start with https://"
    return "must not lead into a private network" if _is_near(parts.hostname) else ""


def _is_near(host: str) -> bool:
    """Whether the host is near by its name alone; others are looked up when asked."""
    host = host.rstrip(".").lower()
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        bare = host.replace(".", "").isdigit() or host.startswith("0x")
        return bare or "." not in host or host.endswith(_LOCAL_NAMES)
    return not is_public(host)


def host_of(url: str) -> str:
    """The part of an address that may be shown: the rest can hold a key."""
    return urlsplit(url).hostname or ""
