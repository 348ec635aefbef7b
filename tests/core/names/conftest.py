"""A studio in which pictures are kept by names."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.core.names.limits import NameLimits
from bot.core.names.listing import NameLists
from bot.core.names.name_pictures import NamePictures
from bot.core.names.teaching import Teaching
from bot.core.turn.keeping import KeepForm, KeepPlace
from bot.core.turn.taught import NameKind, Taught
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.desks import FakeDescriber, NotedViews, lists_of, pictures_of
from tests.fakes import ask
from tests.memory_taught import MemoryTaughtNames
from tests.studio import PNG, Studio, studio


@dataclass
class School:
    """Where names are taught and listed."""

    one: Studio = field(default_factory=studio)
    views: NotedViews = field(default_factory=NotedViews)
    describer: FakeDescriber = field(default_factory=FakeDescriber)
    admins: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pictures: NamePictures = pictures_of(self.one)
        limits = NameLimits(3, 2, lambda: 100.0)
        here = (self.pictures, self.views, self.one.errands)
        self.teaching = Teaching(*here, self.describer, b"key", limits, self.is_outside)
        lists = lists_of(self.one, self.views, self.pictures)
        self.lists: NameLists = replace(
            lists, admins=self.is_admin, outsiders=self.is_outside
        )

    async def is_admin(self, team: str, user: str) -> bool:
        return user in self.admins

    async def is_outside(self, team: str, user: str) -> bool:
        return user in self.outside

    @property
    def names(self) -> MemoryTaughtNames:
        assert isinstance(self.pictures.names, MemoryTaughtNames)
        return self.pictures.names

    async def drawn(self, words: str = "a fox", many: int = 1, **more: Any) -> Turn:
        """A turn with pictures that are on the shelf."""
        turn = await self.one.turns.accept(replace(ask(words), claim=words, **more))
        assert turn is not None
        await self.one.turns.begin(turn.id)
        pictures = [await self._kept(f"{words} {n}") for n in range(many)]
        done = Answer(Outcome.DONE, pictures=tuple(pictures))
        await self.one.turns.answered(turn.id, done)
        return await self.one.again(turn)

    async def place(self, turn: Turn) -> KeepPlace:
        """The place of the form for a turn."""
        place = await self.teaching.at_turn(turn, NameKind.CHARACTER)
        assert place is not None
        return place

    async def taught(self, name: str = "Pixel", **more: Any) -> Taught:
        """A name with a picture of a turn."""
        turn = await self.drawn(f"a picture of {name}")
        place = await self.place(turn)
        _, view = await self.teaching.take(form(name, **more), place)
        assert "can be used" in str(view)
        return (await self.names.of_team("T1"))[-1]

    async def _kept(self, said: str) -> KeptPicture:
        sha256 = await self.one.shelf.keep(PNG + said.encode())
        return KeptPicture(sha256, "png", 1024, 768, 9, file_id=f"F{sha256[:6]}")


def form(name: str = "Pixel", user: str = "U1", **more: Any) -> KeepForm:
    """What somebody has filled in."""
    filled = KeepForm("V1", user, name, "A red fox.", (0,), True, False)
    return replace(filled, **more)


def said_in(views: Sequence[dict[str, Any]]) -> str:
    """Everything that these views say."""
    return str([each["blocks"] for each in views])


@pytest.fixture
def school() -> School:
    return School()
