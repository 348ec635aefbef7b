"""A file as Slack keeps it: processed late, private until it is shared."""

from dataclasses import dataclass, field
from typing import Literal

Share = Literal["FILE", "BK_IMAGE"]


@dataclass
class StoredFile:
    """`shares` maps a channel to the messages that brought the file there."""

    id: str
    team: str
    user: str
    name: str
    title: str
    length: int
    created: float
    upload_key: str = field(default="", repr=False)
    alt_txt: str = ""
    data: bytes | None = field(default=None, repr=False)
    completed_at: float | None = None
    processed: bool = False
    deleted: bool = False
    mimetype: str = ""
    filetype: str = ""
    width: int = 0
    height: int = 0
    shares: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, Share] = field(default_factory=dict)
    given: bool = False
    """Whether a person has given it to the app, in a form."""

    @property
    def shows(self) -> bool:
        """Whether a slack_file block may show it: webp it may not."""
        return (
            self.processed
            and not self.deleted
            and self.mimetype in {"image/png", "image/jpeg", "image/gif"}
        )
