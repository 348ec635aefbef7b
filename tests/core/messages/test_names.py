"""Slack takes what is drawn of names, whatever somebody has written into them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.messages import name_lists, names
from bot.core.turn.keeping import KeepPlace, ListPlace, NameSource
from bot.core.turn.slots import Spot
from bot.core.turn.taught import NameKind, NamePicture, Taught
from playground.slack.schema import check_blocks, check_view
from tests.fakes import THREAD

PICTURE = NamePicture("a" * 64, "png", 8, 9)
PIXEL = Taught(
    "T1", NameKind.CHARACTER, "Pixel", "A red fox.", (PICTURE,) * 4, "U1", id=7
)
HOSTILE = replace(
    PIXEL,
    name="<!channel>*_`" + "\u202e狐" * 20,
    sentence="<@U2> *bold* <http://a.example|b> & " * 300,
)
SOURCES = tuple(
    NameSource(
        number, label=f"{number} <!here> " + "x" * 90, spot=Spot(f"F0000000{number}")
    )
    for number in range(10)
)
PLACE = KeepPlace(THREAD, NameKind.STYLE, SOURCES)


def views() -> list[dict[str, Any]]:
    """Every view about names."""
    eight = [replace(HOSTILE, id=number) for number in range(8)]
    one = replace(PLACE, sources=SOURCES[:1])
    listed, shown = ListPlace("T1", "C1"), Spot("F00000001")
    return [
        names.keep_form("about", PLACE, None),
        names.keep_form("about", PLACE, "A sentence."),
        names.keep_form("about", PLACE, "x" * 300, shown=False),
        names.keep_form("about", one, ""),
        names.keep_form("about", one, "", shown=False),
        names.no_keep_form(NameKind.STYLE),
        names.keeping(NameKind.CHARACTER),
        names.kept(HOSTILE),
        names.not_kept(NameKind.STYLE, "Why."),
        name_lists.list_form("about", listed, [], ()),
        name_lists.list_form("about", listed, eight, {7}, shown),
        name_lists.change_form("about", PIXEL),
        name_lists.change_form("about", replace(PIXEL, sentence=""), shown),
        name_lists.forget_form("about", HOSTILE),
        name_lists.changing(),
        name_lists.changed("about", HOSTILE),
        name_lists.forgotten("about", HOSTILE),
        name_lists.not_done("about", name_lists.GONE),
    ]


@pytest.mark.parametrize("view", views(), ids=lambda view: str(view["title"]["text"]))
def test_slack_takes_the_view(view: dict[str, Any]) -> None:
    assert not check_view(view)


def test_a_name_is_one_block_with_its_picture_or_a_menu() -> None:
    with_picture = names.name_section(PIXEL, Spot("", "https://a.example/a.png"))
    other = replace(PIXEL, id=8)
    with_menu = names.name_section(other, menu=name_lists.name_menu(other))
    assert not [*check_blocks([dict(with_picture), dict(with_menu)])]
    assert "https://a.example/a.png" in str(with_picture)
    assert "change:8" in str(with_menu)


def test_who_said_that_somebody_agreed_is_told() -> None:
    agreed = replace(PIXEL, agreed_by="U9")
    assert "<@U9> says that the person in it has agreed" in names.named(agreed)
    assert "agreed" not in names.named(PIXEL)


def test_what_somebody_wrote_stays_words() -> None:
    told = names.named(HOSTILE)
    assert "<!channel>" not in told
    assert "<@U2>" not in told
    assert "&lt;!channel&gt;" in told
    assert "\u202e" not in told
    assert len(told) < 1000
