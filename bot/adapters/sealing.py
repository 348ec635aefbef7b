"""Seals what is secret before it is stored, with the keys of SECRETS_KEY.

The first key seals; all of them open, so that a key can be replaced.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.core.identity.secret import Secret

Json = Mapping[str, Any]


class Sealer:
    """Seals and opens. Without a key, it does neither."""

    def __init__(self, keys: Sequence[Secret] = ()) -> None:
        each = [Fernet(key.reveal()) for key in keys]
        self._newest = each[0] if each else None
        self._keys = MultiFernet(each) if each else None

    def seal(self, told: Json) -> bytes:
        """What may be stored."""
        if self._newest is None:
            raise ValueError("there is no key to seal with")
        return self._newest.encrypt(json.dumps(told).encode())

    def opened(self, sealed: bytes) -> dict[str, Any] | None:
        """What was sealed; None if none of the keys opens it."""
        if self._keys is None:
            return None
        try:
            found = json.loads(self._keys.decrypt(sealed))
        except InvalidToken:
            return None
        return found if isinstance(found, dict) else None

    def is_newest(self, sealed: bytes) -> bool:
        """Whether it was sealed with the first key."""
        if self._newest is None:
            return False
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True
