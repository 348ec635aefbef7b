"""Outlines that no model means to give, and some that mean harm."""

import json
from typing import Any

import pytest

from playground.openai.steps import Call, Say, Script
from tests.whole.conftest import Room, Start
from tests.whole.test_charts import files
from tests.whole.test_decks import SOLAR, drawn, newest, slides
from tests.whole.test_sets import buttons

PLAIN = {
    "layout": "points",
    "title": "Roofs",
    "points": ["many"],
    "table": None,
    "chart": None,
    "picture": None,
    "notes": None,
    "sources": [],
}
HOSTILE = (
    "<!channel> <@U000000001> <https://evil.example|our bank> *_~`& \u202egnp.exe "
    "\u200b\x07\ud83d {{7*7}} #let x = 1 =HYPERLINK(1)"
)


def outline(*given: dict[str, Any], **more: Any) -> str:
    whole = {"title": "Sun", "subtitle": "", "theme": None, "language": "en"}
    return json.dumps({**whole, "slides": [{**PLAIN, **e} for e in given], **more})


def chart(*values: float) -> dict[str, Any]:
    made = {"kind": "bar", "x_label": "", "y_label": "", "unit": ""}
    series = [{"name": "", "values": values}]
    labels = [f"{n}" for n, _ in enumerate(values)]
    return {**made, "labels": labels, "series": series}


def calls(*arguments: str, says: str = "It could not be done.") -> Script:
    """A model that calls the tool with these, one after the other."""
    turns = [(Call("deck_outline", each, wrong=True),) for each in arguments]
    return Script("hostile", "Outlines that mean harm.", (*turns, (Say(says),)))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (outline(*[{}] * 31), "1 to 30 slides, not 31"),
        (outline(), "at least one slide"),
        (outline({}, title="T" * 10_000), "10000 letters"),
        (outline({"points": ["p"] * 200}), "there are 200 points"),
        (outline({"layout": "table", "table": {"header": ["a"] * 50,
                  "rows": [["b"] * 50] * 50}}), "50 × 50"),
        (outline({"layout": "chart", "chart": chart(1.0, float("nan"))}), "too large"),
        (outline({"layout": "chart", "chart": chart(1.0, float("inf"))}), "too large"),
        (outline({"layout": "poster"}), "`layout` is one of"),
        (outline({}, theme="../../etc"), "`theme` is one of"),
        (outline({"sources": [{"title": "x", "url": "javascript:alert(1)"}]}),
         "no web address"),
        ('{"slides": "all of them", "language": "en"}', "`slides` is empty"),
        ("not JSON at all", "not a JSON object"),
        ('{"slides":' + "[" * 50_000, "not a JSON object"),
    ],
)  # fmt: skip
async def test_what_is_no_deck_is_refused_and_the_turn_ends(
    room: Room, start: Start, arguments: str, why: str
) -> None:
    """The model is told why, and nothing can be drawn."""
    room.model.play(calls(*[arguments] * 4))
    await start()
    answer = await room.ask(SOLAR)
    assert "It could not be done." in str(answer.blocks)
    assert "draw_deck" not in buttons(answer)
    told = [str(each.body["input"]) for each in room.model.requests[1:]]
    assert all(why in each for each in told)


async def test_words_that_mean_harm_are_words(room: Room, start: Start) -> None:
    """In the message, and in the files."""
    row = [HOSTILE] * 3
    made = outline(
        {"title": HOSTILE, "points": [HOSTILE] * 12, "notes": HOSTILE},
        {"layout": "table", "table": {"header": row, "rows": [row] * 5}},
        *[{"title": "&" * 120, "points": ["<>" * 150] * 12}] * 28,
        title=HOSTILE,
        subtitle=HOSTILE,
    )
    room.model.play(calls(made, says="Here."))
    await start()
    answer = await room.ask(SOLAR)
    shown = str(answer.blocks)
    assert "30 slides" in shown
    for each in ("<!channel>", "<@U000000001>", "<https://evil", "\u202e", "\x07"):
        assert each not in shown
    await drawn(room, answer)
    assert len(files(room, answer)) == 2
    assert "<!channel>" in str(slides(newest(room, answer, ".pptx")))
