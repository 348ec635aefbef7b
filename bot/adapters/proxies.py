"""The proxy that leads to Slack, as the environment names it.

A session that trusts the environment would also take names and passwords from
`.netrc`, and refuse to send Slack's token beside them; so only the proxy is read.
"""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def proxy_to(address: str) -> str | None:
    """The proxy for this address, if there is one and NO_PROXY makes no exception."""
    parts = urlsplit(address)
    if proxy_bypass(parts.hostname or ""):
        return None
    return getproxies().get(parts.scheme)
