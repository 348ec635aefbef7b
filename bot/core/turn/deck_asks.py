"""The asks that the buttons below a deck make. Pure."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.core.turn.asks import Ask, Attached, claim_anew, with_flags_read
from bot.core.turn.decks import KeptDeck
from bot.core.turn.options import Button, Options
from bot.core.turn.pressed import ONCE
from bot.core.turn.turns import Turn

DRAW_IT: Final = "Draw it"
BRAND: Final = "brand"
"""The theme that is made of a picture."""
OF_PICTURE: Final = "the colors of a picture"
_STYLE: Final = "style:"
MISSING: Final = "Draw the missing ones"
_DECK: Final = re.compile(r"\W*(an? )?(slide )?deck\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SlideWish:
    """What somebody wants of one slide of a deck, by a form."""

    user: str
    form: str
    slide: str
    words: str


def calls_deck(words: str) -> bool:
    """Whether words after `/imagine` begin with asking for a deck."""
    return _DECK.match(words) is not None


def to_draw(turn: Turn, user: str, after: Turn | None = None) -> Ask:
    """An ask for what the turn's deck lacks: once, however often it is pressed, and
    once more after a turn that came to nothing."""
    at = ONCE if after is None else f"after-{after.id}"
    deck = deck_of(turn)
    words = MISSING if deck is not None and deck.drawn else DRAW_IT
    return _ask(turn, user, at, words, replace(_before(turn), button=Button.DRAW_DECK))


@dataclass(frozen=True, slots=True)
class ThemeWish:
    """How somebody wants a deck to look, by a form: one of ours by its name, a style of
    the team, or the colors of a picture. `said` is what people read."""

    user: str
    form: str
    theme: str
    said: str = ""
    file: Attached | None = None


def in_theme(turn: Turn, wish: ThemeWish) -> Ask:
    """An ask for the same deck in another look."""
    theme = BRAND if wish.file else wish.theme
    said = OF_PICTURE if wish.file else wish.said or theme
    options = replace(_before(turn), button=Button.THEME, theme=theme)
    made = _ask(turn, wish.user, wish.form, f"Theme: {said}", options)
    return replace(made, attached=(wish.file,) if wish.file else ())


def style_named(style: int) -> str:
    """How a form names a style of the team."""
    return f"{_STYLE}{style}"


def style_in(theme: str) -> int:
    """The style that a form has named; 0 if it is not a style."""
    number = theme.removeprefix(_STYLE)
    known = theme.startswith(_STYLE) and number.isdecimal() and len(number) < 19
    return int(number) if known else 0


def of_slide(turn: Turn, wish: SlideWish) -> Ask:
    """The reply that says what somebody has filled in."""
    thread = turn.ask.thread
    words = f"Slide {wish.slide}: {wish.words}" if wish.slide else wish.words
    claim = f"{thread.team}/{thread.channel}/form/{wish.form}"
    return Ask(claim, thread, wish.user, words, onto=turn.id)


def drew_nothing(later: Turn) -> bool:
    """Whether a later turn has ended without the files of its deck."""
    deck = deck_of(later)
    return later.answer is not None and (deck is None or not deck.drawn)


def lacks_less(later: Turn, turn: Turn) -> bool:
    """Whether a later turn has pictures that the turn's deck lacks."""
    deck, before = deck_of(later), deck_of(turn)
    return bool(deck and before and len(deck.lacks) < len(before.lacks))


def deck_of(turn: Turn) -> KeptDeck | None:
    """The deck as the turn has left it."""
    return turn.answer.deck if turn.answer else None


def _before(turn: Turn) -> Options:
    """How the outline's pictures were asked for: they cost what was said."""
    asked = with_flags_read(turn.ask).options or Options()
    return Options(
        quality=asked.quality,
        format=asked.format,
        transparent=asked.transparent,
        names=asked.names,
    )


def _ask(turn: Turn, user: str, at: str, words: str, options: Options) -> Ask:
    thread = turn.ask.thread
    return Ask(
        claim=claim_anew(thread, options.button, turn.id, at),
        thread=thread,
        user=user,
        words=words,
        onto=turn.id,
        options=options,
        wish=words,
    )
