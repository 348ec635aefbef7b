"""Changes slots: when the model sends events, and when pictures hang. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.turn.events import (
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    StepKind,
    StepStarted,
    TurnEvent,
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


def told(slots: Slots, event: TurnEvent) -> Slots:
    """The slots after one more event."""
    match event:
        case StepStarted(id=picture, kind=StepKind.DRAW) | PreviewDrawn(id=picture):
            return _with(slots, _begun(slots.of(picture) or Slot(picture)))
        case PictureDrawn(picture=drawn):
            slot = slots.of(drawn.id) or Slot(drawn.id)
            number = 0 if slot.place else slot.number or slots.finished + 1
            done = replace(slot, stage=Stage.FINISHED, number=number)
            return _with(slots, replace(done, revised_prompt=drawn.revised_prompt))
        case PictureRefused(id=picture, moderated=moderated):
            slot = slots.of(picture) or Slot(picture)
            why = "declined" if moderated else "not drawn"
            failed = replace(slot, stage=Stage.FAILED, why=why)
            return slots if slot.finished else _with(slots, failed)
    return slots


def with_set(slots: Slots, each: Iterable[Slot]) -> Slots:
    """The slots with those of a set, which the sheet shows."""
    for slot in each:
        slots = _with(slots, slot)
    return slots


def with_frame(slots: Slots, frame: Preview) -> Slots:
    """The slots once a frame of the sheet hangs."""
    stays = isinstance(slots.sheet, Hung) and _set_is_over(slots)
    return slots if stays else replace(slots, sheet=frame)


def with_preview(slots: Slots, picture: str, preview: Preview) -> Slots:
    """The slots once a preview of the picture hangs."""
    slot = slots.of(picture) or Slot(picture)
    over = slot.finished or slot.failed
    stage = slot.stage if over else Stage.DEVELOPING
    return _with(slots, replace(slot, stage=stage, preview=preview))


def with_spot(slots: Slots, picture: str, spot: Spot) -> Slots:
    """The slots once the finished picture hangs."""
    if picture == SHEET:
        return replace(slots, sheet=Hung(1, spot, slots.sheet_alt, sheet=True))
    slot = slots.of(picture)
    return _with(slots, replace(slot, spot=spot)) if slot else slots


def bare(slots: Slots) -> Slots:
    """The same slots with nothing hanging in them."""
    each = tuple(replace(each, preview=None, spot=None) for each in slots.each)
    return Slots(each, before=slots.before, sheet_alt=slots.sheet_alt)


def begun_anew(slots: Slots, before: int = 0) -> Slots:
    """The slots when the model is asked again, after so many pictures were kept.

    Kept pictures keep their slots. Of all others, only the last preview stays.
    """
    kept = tuple(each for each in slots.each if each.place or 0 < each.number <= before)
    return Slots(
        kept, None if kept else slots.latest, before, slots.sheet, slots.sheet_alt
    )


def _set_is_over(slots: Slots) -> bool:
    return all(each.finished or each.failed for each in slots.on_sheet)


def _begun(slot: Slot) -> Slot:
    """A picture on the sheet needs no preview to be known as begun."""
    begins = slot.place and slot.stage is Stage.WAITING
    return replace(slot, stage=Stage.DEVELOPING) if begins else slot


def _with(slots: Slots, slot: Slot) -> Slots:
    known = {each.id: each for each in slots.each}
    if slot.id not in known and len(known) >= MOST_SLOTS and not slot.finished:
        return slots
    return replace(slots, each=tuple((known | {slot.id: slot}).values()))
