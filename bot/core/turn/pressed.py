"""The asks that buttons make out of the turn above them. Pure."""

from dataclasses import replace
from typing import Final

from bot.core.turn.asks import FROM_SCRATCH, Ask, claim_anew
from bot.core.turn.options import Button, Options
from bot.core.turn.redraws import REDRAWS
from bot.core.turn.turns import KeptPicture, Turn

ONCE: Final = "once"
"""Replaces the time of a click in a claim, so that the button counts once, however
often it is pressed."""


def redone(turn: Turn, user: str, at: str) -> Ask:
    """The same again, building on the same turn; a picked picture is drawn anew."""
    onto = FROM_SCRATCH if turn.parent is None else turn.parent
    ask = _of(turn, user, "redo", at, onto)
    options = ask.options or Options()
    if options.button is Button.PICK:
        return replace(ask, options=replace(options, button=Button.ANEW))
    return replace(ask, options=turn.ask.options)


def varied(turn: Turn, user: str, at: str) -> Ask:
    """Variations of the turn's picture. Those of a redraw have the usual size and
    quality: four pictures as large as that one would cost too much."""
    drawn = turn.answer.own_pictures if turn.answer else ()
    ask = replace(_of(turn, user, "vary-1", at, turn.id), attached=())
    before = ask.options or Options()
    options = replace(before, button=Button.VARY, count=0, place=0, region=None)
    options = replace(options, source=None)
    if before.button in REDRAWS:
        return replace(ask, options=replace(options, size=None, quality=None))
    return replace(ask, options=_like(options, drawn[-1]) if drawn else options)


def completed(turn: Turn, user: str, after: Turn | None = None) -> Ask:
    """An ask for the pictures of the turn's set that did not come: once, however often
    it is pressed, and once more after a turn that brought none of them."""
    ask = _of(turn, user, "missing", _once(after), turn.id)
    options = ask.options or Options()
    return replace(ask, options=replace(options, button=Button.MISSING, count=0))


def brought_nothing(later: Turn, turn: Turn) -> bool:
    """Whether a later turn has ended without any picture that the turn's set lacks."""
    if later.answer is None or turn.answer is None:
        return False
    lacking = [e.number for e in turn.answer.set_pictures if not _came(turn, e.number)]
    return not any(_came(later, number) for number in lacking)


def _came(turn: Turn, number: int) -> bool:
    return turn.answer is not None and turn.answer.placed(number) is not None


def picked(turn: Turn, user: str, number: int, after: Turn | None = None) -> Ask:
    """One picture of the turn's set, whole: once, however often it is picked, and once
    more after a turn that did not show it."""
    wanted = turn.answer.set_pictures if turn.answer else ()
    line = next((each.line for each in wanted if each.number == number), str(number))
    what, at = f"pick-{number}", _once(after)
    ask = replace(_of(turn, user, what, at, turn.id), attached=())
    options = replace(ask.options or Options(), button=Button.PICK, count=0)
    words = f"Number {line}"
    return replace(ask, words=words, wish=words, options=replace(options, place=number))


def shows_nothing(later: Turn) -> bool:
    """Whether the turn of a pick has ended without the picture."""
    return later.answer is not None and not later.answer.pictures


def _once(after: Turn | None) -> str:
    return ONCE if after is None else f"after-{after.id}"


def _of(turn: Turn, user: str, what: str, at: str, onto: int) -> Ask:
    return replace(
        turn.ask,
        claim=claim_anew(turn.ask.thread, what, turn.id, at),
        user=user,
        ts="",
        onto=onto,
        opens_thread=False,
    )


def _like(options: Options, drawn: KeptPicture) -> Options:
    """Options with the size and format of the existing picture."""
    size = f"{drawn.width}x{drawn.height}" if drawn.width else options.size
    clear = drawn.format == "png" and not options.format
    return replace(options, size=size, format="png" if clear else options.format)
