"""What people and their browsers bring to a sign-in, and what a browser takes along."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to connect what; `answer` is where this person can be told things."""

    team: str
    user: str
    label: str
    answer: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """Where to send a browser, and by what to recognise it when it comes back."""

    url: str = field(repr=False)
    name: str
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Callback:
    """What a browser brings back: the answer, and by what it is recognised."""

    answer: Mapping[str, str] = field(repr=False)
    browsers: Mapping[str, str] = field(repr=False)
