"""The secrets in links to the page. Ours are told from others by a key, so that
strangers cost no look into the database."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

_DRAWN: Final = 24
_MARK: Final = 9
"""Bytes of a secret that are drawn, and bytes that show that we drew them."""


def new_secret(key: bytes) -> str:
    """A secret that nobody can guess."""
    drawn = secrets.token_bytes(_DRAWN)
    return urlsafe_b64encode(drawn + _mark(drawn, key)).decode()


def is_ours(secret: str, key: bytes) -> bool:
    """Whether we have made this secret."""
    try:
        found = urlsafe_b64decode(secret)
    except ValueError:
        return False
    drawn, mark = found[:_DRAWN], found[_DRAWN:]
    return hmac.compare_digest(mark, _mark(drawn, key))


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _mark(drawn: bytes, key: bytes) -> bytes:
    return hmac.digest(key, drawn, "sha256")[:_MARK]
