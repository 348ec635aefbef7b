"""How many names can be taught."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.errors import TooMany
from bot.core.turn.taught import Taught

OF_WORKSPACE: Final = (
    "This workspace has as many characters and styles as it can have. `/darkroom "
    "names` lists them: one that nobody needs can be forgotten."
)
OF_PERSON: Final = (
    "You have taught as many characters and styles as one person can. `/darkroom "
    "names` lists them: one that nobody needs can be forgotten."
)


@dataclass(frozen=True, slots=True)
class NameLimits:
    """The limits of a workspace and of a person, and the clock."""

    most: int
    most_by_user: int
    now: Callable[[], float]

    def reached(self, names: Sequence[Taught], user: str) -> str:
        """Why nothing more can be taught; empty if something can."""
        if len(names) >= self.most:
            return OF_WORKSPACE
        own = sum(each.taught_by == user for each in names)
        return OF_PERSON if own >= self.most_by_user else ""


def too_many(error: Exception) -> str:
    """The same, from the error."""
    of_person = isinstance(error, TooMany) and error.whose == "person"
    return OF_PERSON if of_person else OF_WORKSPACE
