"""Redraws: the same picture once more, larger or continued to another shape. Pure.

A redraw is an ask of its own, made by a button: drawn directly, from the picture alone.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.core.errors import AskError
from bot.core.turn.asks import Ask, claim_anew, with_flags_read
from bot.core.turn.flag_values import QUALITIES
from bot.core.turn.options import Button, Options
from bot.core.turn.sizes import SHAPES, Size, continued, has_shape, twice
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn

REDRAWS: Final = (Button.LARGER, Button.CONTINUED)
LARGEST: Final = "This picture is already as large as I can draw it: {}×{}."
SAME_SHAPE: Final = "This picture already has the shape {}."
NO_PICTURE: Final = "There is no picture here that I can draw again."
FORMATS: Final = {"png", "jpeg", "webp"}
"""The formats that the image model can start from."""
_LARGER: Final = (
    "Draw exactly this picture again, larger, with more detail. Nothing else changes: "
    "keep the same composition, subjects, faces, colors, style, and every word that is "
    "written in it."
)
CONTINUED: Final = (
    "Continue this picture beyond its edges: extend the scene into the empty parts, in "
    "the same style, light and perspective, with no visible seam and no frame. Leave "
    "the middle exactly as it is."
)


@dataclass(frozen=True, slots=True)
class Redraw:
    """What people see of it as words, what the image model is told, and its
    options."""

    words: str
    wish: str
    options: Options

    def ask(self, turn: Turn, user: str, at: str) -> Ask:
        """The ask that a person makes of the turn by pressing."""
        return Ask(
            claim=claim_anew(turn.ask.thread, self.options.button, turn.id, at),
            thread=turn.ask.thread,
            user=user,
            words=self.words,
            onto=turn.id,
            options=self.options,
            wish=self.wish,
        )


def larger(turn: Turn) -> Redraw:
    """The turn's picture with twice the sides, if possible. Raises AskError."""
    drawn = _picture(turn)
    size = twice(drawn.width, drawn.height)
    if size is None:
        raise AskError(LARGEST.format(drawn.width, drawn.height))
    options = replace(_options(turn, drawn, size, Button.LARGER), quality="high")
    return Redraw("Larger", _LARGER, options)


def reshaped(turn: Turn, shape: str) -> Redraw:
    """The turn's picture, continued to the shape. Raises AskError."""
    drawn = _picture(turn)
    size = continued(drawn.width, drawn.height, shape)
    if size is None:
        raise AskError(SAME_SHAPE.format(shape))
    options = _options(turn, drawn, size, Button.CONTINUED)
    return Redraw(f"Another shape, {shape}", CONTINUED, options)


def can_be_redrawn(answer: Answer) -> bool:
    """Whether the answer has one picture, of a kind that can be changed."""
    drawn, *others = answer.own_pictures or (None,)
    if answer.outcome is not Outcome.DONE or others:
        return False
    if answer.set_pictures or answer.charts:  # no model draws a number again
        return False
    return drawn is not None and drawn.format in FORMATS and drawn.width > 0


def other_shapes(turn: Turn) -> tuple[str, ...]:
    """The shapes that the turn's picture does not have. Raises AskError."""
    drawn = _picture(turn)
    return tuple(each for each in SHAPES if not _has(drawn, each))


def _has(drawn: KeptPicture, shape: str) -> bool:
    return has_shape(drawn.width, drawn.height, shape)


def _picture(turn: Turn) -> KeptPicture:
    if turn.answer is None or not can_be_redrawn(turn.answer):
        raise AskError(NO_PICTURE)
    return turn.answer.own_pictures[0]


def _options(turn: Turn, drawn: KeptPicture, size: Size, button: Button) -> Options:
    """Everything else stays as it was: the quality, which costs most, the format, and
    what is transparent."""
    asked = with_flags_read(turn.ask).options
    return Options(
        size=f"{size[0]}x{size[1]}",
        quality=drawn.quality if drawn.quality in QUALITIES else None,
        format=drawn.format,
        transparent=bool(asked and asked.transparent),
        search=False,
        direct=True,
        button=button,
    )
