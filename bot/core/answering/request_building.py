"""Turns an accepted turn into the request that the model gets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.answering.bot_tools import BotTools
from bot.core.answering.bounds import need_fewer_words
from bot.core.answering.bringing import lineage_before
from bot.core.answering.comparing import Comparing
from bot.core.answering.deck_outline import current_deck, past_of
from bot.core.answering.direct_request import UNSTORED, direct, has_picture
from bot.core.answering.following import Following, Wanted, in_kind
from bot.core.answering.joining import Joining
from bot.core.answering.lineage import Lineage
from bot.core.answering.part_request import Parts
from bot.core.answering.pictures_for_model import PicturesForModel
from bot.core.answering.pictures_of_names import PicturesOfNames
from bot.core.answering.redrawing import is_redraw, redrawn
from bot.core.answering.sources import Sources
from bot.core.answering.using_names import UsingNames
from bot.core.errors import AskError
from bot.core.identity.outsiders import Outsiders, no_outsiders
from bot.core.messages.text import escaped
from bot.core.ports import Files, Preferences, Shelf, TaughtNames, Turns
from bot.core.turn.asks import WHAT, with_flags_read
from bot.core.turn.decks import in_words as deck_in_words
from bot.core.turn.legs import Leg, spent
from bot.core.turn.options import Options
from bot.core.turn.permissions import still_valid, unasked
from bot.core.turn.person import person_hash
from bot.core.turn.request import Request
from bot.core.turn.stickers import as_sticker
from bot.core.turn.terms import Terms, with_token_of
from bot.core.turn.turns import Turn

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything stored that requests are made from."""

    turns: Turns
    files: Files
    shelf: Shelf
    taught: TaughtNames


class RequestBuilder:
    """Gathers everything that a request needs."""

    def __init__(
        self,
        stored: Stored,
        key: bytes,
        preferences: Preferences,
        tools: BotTools | None = None,
        outsiders: Outsiders = no_outsiders,
    ) -> None:
        self._turns, self._files = stored.turns, stored.files
        self._shelf, self._key = stored.shelf, key
        self._pictures = PicturesForModel(self._files, self._shelf)
        pictures = PicturesOfNames(self._files, self._shelf)
        self.names = UsingNames(self._turns, stored.taught, pictures, outsiders)
        self.before = Following(self._turns, self._pictures, self.names)
        self._preferences, self.tools = preferences, tools or BotTools()

    def sources(self) -> Sources:
        """Reads what the pictures of one turn are drawn from, each file once."""
        return Sources(self._turns, self._files, self._shelf, self.names)

    def comparing(self) -> Comparing:
        """Compares two versions of a picture."""
        return Comparing(self._turns, self._files, self._shelf, self.terms)

    def joining(self) -> Joining:
        """Puts two versions of a picture together."""
        return Joining(self._turns, self._files, self._shelf)

    async def terms(self, turn: Turn) -> Terms:
        """The terms of this attempt at the turn. Raises AskError."""
        terms = await self._preferences.terms(turn.ask)
        if not terms.servers:
            return terms
        return unasked(terms, await self._turns.legs.permitted(turn))

    async def let_in(self, turn: Turn, request: Request, label: str) -> Request | None:
        """The same request with a newer token for a server that did not accept the one
        it had; None if there is none."""
        self._preferences.doubt(turn.ask, label)
        newer = await self.terms(turn)
        terms = with_token_of(request.terms, newer, label)
        if terms == request.terms:
            return None
        return replace(request, terms=terms, resume=None, after=None)

    async def request(self, turn: Turn, terms: Terms, sources: Sources) -> Wanted:
        """The turn's request on these terms. Raises AskError."""
        asked = with_flags_read(turn.ask)
        words, options = asked.wish, asked.options
        if options is not None and is_redraw(options):
            return await self._redrawn(turn, terms, options)
        if options is not None and options.draws_part:
            return await self._of_part(turn, terms)
        need_fewer_words(words)
        lineage = await lineage_before(self._turns, turn)
        brought = await sources.brought(turn)
        notes = unused(brought.unused)
        if not (words or brought.images or brought.texts):
            raise AskError(" ".join((*map(escaped, notes), WHAT)))
        resumes = runs_already(turn, terms)
        words = as_sticker(self.names.plain(turn, words), options)
        request = Request(
            words=words,
            terms=terms,
            images=brought.images,
            person=person_hash(self._key, turn.ask.thread.team, turn.ask.user),
            resume=turn.response if resumes else None,
            after=turn.sequence if resumes else None,
            offers=self.tools.offers,
            texts=brought.texts,
        )
        wanted = Wanted(request, notes)
        if terms.direct:
            return await self._direct(turn, lineage, wanted, sources)
        deck = current_deck((), await past_of(self._turns, turn))
        if deck is not None:
            request = replace(request, deck=deck_in_words(deck.outline))
            wanted = replace(wanted, request=request)
        return await self.before.following(turn, lineage, wanted)

    async def going_on(self, turn: Turn, terms: Terms, legs: Sequence[Leg]) -> Wanted:
        """The request that follows the last leg, with the outputs and decisions that it
        asked for."""
        leg = legs[-1]
        resumes = runs_already(turn, terms)
        decisions, notes = still_valid(leg, terms)
        request = Request(
            words="",
            terms=terms,
            follows=leg.response,
            person=person_hash(self._key, turn.ask.thread.team, turn.ask.user),
            resume=turn.response if resumes else None,
            after=turn.sequence if resumes else None,
            offers=self.tools.offers,
            outputs=leg.outputs,
            decisions=decisions,
            shown=await self._pictures.of_outputs(leg),
            spent=spent(legs),
            chain=leg.chain,
            known_names=leg.known_names,
        )
        return Wanted(request, notes)

    async def _redrawn(self, turn: Turn, terms: Terms, options: Options) -> Wanted:
        past = await self._turns.lineage(turn.parent) if turn.parent else ()
        person = person_hash(self._key, turn.ask.thread.team, turn.ask.user)
        request = Request(turn.ask.wish, terms, person=person)
        before = past[-1] if past else None
        made = await redrawn(request, before, options, self._shelf, self._files)
        return Wanted(made)

    async def _of_part(self, turn: Turn, terms: Terms) -> Wanted:
        past = await self._turns.lineage(turn.parent) if turn.parent else ()
        person = person_hash(self._key, turn.ask.thread.team, turn.ask.user)
        request = Request(turn.ask.wish, terms, person=person)
        request = replace(request, words=self.names.plain(turn, request.words))
        parts = Parts(self._files, self._shelf)
        made = await parts.request(request, turn, past[-1] if past else None)
        return await self.before.with_names(Wanted(made), [turn])

    async def _direct(
        self, turn: Turn, lineage: Lineage, wanted: Wanted, sources: Sources
    ) -> Wanted:
        """The request for the image model, which remembers nothing."""
        past = await self._turns.lineage(turn.parent) if turn.parent else ()
        known = await sources.known(turn, files=False)
        words, named, told = known.meant(wanted.request.words)
        current = None if named else await self._pictures.current(past)
        changed = (current,) if current else await sources.images(named)
        if not changed and has_picture(past) and not wanted.request.images:
            raise AskError(UNSTORED)
        asked = replace(wanted.request, words=words)
        request, notes = direct(asked, lineage, changed)
        request = in_kind(request, {each.mimetype for each in changed})
        made = Wanted(request, (*wanted.notes, *told, *notes))
        return await self.before.with_names(made, (*lineage.unmet, turn))


def runs_already(turn: Turn, terms: Terms) -> bool:
    """Whether the turn's response is already running in the background, and only has to
    be resumed."""
    return terms.background and bool(turn.response)


def unused(reasons: Sequence[str]) -> tuple[str, ...]:
    """What the message says of files that were not used."""
    named = [f"Not used: {reason}." for reason in reasons[:MOST_NAMED]]
    if len(reasons) > MOST_NAMED:
        named.append(f"Another {len(reasons) - MOST_NAMED} files were not used either.")
    return tuple(named)
