"""Where a picture that is shown in another thread comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The turn that made the picture, and its number there. `user` asked for it.

    The `channel` is empty if those who read it elsewhere may not know its name.
    """

    turn: int
    number: int
    user: str = ""
    channel: str = ""
