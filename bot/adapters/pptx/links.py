"""Addresses of others, made fit to be links of a file."""

from typing import Final

from yarl import URL

_MOST: Final = 2_000


def link(address: str) -> str:
    """The address as a file may have it, or nothing: only pages are linked, and an
    address that is none would make PowerPoint repair the file."""
    if not address or len(address) > _MOST:
        return ""
    try:
        url = URL(address.strip())
        whole = str(url.with_user(None)) if url.user or url.password else str(url)
    except ValueError:
        return ""
    known = url.scheme in ("http", "https") and bool(url.host)
    return whole if known and whole.isascii() and " " not in whole else ""
