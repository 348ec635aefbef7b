"""What a turn costs, roughly: one dated table, in dollars.

Checked on 2026-11-21 against OpenAI's model and pricing pages as recorded in
docs/prices.md. A model that is not in the table has no estimate, rather than a
wrong one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.core.events import Usage

AS_OF: Final = "2026-11-21"
MILLION: Final = 1_000_000
SEARCH: Final = 0.01


@dataclass(frozen=True, slots=True)
class TextPrice:
    """Dollars for a million tokens of an orchestrating model."""

    input: float
    output: float


@dataclass(frozen=True, slots=True)
class ImagePrice:
    """Dollars for a million tokens of an image model."""

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


def estimate(model: str, image_model: str, usage: Usage) -> float | None:
    """Dollars for the turn, or None where a model's price is not known.

    Tokens that came from a cache are counted in full: that errs upwards. What
    very long inputs cost more is left out; docs/prices.md says so.
    """
    text, image = _named(model, TEXT), _named(image_model, IMAGE)
    drew = usage.image_output_tokens + usage.image_input_tokens
    if text is None or (drew and image is None):
        return None
    cost = usage.input_tokens * text.input + usage.output_tokens * text.output
    if image is not None:
        cost += usage.image_text_tokens * image.text_input
        cost += usage.image_input_tokens * image.image_input
        cost += usage.image_output_tokens * image.image_output
    return cost / MILLION + usage.searches * SEARCH


def _named(model: str, table: Mapping[str, Price]) -> Price | None:
    """The price of a model, its dated and its speed variants included."""
    fitting = [name for name in table if model == name or model.startswith(f"{name}-")]
    return table[max(fitting, key=len)] if fitting else None
