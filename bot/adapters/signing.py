"""Makes paths that nobody else can make."""

import hashlib
import hmac
import secrets


class Signer:
    """Signs names, so that nobody finds a picture by guessing."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def path(self, name: str) -> str:
        """A path for the name; each call returns a different one."""
        nonce = secrets.token_urlsafe(8)
        return f"{name}.{nonce}.{self._seal(name, nonce)}"

    def name(self, path: str) -> str | None:
        """The name in a path of ours; None if it is not ours."""
        name, _, rest = path.partition(".")
        nonce, _, seal = rest.partition(".")
        honest = hmac.compare_digest(seal.encode(), self._seal(name, nonce).encode())
        return name if honest else None

    def _seal(self, name: str, nonce: str) -> str:
        text = f"{name}.{nonce}".encode()
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()
