"""Identifies a person to OpenAI: always in the same way, never by name.

The hash has a key, because there are so few Slack ids that a plain hash could be
reversed.
"""

import hashlib
import hmac


def person_hash(key: bytes, team: str, user: str) -> str:
    """Return 64 hex digits that only the holder of the key can tie to a person."""
    named = f"{team}/{user}".encode()
    return hmac.new(key, named, hashlib.sha256).hexdigest()
