"""Sets that no model was asked for: flags and buttons say what to draw.

Such a set is stored as a leg whose call the bot has made itself. From then on, it is
drawn, noted and continued like a set that the model has called for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.answering.bounds import need_fewer_words
from bot.core.answering.deck_themes import DeckThemes
from bot.core.answering.draw_set import NAME
from bot.core.answering.own_decks import deck_leg
from bot.core.answering.pictures_for_model import WHICH
from bot.core.answering.request_building import unused
from bot.core.answering.sources import Sources
from bot.core.answering.using_names import ONLY_NEWEST
from bot.core.errors import AskError
from bot.core.messages.text import escaped
from bot.core.ports import Turns
from bot.core.turn.asks import WHAT, Ask, with_flags_read
from bot.core.turn.events import FunctionCalled, Usage
from bot.core.turn.legs import Leg
from bot.core.turn.looks import Looks
from bot.core.turn.options import Button, Options
from bot.core.turn.sets import (
    MOST_TITLE,
    SetPicture,
    Source,
    as_wanted,
    of_one_prompt,
    with_names,
)
from bot.core.turn.stickers import as_sticker
from bot.core.turn.terms import Terms
from bot.core.turn.turns import Answer, KeptPicture, Turn, unhung

CALL: Final = FunctionCalled("own", NAME, "{}")
VARIATIONS: Final = 4
"""Four make a square sheet."""
VARY: Final = (
    "A variation of this picture: the same subject, style, mood, colours and "
    "lettering, with everything arranged a little differently."
)
GONE: Final = "The picture that this builds on is no longer stored."
LOOK_GONE: Final = "The look “{name}” is no longer offered here."
NO_PHOTO: Final = "I have no photo to draw from."


def wants_set(ask: Ask) -> bool:
    """Whether an ask is for a set, so that no model has to decide what to draw."""
    try:
        options = with_flags_read(ask).options
    except AskError:  # the turn will report it
        return False
    return options is not None and options.several


@dataclass(frozen=True, slots=True)
class OwnSets:
    """Stores what a turn wants to have drawn."""

    turns: Turns
    sources: Sources
    looks: Looks = field(default_factory=Looks)
    themes: DeckThemes | None = None

    async def leg(self, turn: Turn, terms: Terms) -> Leg:
        """The leg that the bot has called for itself. Raises AskError."""
        ask = with_flags_read(turn.ask)
        options = ask.options or Options()
        if options.of_deck:
            return await deck_leg(self.turns, turn, terms, self.themes)
        if options.in_looks:
            return await self._in_looks(turn, options)
        if options.button is Button.NOTHING:
            return await self._of_prompt(
                turn,
                as_sticker(self.sources.names.plain(turn, ask.wish), options),
                options.count,
            )
        before = await self._before(turn)
        match options.button:
            case Button.VARY:
                return await self._named(turn, _leg(_varied(before)))
            case Button.MISSING:
                return await self._still_named(_leg(*_completed(before)))
            case _:
                return await self._still_named(_leg(_anew(before, options.place)))

    async def _named(self, turn: Turn, leg: Leg) -> Leg:
        """The leg with the characters and styles of the turn on each picture."""
        names = await self.sources.names.of([turn])
        made = tuple(with_names(each, names) for each in leg.set_pictures)
        pictures = sum(len(each.pictures) for each in names)
        cut = any(len(e.sources) < len(b.sources) + pictures
                  for e, b in zip(made, leg.set_pictures, strict=True))  # fmt: skip
        notes = (*leg.notes, *(ONLY_NEWEST,) * cut)
        return replace(leg, set_pictures=made, notes=notes)

    async def _still_named(self, leg: Leg) -> Leg:
        """The leg, with what to tell of names on its pictures that are gone."""
        gone = await self.sources.names.gone(e for e in leg.set_pictures if e.open)
        return replace(leg, notes=(*leg.notes, *gone))

    async def _before(self, turn: Turn) -> Answer:
        found = await self.turns.get(turn.parent) if turn.parent else None
        if found is None or found.answer is None:
            raise AskError(GONE)
        return found.answer

    async def _in_looks(self, turn: Turn, options: Options) -> Leg:
        """The photo in each of these looks."""
        if gone := self.looks.gone(options.looks):
            raise AskError(LOOK_GONE.format(name=escaped(gone[0])))
        sources, notes = await self._photo(turn)
        prompts = self.looks.prompts(options.looks, options.own_look, options.keep)
        wanted = [
            SetPicture(n, title[:MOST_TITLE], prompt, sources=sources, call=CALL.id)
            for n, (title, prompt) in enumerate(prompts, 1)
        ]
        return await self._named(turn, replace(_leg(wanted), notes=notes))

    async def _photo(self, turn: Turn) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """What came with the ask; otherwise the picture that it builds on."""
        if turn.ask.attached:
            files = await self.sources.brought(turn)
            notes = unused(files.unused)
            if not files.images:
                raise AskError(" ".join((*map(escaped, notes), NO_PHOTO)))
            return (Source(turn=turn.id, number=1),), notes
        current = (await self.sources.known(turn, files=False)).current
        if current is None:
            raise AskError(GONE)
        return (current,), ()

    async def _of_prompt(self, turn: Turn, words: str, count: int) -> Leg:
        """So many pictures of the same words, drawn from the attached files or the
        current picture."""
        need_fewer_words(words)
        files = await self.sources.brought(turn)
        known = await self.sources.known(turn, files=False)
        sources = tuple(
            Source(turn=turn.id, number=n + 1) for n in range(len(files.images))
        )
        words, named, told = known.meant(words)
        sources = (*named, *sources)
        if not sources and known.several:
            raise AskError(WHICH)
        if not sources and known.current:
            sources = (known.current,)
        if not (words or sources):
            raise AskError(WHAT)
        title = "Version" if words else "Variation"
        wanted = of_one_prompt(words or VARY, count, title, sources, CALL.id)
        leg = replace(_leg(wanted), notes=(*unused(files.unused), *told))
        return await self._named(turn, leg)


def _leg(wanted: Sequence[SetPicture], kept: Sequence[KeptPicture] = ()) -> Leg:
    calls, pictures = (CALL,), tuple(kept)
    return Leg(1, "", calls=calls, pictures=pictures, set_pictures=tuple(wanted))


def _varied(before: Answer) -> tuple[SetPicture, ...]:
    if not before.own_pictures:
        raise AskError(GONE)
    sources = (Source(before.own_pictures[-1].sha256),)
    return of_one_prompt(VARY, VARIATIONS, "Variation", sources, CALL.id)


def _completed(before: Answer) -> tuple[Sequence[SetPicture], Sequence[KeptPicture]]:
    """The whole set again; pictures that came before stay as they are, and are paid for
    already."""
    here = {each.number: before.placed(each.number) for each in before.set_pictures}
    wanted = [
        replace(each, call="", usage=Usage())
        if here[each.number]
        else as_wanted(each, CALL.id)
        for each in before.set_pictures
    ]
    kept = [replace(unhung(each), place=n) for n, each in here.items() if each]
    originals = (before.original(n) for n, each in here.items() if each)
    return wanted, [*kept, *(unhung(each) for each in originals if each)]


def _anew(before: Answer, place: int) -> tuple[SetPicture, ...]:
    found = [each for each in before.set_pictures if each.number == place]
    if not found:
        raise AskError(GONE)
    return (as_wanted(found[0], CALL.id),)
