"""The result of a check: one line, with what to do if something is wrong."""

from dataclasses import dataclass
from enum import StrEnum

from bot.log import blot


class Mark(StrEnum):
    """Whether a finding is good, bad or unsure."""

    GOOD = "✓"
    BAD = "✗"
    OPEN = "?"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report."""

    mark: Mark
    about: str
    words: str

    def __str__(self) -> str:
        """The line. Texts from outside can neither break it nor leak a token."""
        line = blot(f"{self.mark} {self.about}: {self.words}")
        return "".join(each if each.isprintable() else " " for each in line)


def good(about: str, words: str) -> Finding:
    return Finding(Mark.GOOD, about, words)


def bad(about: str, words: str) -> Finding:
    return Finding(Mark.BAD, about, words)


def unsure(about: str, words: str) -> Finding:
    return Finding(Mark.OPEN, about, words)
