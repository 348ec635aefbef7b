"""The slots of a turn's pictures, whatever comes in which order."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn.events import (
    Picture,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    StepKind,
    StepStarted,
    TextAdded,
    TurnEvent,
)
from bot.core.turn.progress import Progress, apply
from bot.core.turn.slot_changes import (
    bare,
    begun_anew,
    told,
    with_frame,
    with_preview,
    with_set,
    with_spot,
)
from bot.core.turn.slots import (
    MOST_SLOTS,
    SHEET,
    Hung,
    Preview,
    Slot,
    Slots,
    Spot,
    Stage,
)

SPOT = Spot("FFOX")


def begins(picture: str) -> StepStarted:
    return StepStarted(picture, StepKind.DRAW)


def ends(picture: str) -> PictureDrawn:
    return PictureDrawn(Picture(picture, b"", "png"))


def after(*events: TurnEvent, slots: Slots | None = None) -> Slots:
    slots = slots or Slots()
    for event in events:
        slots = told(slots, event)
    return slots


def half(frame: int) -> Preview:
    return Preview(frame, frame, Spot(f"FHALF{frame}"))


def test_a_picture_has_a_slot_from_its_beginning_to_its_end() -> None:
    slots = after(begins("a"))
    assert slots.each == (Slot("a"),)
    slots = with_preview(slots, "a", half(1))
    assert slots.each == (Slot("a", Stage.DEVELOPING, half(1)),)
    slots = with_spot(after(ends("a"), slots=slots), "a", SPOT)
    assert slots.each == (Slot("a", Stage.FINISHED, half(1), 1, SPOT),)


def test_steps_and_words_that_draw_nothing_have_none() -> None:
    assert after(StepStarted("s", StepKind.SEARCH), TextAdded("p", "x")) == Slots()


def test_the_newest_preview_takes_the_place_of_the_one_before() -> None:
    slots = with_preview(with_preview(after(begins("a")), "a", half(1)), "a", half(2))
    assert slots.shown == (half(2),)


def test_a_preview_that_comes_late_does_not_reopen_a_picture() -> None:
    for over in (ends("a"), PictureRefused("a")):
        slots = with_preview(after(over), "a", half(1))
        assert slots.each[0].stage in {Stage.FINISHED, Stage.FAILED}


def test_why_there_is_no_picture_is_known() -> None:
    slots = after(PictureRefused("a", moderated=True), PictureRefused("b"))
    assert [each.why for each in slots.each] == ["declined", "not drawn"]


def test_a_picture_that_is_there_does_not_fail_any_more() -> None:
    slots = after(ends("a"), PictureRefused("a"))
    assert slots.each[0].finished


def test_the_last_preview_of_a_picture_that_failed_stays_where_it_is_all() -> None:
    slots = with_preview(after(begins("a"), begins("b")), "a", half(1))
    slots = after(PictureRefused("a"), slots=slots)
    assert slots.shown == (half(1),)
    assert with_preview(slots, "b", half(2)).shown == (half(2),)


def test_where_nothing_hangs_nothing_is_shown_and_all_is_known() -> None:
    slots = after(begins("a"), ends("a"), begins("b"))
    slots = bare(with_preview(with_spot(slots, "a", SPOT), "b", half(1)))
    assert slots.shown == ()
    assert [each.stage for each in slots.each] == [Stage.FINISHED, Stage.DEVELOPING]


def test_the_last_preview_stays_while_the_answer_is_asked_for_anew() -> None:
    slots = begun_anew(with_preview(after(begins("a")), "a", half(3)))
    assert (slots.each, slots.shown, slots.latest) == ((), (half(3),), half(3))
    assert with_preview(slots, "b", half(4)).shown == (half(4),)
    assert begun_anew(slots).latest == half(3)


def test_pictures_of_an_earlier_leg_keep_their_places() -> None:
    slots = with_spot(after(begins("a"), ends("a"), begins("b")), "a", SPOT)
    slots = after(ends("c"), slots=begun_anew(slots, 1))
    assert with_spot(slots, "c", Spot("FC")).shown == (
        Hung(1, SPOT),
        Hung(2, Spot("FC")),
    )


def test_after_a_restart_a_later_leg_goes_on_counting() -> None:
    slots = after(ends("a"), slots=begun_anew(Slots(), 2))
    assert slots.each[0].number == 3


def test_who_is_shown_ten_sees_the_finished_ones_first() -> None:
    slots = after(begins("a"), begins("b"), ends("b"))
    assert [slots.place(each) for each in ("b", "a", "unknown")] == [0, 1, 2]


def test_a_flood_of_pictures_costs_each_event_the_same() -> None:
    slots = after(*(begins(str(number)) for number in range(3 * MOST_SLOTS)))
    assert len(slots.each) == MOST_SLOTS


EVENTS = st.builds(
    lambda kind, picture: kind(picture),
    st.sampled_from([begins, ends, PictureRefused, lambda i: PreviewDrawn(i, 0, b"")]),
    st.sampled_from("abcd"),
)


@given(st.lists(EVENTS, max_size=30))
def test_finished_slots_are_numbered_as_the_answers_pictures(
    events: Sequence[TurnEvent],
) -> None:
    """So the developing message and the last one show them in the same order."""
    slots, progress = Slots(), Progress()
    for event in events:
        slots, progress = told(slots, event), apply(progress, event)
    for slot in slots.each:
        slots = with_spot(slots, slot.id, Spot(slot.id))
    hung = [each for each in slots.shown if isinstance(each, Hung)]
    expected = [Hung(n, Spot(p.id)) for n, p in enumerate(progress.pictures, 1)]
    assert hung == (expected if slots.several else [])


SET = tuple(Slot(f"set-{n}", place=n) for n in (1, 2))


def test_pictures_of_a_set_are_seen_on_their_sheet() -> None:
    """And a picture beside them by itself, as soon as it is there."""
    slots = told(with_set(Slots(), SET), PictureDrawn(Picture("set-2", b"", "png")))
    slots = with_frame(slots, Preview(1, 1, Spot("F1"), alt="1: a; 2: b"))
    assert slots.shown == (Preview(1, 1, Spot("F1"), alt="1: a; 2: b"),)
    assert [each.finished for each in slots.on_sheet] == [False, True]
    slots = told(slots, PictureDrawn(Picture("ig_1", b"", "png")))
    slots = with_spot(slots, "ig_1", Spot("F2"))
    assert slots.shown[1:] == (Hung(1, Spot("F2")),)
    assert slots.place("ig_1") == 0


def test_the_sheet_as_it_stays_is_never_replaced_by_a_frame_that_comes_late() -> None:
    ended = (replace(each, stage=Stage.FINISHED) for each in SET)
    slots = replace(with_set(Slots(), ended), sheet_alt="1: a; 2: b")
    slots = with_spot(slots, SHEET, Spot("F9"))
    assert slots.shown == (Hung(1, Spot("F9"), "1: a; 2: b", sheet=True),)
    assert with_frame(slots, Preview(1, 1, Spot("F1"), alt="x")) == slots
    assert with_spot(bare(slots), SHEET, Spot("F9")).shown == slots.shown


def test_the_sheet_stays_when_the_model_goes_on() -> None:
    frame = Preview(1, 1, Spot("F1"), alt="x")
    slots = begun_anew(with_frame(with_set(Slots(), SET), frame), before=2)
    assert slots.shown == (frame,)
    assert slots.on_sheet == SET
    assert bare(slots).shown == ()
