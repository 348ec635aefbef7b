"""How a person is named to OpenAI: always the same, and never by name.

The hash is keyed, because Slack's ids are so few that a bare one could be undone.
"""

import hashlib
import hmac


def person_hash(key: bytes, team: str, user: str) -> str:
    """Return 64 hex digits that only the holder of the key can tie to a person."""
    named = f"{team}/{user}".encode()
    return hmac.new(key, named, hashlib.sha256).hexdigest()
