"""Estimates what a turn costs in dollars, by one dated table.

Checked on 2026-11-21 against OpenAI's model and pricing pages as recorded in
docs/prices.md. A model that is not in the table has no estimate, rather than a
wrong one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.core.turn.events import Usage

AS_OF: Final = "2026-11-21"
MILLION: Final = 1_000_000
SEARCH: Final = 0.01


@dataclass(frozen=True, slots=True)
class TextPrice:
    """Dollars per million tokens of a text model."""

    input: float
    output: float


@dataclass(frozen=True, slots=True)
class ImagePrice:
    """Dollars per million tokens of an image model."""

    text_input: float
    image_input: float
    image_output: float


Price = TypeVar("Price")
TEXT: Final = {
    "gpt-6-astra": TextPrice(10, 50),
    "gpt-6.1-sol": TextPrice(2, 10),
    "gpt-6-sol": TextPrice(2, 10),
    "gpt-6-luna": TextPrice(0.10, 0.50),
    "gpt-5.6-sol": TextPrice(5, 30),
    "gpt-5.6-terra": TextPrice(2, 12),
    "gpt-5.6-luna": TextPrice(0.2, 1.2),
    "gpt-5.5": TextPrice(5, 30),
}
IMAGE: Final = {
    "gpt-image-2.6": ImagePrice(5, 8, 30),
    "gpt-image-2.5": ImagePrice(5, 8, 30),
    "gpt-image-2": ImagePrice(5, 8, 30),
}


PICTURE_TOKENS: Final[Mapping[str, int]] = {"low": 196, "medium": 1767, "high": 7033}
"""The output tokens of a picture of 1024 × 1024 pixels, by quality."""
PREVIEW_TOKENS: Final = 100
SHOWN_TOKENS: Final = 1056
"""The input tokens of a picture that is shown to the image model. OpenAI has not
published how many they are: docs/prices.md."""
LETTERS: Final = 4
"""About this many letters make a token."""
SQUARE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture that is to be drawn: its size, how long its prompt is, and how many
    other pictures the image model is shown with it."""

    pixels: int
    letters: int = 0
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """One model's part of a turn's usage; the dollars are None if its price is not
    known."""

    model: str
    tokens: Mapping[str, int]
    dollars: float | None


def estimate(model: str, image_model: str, usage: Usage) -> float | None:
    """Dollars for the turn, or None if a model's price is not known.

    Cached tokens are counted in full, so the estimate errs upwards. It leaves out that
    very long inputs cost more; docs/prices.md says so.
    """
    text = _text_dollars(model, usage)
    drawn = _image_dollars(image_model, usage)
    if drawn is None:
        drew = usage.image_output_tokens + usage.image_input_tokens
        drawn = None if drew else 0.0
    return None if text is None or drawn is None else text + drawn


def shares(model: str, image_model: str, usage: Usage) -> Sequence[Share]:
    """What each model used in the turn; models that used nothing are left out."""
    text = {"input": usage.input_tokens, "output": usage.output_tokens}
    image = {
        "text_input": usage.image_text_tokens,
        "image_input": usage.image_input_tokens,
        "image_output": usage.image_output_tokens,
    }
    both = (
        Share(model, text, _text_dollars(model, usage)),
        Share(image_model, image, _image_dollars(image_model, usage)),
    )
    return [share for share in both if any(share.tokens.values())]


def of_pictures(
    model: str, quality: str, previews: int, drawn: Sequence[WantedPicture]
) -> float | None:
    """About what these pictures will cost, or None if that is not known."""
    tokens = PICTURE_TOKENS.get(quality)
    if tokens is None:
        return None
    out = sum(round(tokens * each.pixels / SQUARE) for each in drawn)
    usage = Usage(
        image_text_tokens=sum(each.letters for each in drawn) // LETTERS,
        image_input_tokens=SHOWN_TOKENS * sum(each.shown for each in drawn),
        image_output_tokens=out + PREVIEW_TOKENS * previews * len(drawn),
    )
    return _image_dollars(model, usage)


def _text_dollars(model: str, usage: Usage) -> float | None:
    """Dollars for the text model; nothing if it was not asked, as for a direct
    picture."""
    if not (model or usage.input_tokens or usage.output_tokens or usage.searches):
        return 0.0
    price = _named(model, TEXT)
    if price is None:
        return None
    cost = usage.input_tokens * price.input + usage.output_tokens * price.output
    return cost / MILLION + usage.searches * SEARCH


def _image_dollars(model: str, usage: Usage) -> float | None:
    price = _named(model, IMAGE)
    if price is None:
        return None
    cost = usage.image_text_tokens * price.text_input
    cost += usage.image_input_tokens * price.image_input
    cost += usage.image_output_tokens * price.image_output
    return cost / MILLION


def _named(model: str, table: Mapping[str, Price]) -> Price | None:
    """The price of a model, also of its dated and speed variants."""
    fitting = [name for name in table if model == name or model.startswith(f"{name}-")]
    return table[max(fitting, key=len)] if fitting else None
