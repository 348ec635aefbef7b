"""Turns an accepted turn into the request that the model gets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.asks import Ask
from bot.core.errors import AskError
from bot.core.options import read_options
from bot.core.person import person_hash
from bot.core.ports import Files, Shelf, Turns
from bot.core.request import InputImage, Request, Spoken
from bot.core.text import escaped, plain
from bot.core.turns import Answer, Turn

REBUILT = (
    "OpenAI no longer keeps the turns before, so this one was built on their words and "
    "the last picture."
)
WHAT = (
    "What shall I draw? Write, for example: `@Darkroom a lighthouse at night`. "
    "A reply in the thread then changes the picture."
)
MOST_WORDS = 12_000
MOST_NAMED = 12
MOST_HISTORY = 60_000
"""Characters of a thread that is told anew."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request, and what the person is to know about how it was made."""

    request: Request
    notes: tuple[str, ...] = ()


class Asking:
    """Gathers what a request is made of."""

    def __init__(self, turns: Turns, files: Files, shelf: Shelf, key: bytes) -> None:
        self._turns, self._files, self._shelf, self._key = turns, files, shelf, key

    async def request(self, turn: Turn, resume: bool = False) -> Wanted:
        """What the model is asked for. Raises AskError."""
        words, options = read_options(turn.ask.words)
        if len(words) > MOST_WORDS:
            raise AskError(f"That is too long: at most {MOST_WORDS:,} characters.")
        ask = await self._with_root(turn)
        brought = await self._files.bring(ask)
        notes = _unused(brought.unused)
        if not words and not brought.images:
            raise AskError(" ".join((*map(escaped, notes), WHAT)))
        request = Request(
            words=words,
            options=options,
            images=brought.images,
            person=person_hash(self._key, ask.thread.team, ask.user),
            resume=turn.response if resume and turn.response else None,
            after=turn.sequence if resume and turn.response else None,
        )
        return await self._following(turn, Wanted(request, notes))

    async def rebuilt(self, turn: Turn, wanted: Wanted) -> Wanted:
        """The same request for a model that has forgotten the turns before."""
        past = await self._turns.lineage(turn.parent) if turn.parent else ()
        history = _remembered([_spoken(each) for each in past])
        last = await self._last_picture(past)
        request = replace(wanted.request, follows=None, history=history, last=last)
        return Wanted(request, (*wanted.notes, REBUILT))

    async def _following(self, turn: Turn, wanted: Wanted) -> Wanted:
        parent = await self._turns.get(turn.parent) if turn.parent else None
        if parent is None:
            return wanted
        if parent.answer is None or not parent.answer.response:
            return await self.rebuilt(turn, wanted)
        request = replace(wanted.request, follows=parent.answer.response)
        return replace(wanted, request=_in_kind(request, parent.answer))

    async def _with_root(self, turn: Turn) -> Ask:
        ask = turn.ask
        if turn.parent or not ask.look_at_root:
            return ask
        root = await self._files.attached_to(ask.thread)
        known = {each.id for each in ask.attached}
        extra = tuple(each for each in root if each.id not in known)
        return replace(ask, attached=(*extra, *ask.attached))

    async def _last_picture(self, past: Sequence[Turn]) -> InputImage | None:
        for turn in reversed(past):
            for drawn in turn.answer.prints if turn.answer else ():
                if data := await self._shelf.read(drawn.sha256):
                    return InputImage(data, f"image/{drawn.format}")
        return None


def _unused(reasons: Sequence[str]) -> tuple[str, ...]:
    named = [f"Not used: {reason}." for reason in reasons[:MOST_NAMED]]
    if len(reasons) > MOST_NAMED:
        named.append(f"Nor were {len(reasons) - MOST_NAMED} more files.")
    return tuple(named)


def _in_kind(request: Request, before: Answer) -> Request:
    """A PNG stays one: what was transparent in it would be lost in a JPEG."""
    png = any(drawn.format == "png" for drawn in before.prints)
    if not png or request.options.format:
        return request
    return replace(request, options=replace(request.options, format="png"))


def _remembered(spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """The newest of them, and as many as a model can be made to read again."""
    kept: list[Spoken] = []
    room = MOST_HISTORY
    for each in reversed(spoken):
        room -= len(each.asked) + len(each.answered)
        if kept and room < 0:
            break
        kept.insert(0, each)
    return tuple(kept)


def _spoken(turn: Turn) -> Spoken:
    parts = turn.answer.parts if turn.answer else ()
    said = " ".join(part.text for part in parts)
    drew = any(turn.answer.prints) if turn.answer else False
    return Spoken(turn.ask.words, plain(said, 2000) or ("(a picture)" if drew else ""))
