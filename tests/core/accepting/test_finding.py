"""*Find it*: how often the model is asked where something is."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.accepting.finding import Finding
from bot.core.accepting.part_forms import OpenForm
from bot.core.ports import Sought
from bot.core.turn.changes import PartPlace
from bot.core.turn.turns import Answer, KeptPicture, Outcome
from tests.fakes import THREAD, ask
from tests.studio import PNG, Studio, finding_of, studio

FORM = OpenForm("V1", "U1")


@dataclass
class SlowFinder:
    """Finds nothing, and only when it may."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[str] = field(default_factory=list)

    async def find(self, sought: Sought) -> tuple[float, ...]:
        self.asked.append(sought.words)
        await self.may.wait()
        return ()


class FakeViews:
    """Takes every view."""

    async def open(
        self,
        team: str,
        trigger: str,
        view: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> str:
        return FORM.view

    async def publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None = None
    ) -> str | None:
        pass

    async def tell(self, address: str, sentence: str) -> None:
        pass

    async def update(self, team: str, view_id: str, view: dict[str, Any]) -> bool:
        return True


def kept(place: PartPlace, shown: str = "") -> str:
    return ""


async def drawn(one: Studio) -> PartPlace:
    """The place of a picture."""
    turn = await one.turns.accept(ask("a boat"))
    assert turn is not None
    await one.turns.begin(turn.id)
    picture = KeptPicture(await one.shelf.keep(PNG), "png", 1024, 768, 9)
    await one.turns.answered(turn.id, Answer(Outcome.DONE, pictures=(picture,)))
    return PartPlace(THREAD, turn.id, width=1024, height=768)


async def test_a_button_that_is_pressed_twice_is_paid_for_once() -> None:
    """Once it has been answered, another press is another question."""
    one, finder = studio(), SlowFinder()
    finding: Finding = replace(finding_of(one, FakeViews()), finder=finder)
    place = await drawn(one)
    for _ in range(2):
        finding.begin(place, FORM, "the boat", kept, "")
    finding.begin(place, replace(FORM, view="V2"), "the sea", kept, "")
    finder.may.set()
    await one.idle()
    assert finder.asked == ["the boat", "the sea"]
    finding.begin(place, FORM, "the mast", kept, "")
    await one.idle()
    assert finder.asked == ["the boat", "the sea", "the mast"]
