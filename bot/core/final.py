"""Draws the last form of a turn's message, and what stands behind its buttons."""

from collections.abc import Iterator
from typing import Any

from bot.core import blocks
from bot.core.citations import Source, numbered
from bot.core.message import Block, Message
from bot.core.prices import AS_OF, estimate
from bot.core.text import escaped, markdown, pieces, plain
from bot.core.turns import Answer, Outcome, Print, Turn
from bot.core.view import asked_by

MOST_ADDRESS = 2_000


def final(turn: Turn, answer: Answer, frame: int = 0) -> Message:
    """The message as it stays. `frame` makes its picture blocks new ones to Slack."""
    text, sources = numbered(answer.parts)
    above = (*asked_by(turn), *_pictures(turn, answer, frame))
    below = (*_small_print(turn, answer, sources), *_buttons(turn, answer))
    room = blocks.MOST_LETTERS - blocks.letters((*above, *below))
    first, *rest = pieces(markdown(text), min(room, blocks.MOST_MARKDOWN)) or [""]
    said = (blocks.words(first),) if first else ()
    more = tuple(Message(_summary(piece), (blocks.words(piece),)) for piece in rest)
    summary = answer.told[:3000] or _summary(text) or "A picture"
    return Message(summary, (*above, *said, *below), more)


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


def figures(answer: Answer) -> str:
    """What was used, in one line: model, size, time, price."""
    drawn = answer.prints[0] if answer.prints else None
    name = _short(answer.image_model) if drawn else answer.model
    size = f"{drawn.width}×{drawn.height}" if drawn and drawn.width else ""
    parts = (name, size, _duration(answer.seconds), _price(answer))
    return " · ".join(part for part in parts if part)


def alt_text(turn: Turn, drawn: Print) -> str:
    """What was drawn, for those who cannot see it."""
    return drawn.revised_prompt or turn.ask.words


def _pictures(turn: Turn, answer: Answer, frame: int) -> Iterator[Block]:
    if not answer.prints and (answer.unfinished_file or answer.unfinished_url):
        yield blocks.image(
            f"An unfinished picture of: {turn.ask.words}",
            f"unfinished-{turn.id}-{frame}",
            file_id=answer.unfinished_file,
            url=answer.unfinished_url,
        )
    for number, drawn in enumerate(answer.prints):
        if drawn.file_id or drawn.url:
            block_id = f"picture-{turn.id}-{number}-{frame}"
            alt = alt_text(turn, drawn)
            yield blocks.image(alt, block_id, file_id=drawn.file_id, url=drawn.url)


def _small_print(
    turn: Turn, answer: Answer, sources: tuple[Source, ...]
) -> Iterator[Block]:
    if answer.told:
        yield blocks.section(answer.told, block_id="told")
    if sources:
        yield blocks.context(_sources(sources))
    if notes := plain(" ".join(answer.notes), 2000):
        yield blocks.context(escaped(notes))
    if turn.aside:
        yield blocks.context("↩ Set aside")
    if answer.outcome is Outcome.DONE:
        yield blocks.context(escaped(figures(answer)))


def _sources(sources: tuple[Source, ...]) -> str:
    line = ""
    for number, source in enumerate(sources):
        link = f"[{source.number}] <{source.url}|{escaped(plain(source.host, 60))}>"
        if len(line) + len(link) > blocks.MOST_SOURCES:
            return f"{line}   and {len(sources) - number} more in Details"
        line = f"{line}   {link}" if line else link
    return line


def _buttons(turn: Turn, answer: Answer) -> Iterator[Block]:
    value = str(turn.id)
    row = [blocks.button("Redo", "redo", value)]
    if answer.outcome is Outcome.DONE:
        if answer.prints:
            row.append(blocks.button("Variations", "variations", value))
        if turn.parent and not turn.aside:
            row.append(blocks.button("Go back", "go_back", value))
    if answer.model:
        row.append(blocks.button("Details", "details", value))
    if answer.outcome is Outcome.DONE:
        row.append(blocks.overflow("more", {f"build_on:{value}": "Build on this one"}))
    yield blocks.actions(*row)


def _detail_rows(turn: Turn, answer: Answer) -> Iterator[str]:
    yield f"*Asked*\n{escaped(plain(turn.ask.words, 1500)) or '(only pictures)'}"
    for drawn in answer.prints:
        yield f"*Picture*\n{_picture_row(drawn)}"
        if drawn.revised_prompt:
            yield f"*Drawn from*\n{escaped(plain(drawn.revised_prompt, 2000))}"
    yield f"*Models*\n{escaped(' and '.join(filter(None, _models(answer))))}"
    yield f"*Used*\n{_usage_row(answer)}"
    for source in numbered(answer.parts)[1][:30]:
        yield f"[{source.number}] {_link(source)}"
    if answer.notes:
        yield f"*Notes*\n{escaped(' '.join(answer.notes))}"


def _link(source: Source) -> str:
    """A link to the source, or its name where the address would have to be cut."""
    title = escaped(plain(source.title or source.host, 150)).replace("|", "¦")
    return f"<{source.url}|{title}>" if len(source.url) <= MOST_ADDRESS else title


def _models(answer: Answer) -> tuple[str, ...]:
    return (answer.model, answer.image_model if answer.prints else "")


def _picture_row(drawn: Print) -> str:
    parts = (
        f"{drawn.width}×{drawn.height}",
        drawn.format.upper(),
        f"{drawn.bytes / 1_000_000:.1f} MB",
        f"quality {drawn.quality}" if drawn.quality else "",
    )
    return escaped(" · ".join(part for part in parts if part))


def _usage_row(answer: Answer) -> str:
    usage = answer.usage
    image = usage.image_input_tokens + usage.image_text_tokens
    parts = (
        _duration(answer.seconds),
        f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out",
        f"{image:,} image tokens in, {usage.image_output_tokens:,} out"
        if image
        else "",
        f"{usage.searches} web searches" if usage.searches else "",
        f"about {_price(answer)} (prices of {AS_OF})" if _price(answer) else "",
    )
    return " · ".join(part for part in parts if part)


def _price(answer: Answer) -> str:
    dollars = estimate(answer.model, answer.image_model, answer.usage)
    if not dollars:
        return ""
    return f"${dollars:.2f}" if dollars >= 0.01 else "under $0.01"


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{round(seconds)} s"
    return f"{int(seconds // 60)} min {round(seconds % 60)} s"


def _short(model: str) -> str:
    return model.removesuffix("-sunburst").removesuffix("-flare")


def _summary(text: str) -> str:
    return escaped(plain(text, 300))
