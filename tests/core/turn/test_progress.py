"""Events folded into what is known: every one of them, in whatever order."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.events import (
    ApprovalAsked,
    Citation,
    Cited,
    Finished,
    FunctionCalled,
    ListingBegan,
    ListingFailed,
    Picture,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Reached,
    Started,
    StepDone,
    StepKind,
    StepStarted,
    TextAdded,
    TextDone,
    ToolReturned,
    ToolUsed,
    TurnEvent,
    Usage,
)
from bot.core.turn.progress import (
    MOST_CALLS,
    MOST_CITATIONS,
    MOST_OF_ALL,
    MOST_PARTS,
    MOST_REFUSED,
    MOST_STEPS,
    Part,
    Progress,
    Step,
    apply,
)

FOX = Picture("ig_1", b"fox", "png")
HEN = Picture("ig_2", b"hen", "png")
PREVIEW = PreviewDrawn("ig_1", 0, b"half")
CITED = Citation(0, 3, "https://a.example")
END = Finished(Usage(output_tokens=7), "max_output_tokens")
ONE_OF_EACH: Sequence[TurnEvent] = (
    Started("resp_1", "m"),
    StepStarted("ws_1", StepKind.SEARCH),
    StepDone("ws_1", StepKind.SEARCH, "foxes"),
    PREVIEW,
    PictureDrawn(FOX),
    PictureRefused("ig_9"),
    TextAdded("p", "A f"),
    TextDone("p", "A fox."),
    Cited("p", CITED),
    FunctionCalled("call_1", "measure", "{}"),
    ToolReturned("mcp_1", "12 payments"),
    ApprovalAsked("mcpr_1", "stripe", "pay", "{}"),
    ToolUsed("mcp_1", "stripe", "pay", "{}"),
    ListingBegan("mcpl_1", "stripe"),
    ListingFailed("mcpl_1", "stripe"),
    Reached(7),
    END,
)


def after(*events: TurnEvent) -> Progress:
    return reduce(apply, events, Progress())


def test_these_are_all_the_events_that_there_are() -> None:
    assert {type(event) for event in ONE_OF_EACH} == set(get_args(TurnEvent))


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_every_event_but_a_preview_changes_something(event: TurnEvent) -> None:
    """A preview is only shown, and too large to be kept."""
    assert (after(event) == Progress()) is isinstance(event, PreviewDrawn)


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_an_event_after_the_end_changes_nothing(event: TurnEvent) -> None:
    """A late delta must not reopen a turn."""
    ended = after(TextAdded("p", "A fox."), END)
    assert apply(ended, event) == ended


def test_the_response_and_how_far_it_was_read_are_known() -> None:
    found = after(Started("resp_1", "gpt"), Reached(3), Reached(9))
    assert (found.response, found.model, found.sequence) == ("resp_1", "gpt", 9)


def test_a_step_is_one_line_from_its_start_to_its_end() -> None:
    found = after(
        StepStarted("b", StepKind.SEARCH),
        StepStarted("a", StepKind.DRAW),
        StepDone("b", StepKind.SEARCH, "foxes", ok=False),
    )
    assert found.steps == (
        Step("b", StepKind.SEARCH, "foxes", done=True, ok=False),
        Step("a", StepKind.DRAW),
    )


def test_a_picture_that_comes_twice_is_one() -> None:
    """The stream brings it when it is done, and once more at the end."""
    found = after(PictureDrawn(HEN), PictureDrawn(FOX), PictureDrawn(HEN))
    assert [each.id for each in found.pictures] == ["ig_2", "ig_1"]


def test_a_refusal_does_not_take_another_picture_away() -> None:
    found = after(PictureDrawn(FOX), PictureRefused("ig_2", moderated=True))
    assert (len(found.pictures), len(found.refused)) == (1, 1)


def test_words_are_added_to_the_part_that_they_belong_to() -> None:
    found = after(
        TextAdded("b", "One "), TextAdded("a", "Two"), TextAdded("b", "three")
    )
    assert found.parts == (Part("b", "One three"), Part("a", "Two"))


def test_a_text_that_is_done_replaces_what_was_added() -> None:
    """Deltas may be lost; the whole text is not."""
    found = after(TextAdded("p", "A fx"), TextDone("p", "A fox."))
    assert found.parts == (Part("p", "A fox."),)


def test_a_text_that_is_done_keeps_its_citations_unless_it_brings_its_own() -> None:
    added = (TextAdded("p", "A fox"), Cited("p", CITED))
    other = (replace(CITED, url="https://b.example"),)
    assert after(*added, TextDone("p", "A fox.")).parts[0].citations == (CITED,)
    assert after(*added, TextDone("p", "A fox.", other)).parts[0].citations == other
    assert after(*added, TextDone("p", "A fox.", ())).parts[0].citations == ()


def test_the_end_brings_what_was_used_and_why_it_was_short() -> None:
    found = after(END)
    assert found.finished
    assert (found.usage.output_tokens, found.cut_short) == (7, "max_output_tokens")


@pytest.mark.parametrize(
    ("events", "heard"),
    [
        ([], False),
        ([TextAdded("p", " \n")], False),
        ([PREVIEW], False),
        ([TextAdded("p", "A")], True),
        ([PictureDrawn(FOX)], True),
    ],
)
def test_whether_a_person_would_see_anything(
    events: list[TurnEvent], heard: bool
) -> None:
    assert after(*events).heard is heard


@given(st.lists(st.sampled_from(ONE_OF_EACH[:-1]), max_size=12))
def test_no_order_of_events_is_a_bug(events: list[TurnEvent]) -> None:
    found = after(*events, END)
    assert found.finished
    assert len({part.id for part in found.parts}) == len(found.parts)
    assert len({step.id for step in found.steps}) == len(found.steps)


def flood() -> Sequence[TurnEvent]:
    """More than anybody reads, each with a name of its own."""
    link = Citation(0, 1, "https://a.example")
    return [
        event
        for number in range(2_000)
        for event in (
            StepDone(f"s{number}", StepKind.SEARCH),
            PictureRefused(f"i{number}"),
            FunctionCalled(f"c{number}", "draw_set", "{}"),
            ApprovalAsked(f"a{number}", "stripe", "pay", "{}"),
            ToolUsed(f"u{number}", "stripe", "list", "{}"),
            ToolReturned(f"u{number}", "12 of 34 ferries"),
            TextAdded(f"p{number}", "many words " * 1_000),
            TextDone(f"q{number}", "more words", (link,) * 50),
            Cited("p1", link),
        )
    ]


def test_a_flood_of_events_leaves_little_to_know() -> None:
    """The last event costs no more than the first."""
    known = reduce(apply, flood(), Progress())
    assert len(known.steps) == MOST_STEPS
    assert known.steps[-1].id == "s1999"
    assert len(known.refused) == MOST_REFUSED
    asked = (known.calls, known.questions, known.uses, known.returned)
    assert [len(each) for each in asked] == [MOST_CALLS] * 4
    assert len(known.parts) == MOST_PARTS
    assert sum(len(part.text) for part in known.parts) <= MOST_OF_ALL
    assert sum(len(part.citations) for part in known.parts) <= MOST_CITATIONS


def test_a_flood_of_thoughts_does_not_hide_that_something_was_looked_up() -> None:
    """Permissions end by it, so the one step that matters must not be pushed out."""
    thoughts = [StepStarted(f"r{n}", StepKind.THINK) for n in range(MOST_STEPS)]
    assert not reduce(apply, thoughts, Progress()).outside
    searched = StepStarted("ws_1", StepKind.SEARCH)
    assert reduce(apply, [searched, *thoughts], Progress()).outside


def test_what_is_known_of_goes_on_where_there_is_no_room_for_more() -> None:
    known = reduce(apply, flood(), Progress())
    after = apply(known, TextDone("p0", "Foxes."))
    assert after.parts[0] == Part("p0", "Foxes.")
