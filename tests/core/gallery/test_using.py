"""*Use in…* brings a picture into another thread, for those who may do so."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.gallery.using import (
    ANOTHER,
    NO_DIRECT,
    NO_LINK,
    NOT_THERE,
    UNSEEN,
    Using,
)
from bot.core.messages.using import no_use_form, use_form
from bot.core.turn.asks import Ask, repeats
from bot.core.turn.elsewhere import (
    THREAD,
    TO,
    UNSAID,
    UsedPicture,
    UseForm,
    thread_of,
    usable,
)
from bot.core.turn.options import Button, Options
from bot.core.turn.picture_source import PictureSource
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import BEHIND, ORIGINAL, Answer, KeptPicture, Outcome, Turn
from playground.slack.schema import check_view
from tests.fakes import ask
from tests.homes import HomeRig
from tests.studio import Studio, studio

FOX = KeptPicture("f" * 64, "png", 8, 8, 9, revised_prompt="a red fox")
LINK = "https://small.slack.com/archives/C2/p1700000000123456"


@pytest.fixture
def one() -> Studio:
    return studio(*[[]] * 9)


@pytest.fixture
def rig(one: Studio) -> HomeRig:
    rig = HomeRig(turns=one.turns)
    rig.memberships.rooms["T1", "U1"] = {"C1", "C2", "D1"}
    return rig


@pytest.fixture
def using(rig: HomeRig, one: Studio) -> Using:
    return Using(rig.seeing(), one.intake, one.direct, rig.activity)


async def drawn(one: Studio, channel: str = "C1", user: str = "U2") -> Turn:
    wanted = replace(ask(), thread=ThreadKey("T1", channel, "1.1"), user=user)
    turn = await one.turns.accept(wanted)
    assert turn is not None
    await one.turns.begin(turn.id)
    await one.turns.answered(turn.id, Answer(Outcome.DONE, pictures=(FOX,)))
    return turn


def form(turn: Turn, **more: Any) -> UseForm:
    filled = UseForm(UsedPicture(turn.id, 0), "V1", "T1", "U1")
    return replace(filled, **more)


def brought(one: Studio) -> Ask:
    """The ask that came of a form."""
    *_, newest = one.turns._turns.values()  # type: ignore[attr-defined] # the fake's own
    found: Ask = newest.ask
    return found


async def test_a_picture_comes_into_a_thread_of_its_own(
    using: Using, one: Studio
) -> None:
    turn = await drawn(one)
    assert not await using.take(form(turn, to="C2", said="For the invitation"))
    found = brought(one)
    assert (found.thread.channel, found.opens_thread) == ("C2", True)
    assert found.words == "For the invitation"
    assert repeats(found.claim) == (turn.id,)
    assert found.options == Options(
        button=Button.ELSEWHERE, source=PictureSource(turn.id, 0, "U2")
    )


async def test_a_link_names_the_thread(using: Using, one: Studio) -> None:
    turn = await drawn(one)
    assert not await using.take(form(turn, link=LINK))
    found = brought(one)
    assert found.thread == ThreadKey("T1", "C2", "1700000000.123456")
    assert not found.opens_thread
    assert found.words == UNSAID


async def test_without_a_place_it_comes_into_direct_messages(
    using: Using, one: Studio
) -> None:
    turn = await drawn(one)
    assert not await using.take(form(turn))
    assert brought(one).thread.channel == "D1"


async def test_a_form_that_is_sent_twice_brings_it_once(
    using: Using, one: Studio
) -> None:
    turn = await drawn(one)
    for _ in range(2):
        assert not await using.take(form(turn, to="C2"))
    assert await one.turns.get(turn.id + 1) is not None
    assert await one.turns.get(turn.id + 2) is None


@pytest.mark.parametrize(("public", "named"), [(True, "C1"), (False, "")])
async def test_only_a_public_channel_is_named_elsewhere(
    using: Using, rig: HomeRig, one: Studio, *, public: bool, named: str
) -> None:
    rig.memberships.open_to_all = {"C1"} if public else set()
    await using.take(form(await drawn(one), to="C2"))
    options = brought(one).options
    assert options is not None
    assert options.source is not None
    assert options.source.channel == named


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"to": "C9"}, TO, NOT_THERE),
        ({"link": LINK.replace("C2", "C9")}, THREAD, NOT_THERE),
        ({"link": "https://example.com"}, THREAD, NO_LINK),
        ({"link": LINK, "to": "C1"}, THREAD, ANOTHER),
        ({"picture": UsedPicture(1, 1)}, TO, UNSEEN),
        ({"picture": UsedPicture(404, 0)}, TO, UNSEEN),
        ({"user": "U7"}, TO, UNSEEN),
        ({"team": "T2"}, TO, UNSEEN),
    ],
)
async def test_whoever_may_not_is_told_at_the_field(
    using: Using, one: Studio, more: dict[str, Any], field: str, sentence: str
) -> None:
    turn = await drawn(one)
    assert await using.take(form(turn, **more)) == {field: sentence}
    assert await one.turns.get(turn.id + 1) is None


async def test_without_direct_messages_a_channel_has_to_be_chosen(
    using: Using, rig: HomeRig, one: Studio
) -> None:
    rig.memberships.rooms["T1", "U1"] = {"C1"}
    assert await using.take(form(await drawn(one))) == {TO: NO_DIRECT}


@pytest.mark.parametrize(
    ("link", "found"),
    [
        (LINK, ("C2", "1700000000.123456")),
        (f" {LINK} ", ("C2", "1700000000.123456")),
        (f"{LINK}?thread_ts=1699999999.000001&cid=C2", ("C2", "1699999999.000001")),
        (f"{LINK}?cid=C2&thread_ts=1699999999.000001", ("C2", "1699999999.000001")),
        (f"{LINK}?x=1", ("C2", "1700000000.123456")),
        ("http://small.slack.com/archives/C2/p1700000000123456", None),
        ("https://small.slack.com/archives/C2", None),
        ("https://small.slack.com/archives/C2/p17", None),
        ("C2", None),
    ],
)
def test_a_link_leads_to_a_thread(link: str, found: tuple[str, str] | None) -> None:
    assert thread_of(link) == found


def test_only_pictures_that_people_see_are_used() -> None:
    pictures = tuple(replace(FOX, place=n) for n in (0, ORIGINAL, BEHIND, -7, 1))
    answer = Answer(Outcome.DONE, pictures=(*pictures, replace(FOX, sheet=True)))
    found = [n for n in range(-1, 9) if usable(answer, n)]
    assert found == [0, 4]


@pytest.mark.parametrize("words", ["", "x" * 900, "🦊" * 80, "a <!channel> & <b>"])
def test_slack_takes_the_form_whatever_was_asked_for(words: str) -> None:
    thread = Turn(1, replace(ask(), words=words))
    assert not check_view(use_form("{}", Spot("F000000001"), words, (thread,) * 3))
    assert not check_view(no_use_form())
