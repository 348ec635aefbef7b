"""Text on the wire: deltas, whole parts, citations and refusals."""

from typing import Any

import pytest

from bot.core.turn.events import (
    Citation,
    Cited,
    TextAdded,
    TextDone,
)
from tests.adapters.openai_shapes import (
    CITED,
    URL,
    done,
    in_text,
    said,
)


def test_text_comes_in_pieces_and_whole_under_one_name() -> None:
    piece = in_text("response.output_text.delta", delta="Sea ot")
    whole = in_text("response.output_text.done", text="Sea otters")
    item = done(said("Sea otters"))
    assert piece == (TextAdded("msg_1/0", "Sea ot"),)
    assert whole == (TextDone("msg_1/0", "Sea otters"),)
    assert item == (TextDone("msg_1/0", "Sea otters", ()),)


def test_an_empty_text_after_a_picture_is_nothing() -> None:
    assert done(said("")) == ()
    assert in_text("response.output_text.done", text="") == ()
    assert in_text("response.output_text.delta", delta="") == ()


def test_a_commentary_before_the_tools_is_text_like_any_other() -> None:
    item = said("I will look it up.") | {"phase": "commentary"}
    assert done(item) == (TextDone("msg_1/0", "I will look it up.", ()),)


def test_citations_keep_their_spans() -> None:
    found = Citation(3, 9, URL, "Otters")
    event = in_text("response.output_text.annotation.added", annotation=CITED)
    assert event == (Cited("msg_1/0", found),)
    # The core handles overlapping and equal ones; none is lost here.
    wider = CITED | {"end_index": 11}
    assert done(said("Sea otters.", CITED, wider, CITED)) == (
        TextDone(
            "msg_1/0", "Sea otters.", (found, Citation(3, 11, URL, "Otters"), found)
        ),
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"url": "javascript:alert(1)"},
        {"url": None},
        {"start_index": None},
        {"start_index": 9, "end_index": 3},
        {"start_index": -1},
        {"type": "file_citation"},
    ],
)
def test_a_citation_that_leads_nowhere_is_none(broken: dict[str, Any]) -> None:
    assert done(said("Sea otters", CITED | broken)) == (
        TextDone("msg_1/0", "Sea otters", ()),
    )


def test_a_refusal_is_an_answer_in_words() -> None:
    piece = in_text("response.refusal.delta", delta="I can")
    whole = in_text("response.refusal.done", refusal="I cannot.")
    part = {"type": "refusal", "refusal": "I cannot."}
    item = {"id": "msg_1", "type": "message", "content": [part]}
    assert piece == (TextAdded("msg_1/0", "I can"),)
    assert whole == (TextDone("msg_1/0", "I cannot."),)
    assert done(item) == (TextDone("msg_1/0", "I cannot.", ()),)
