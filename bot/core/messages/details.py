"""Draws the modal behind *Details*: prompts, sources, models and costs."""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.messages import blocks, decided, sets
from bot.core.messages.citations import Source, numbered
from bot.core.messages.figures import duration, price
from bot.core.messages.prices import AS_OF
from bot.core.messages.sets import picture_row
from bot.core.messages.text import escaped, linked, plain
from bot.core.turn.turns import Answer, Turn

MOST_ADDRESS: Final = 2_000
MOST_DETAILED: Final = 20
"""The most pictures in *Details*, which takes a hundred blocks."""


def details(turn: Turn) -> dict[str, Any]:
    """The modal behind *Details*."""
    answer = turn.answer
    rows = (
        list(_detail_rows(turn, answer)) if answer else ["This turn is not over yet."]
    )
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Details"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [blocks.section(row) for row in rows],
    }


def _detail_rows(turn: Turn, answer: Answer) -> Iterator[str]:
    yield f"*Asked*\n{escaped(plain(turn.ask.words, 1500)) or '(only pictures)'}"
    yield from sets.detail_rows(answer)
    others = [each for each in answer.own_pictures if not each.place]
    for drawn in others[:MOST_DETAILED]:
        yield f"*Picture*\n{picture_row(drawn)}"
        if drawn.revised_prompt:
            yield f"*Drawn from*\n{escaped(plain(drawn.revised_prompt, 2000))}"
    if (more := len(others) - MOST_DETAILED) > 0:
        yield f"and {more} more {'picture' if more == 1 else 'pictures'}"
    yield from decided.rows(answer.decided)
    yield f"*Models*\n{escaped(' and '.join(filter(None, _models(answer))))}"
    yield f"*Used*\n{_usage_row(answer)}"
    for source in numbered(answer.parts)[1][:30]:
        yield f"[{source.number}] {_link(source)}"
    if answer.notes:
        yield f"*Notes*\n{escaped(' '.join(answer.notes))}"


def _link(source: Source) -> str:
    """A link to the source, or only its name if the address is too long."""
    title = plain(source.title or source.host, 150)
    long = len(source.url) > MOST_ADDRESS
    return escaped(title) if long else linked(source.url, title)


def _models(answer: Answer) -> tuple[str, ...]:
    laid = any(each.laid for each in answer.charts)
    drew = answer.drawn or laid or answer.direct
    return (answer.model, answer.image_model if drew else "")


def _usage_row(answer: Answer) -> str:
    usage = answer.usage
    image = usage.image_input_tokens + usage.image_text_tokens
    parts = (
        duration(answer.seconds),
        ""
        if answer.direct
        else f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out",
        f"{image:,} image tokens in, {usage.image_output_tokens:,} out"
        if image
        else "",
        f"{usage.searches} web searches" if usage.searches else "",
        f"about {price(answer)} (prices of {AS_OF})" if price(answer) else "",
    )
    return " · ".join(part for part in parts if part)
