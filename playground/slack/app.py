"""The app that is installed in the workspaces, as its manifest.yml describes it."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from playground.slack.schema.manifest import Manifest, read_manifest


def _secret() -> str:
    return secrets.token_hex(16)


def _app_token() -> str:
    return f"xapp-1-A000000001-1-{_secret()}"


@dataclass(frozen=True)
class App:
    """Scopes and subscriptions come from the manifest and from nothing else.

    Its secrets are new in every run: nobody from elsewhere can guess them.
    """

    manifest: Manifest
    id: str = "A000000001"
    app_token: str = field(default_factory=_app_token, repr=False)
    signing_secret: str = field(default_factory=_secret, repr=False)
    verification_token: str = field(default_factory=_secret, repr=False)

    @classmethod
    def read(cls, path: Path) -> Self:
        return cls(read_manifest(path))

    @property
    def display_name(self) -> str:
        return self.manifest.bot_name

    @property
    def scopes(self) -> tuple[str, ...]:
        return self.manifest.scopes

    @property
    def events(self) -> tuple[str, ...]:
        return self.manifest.events
