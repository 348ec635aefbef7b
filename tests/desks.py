"""The desk that handlers call, wired to fakes."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from bot.core.accepting.describing import Describing
from bot.core.identity.admins import no_admins
from bot.core.names.limits import NameLimits
from bot.core.names.listing import NameLists
from bot.core.names.name_pictures import NamePictures
from bot.core.names.picture_sheets import PictureSheets
from bot.core.names.teaching import Teaching
from bot.core.ports import Views
from bot.core.showing.form_pictures import FormPictures
from bot.core.turn.descriptions import Description
from bot.core.turn.request import InputImage
from bot.core.turn.taught import NameKind
from bot.parts import theme_forms
from handlers import Desk
from tests.fakes import FakePrivatePictures, MemoryFormFiles
from tests.homes import FakeMemberships, HomeRig
from tests.memory_taught import MemoryTaughtNames
from tests.studio import Studio, finding_of


@dataclass
class FakeDescriber:
    """Says the same of every picture once it may, and notes what it was asked."""

    said: str = "A red fox."
    asked: list[NameKind] = field(default_factory=list)
    may: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.may.set()

    async def describe(self, picture: InputImage, kind: NameKind, person: str) -> str:
        self.asked.append(kind)
        await self.may.wait()
        return self.said

    async def tell(self, picture: InputImage, person: str) -> Description:
        return Description(self.said)


def desk_of(one: Studio, views: Views) -> Desk:
    """A desk of this studio, without a page to paint on. Everybody may go to one
    channel, C1."""
    here = FakeMemberships(open_to_all={"C1"})
    finding, pictures = finding_of(one, views), pictures_of(one)
    teaching = teaching_of(one, views, pictures)
    describing = Describing(
        one.turns,
        one.files,
        one.shelf,
        views,
        one.errands,
        teaching.describer,
        teaching.key,
    )
    return Desk(
        one.intake,
        one.hearing,
        one.direct,
        one.controls,
        views,
        one.guests,
        one.booth,
        one.connecting,
        finding.parts,
        finding,
        teaching,
        *(rig := HomeRig(turns=one.turns, memberships=here)).both(views, one),
        describing,
        rig.history(views, one),
        lists_of(one, views, pictures),
        theme_forms(finding.parts, one.context),
    )


def pictures_of(one: Studio) -> NamePictures:
    """The pictures of names that nobody has taught yet."""
    return NamePictures(one.turns, one.files, one.shelf, MemoryTaughtNames())


def lists_of(one: Studio, views: Views, pictures: NamePictures) -> NameLists:
    """The lists of names; nobody is an admin."""
    shown = FormPictures(FakePrivatePictures(), MemoryFormFiles(), lambda: 0.0)
    sheets = PictureSheets(one.shelf, views, shown, one.imaging)
    return NameLists(pictures, views, one.errands, no_admins, sheets, FakeMemberships())


def teaching_of(one: Studio, views: Views, pictures: NamePictures) -> Teaching:
    """The forms that teach names."""
    limits = NameLimits(3, 2, lambda: 100.0)
    return Teaching(pictures, views, one.errands, FakeDescriber(), b"key", limits)


@dataclass
class NotedViews:
    """Implements `Views`: notes every view; it accepts none with what is `refused`."""

    opened: list[dict[str, Any]] = field(default_factory=list)
    updated: list[dict[str, Any]] = field(default_factory=list)
    refused: str = ""

    async def open(
        self,
        team: str,
        trigger: str,
        view: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> str:
        self.opened.append(view)
        return "V1"

    async def update(self, team: str, view_id: str, view: dict[str, Any]) -> bool:
        if self.refused and self.refused in str(view):
            return False
        self.updated.append(view)
        return True

    async def publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None = None
    ) -> str | None:
        return None

    async def tell(self, address: str, sentence: str) -> None:
        return None
