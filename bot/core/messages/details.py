"""Draws the modal behind *Details*: prompts, sources, models and costs."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from bot.core.messages import blocks, decided, parts, sets, used_names, uses
from bot.core.messages.citations import Source, numbered
from bot.core.messages.figures import duration, price
from bot.core.messages.prices import AS_OF
from bot.core.messages.sets import picture_row
from bot.core.messages.text import escaped, linked, plain
from bot.core.turn.decisions import decided_questions
from bot.core.turn.legs import Leg
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught
from bot.core.turn.turns import Answer, Turn

DETAILS: Final = "details"
"""The action of the button, and the modal that it opens."""
MOST_ADDRESS: Final = 2_000
MOST_ROWS: Final = 100
MOST_ASKED: Final = 40
"""The most blocks for the arguments of a use that somebody has yet to decide."""
MOST_DETAILED: Final = 20
"""The most pictures in *Details*, which takes a hundred blocks."""


def details(
    turn: Turn, legs: Sequence[Leg] = (), taught: Sequence[Taught] = ()
) -> dict[str, Any]:
    """The modal behind *Details*; `legs` are those of a turn without an answer.

    `taught` are the characters and styles that it used, as they are today.
    """
    answer, known = turn.answer, {each.id: each for each in taught}
    rows = _detail_rows(turn, answer, known) if answer else _unfinished_rows(legs)
    return {
        "type": "modal",
        "callback_id": DETAILS,
        "title": {"type": "plain_text", "text": "Details"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [blocks.section(row) for row in islice(rows, MOST_ROWS)],
    }


def with_where(modal: dict[str, Any], about: str, spot: Spot) -> dict[str, Any]:
    """The modal with a small picture of what has changed outside of a region. Slack
    returns `about` when it is closed."""
    alt = "In red: what has changed outside of the part"
    return _with(modal, about, spot, (alt, "where"))


def with_names(modal: dict[str, Any], about: str, spot: Spot) -> dict[str, Any]:
    """The modal with the pictures of the names that were used, on one sheet."""
    alt = "The pictures of these characters and styles, as they are now"
    return _with(modal, about, spot, (alt, "the-pictures"))


def _with(
    modal: dict[str, Any], about: str, spot: Spot, said: tuple[str, str]
) -> dict[str, Any]:
    alt, block = said
    url = "" if spot.file_id else spot.url
    small = blocks.image(alt, block, file_id=spot.file_id, url=url)
    shown = [*modal["blocks"][: MOST_ROWS - 1], small]
    more = {"private_metadata": about, "notify_on_close": True}
    return {**modal, **more, "blocks": shown}


def _unfinished_rows(legs: Sequence[Leg]) -> Iterator[str]:
    yield "This turn is not over yet."
    for leg in legs:
        for each in leg.open:
            title = f"Asked: {uses.name(each)}"
            yield from uses.in_rows(title, each.arguments, MOST_ASKED)
        made = decided_questions(leg.questions, leg.decisions)
        yield from decided.rows([each for each in made if each.user])
        yield from uses.rows(leg.uses)


def _detail_rows(
    turn: Turn, answer: Answer, taught: Mapping[int, Taught]
) -> Iterator[str]:
    yield f"*Asked*\n{escaped(plain(turn.ask.words, 1500)) or '(only pictures)'}"
    yield from used_names.rows(used_names.names_of(turn, answer), taught)
    yield from sets.detail_rows(answer)
    others = [each for each in answer.own_pictures if not each.place]
    for drawn in others[:MOST_DETAILED]:
        yield f"*Picture*\n{picture_row(drawn)}"
        if drawn.revised_prompt:
            yield f"*Drawn from*\n{escaped(plain(drawn.revised_prompt, 2000))}"
    if (more := len(others) - MOST_DETAILED) > 0:
        yield f"and {more} more {'picture' if more == 1 else 'pictures'}"
    yield from parts.detail_rows(answer)
    yield from decided.rows(answer.decided)
    yield from uses.rows(answer.uses)
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
