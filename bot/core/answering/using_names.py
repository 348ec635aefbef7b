"""Uses the characters and styles that an ask names.

They are recognised once, when the turn first begins, and noted with it, so that each
attempt uses the same ones. One that was forgotten since is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.answering.pictures_of_names import PicturesOfNames
from bot.core.errors import AskError
from bot.core.identity.outsiders import Outsiders, no_outsiders
from bot.core.messages.text import escaped
from bot.core.ports import TaughtNames, Turns
from bot.core.turn.asks import Ask, with_flags_read
from bot.core.turn.naming import Naming, names_in, without_marks
from bot.core.turn.options import Button, Options
from bot.core.turn.request import ShownName
from bot.core.turn.sets import SetPicture
from bot.core.turn.taught import KnownName, LeftOut, NameKind, Taught, UsedName, used
from bot.core.turn.turns import Turn

MOST_INPUTS: Final = 16
"""The most pictures that one request takes."""
UNKNOWN: Final = (
    "No character and no style is called “{name}” here. {near}To write it as a plain "
    "word, leave out the `+`, or add `--no-names`."
)
NEAR: Final = "Did you mean `+{name}`? "
NEAR_QUOTED: Final = 'Did you mean `+"{name}"`? '
ONLY_NEWEST: Final = (
    f"One picture can be drawn from at most {MOST_INPUTS} others, so only the newest "
    "pictures of these characters and styles were used."
)
SAME_DECK: Final = "of the other slides"
FORGOTTEN: Final = "“{name}” was forgotten, so it was left out."
_NAMING: Final = (
    *(Button.NOTHING, Button.VARY, Button.CHANGED, Button.KEPT, Button.MARKED),
    Button.AROUND,
)
"""The buttons whose words can name something. Others draw nothing, need nothing but a
picture, or draw from what is noted with a set or a deck."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a model is told of names: each with its pictures, and what its responses
    know after that."""

    names: tuple[ShownName, ...] = ()
    known: tuple[KnownName, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UsingNames:
    """Recognises names, and gathers what a model is told of them."""

    turns: Turns
    taught: TaughtNames
    pictures: PicturesOfNames
    outsiders: Outsiders = no_outsiders

    async def begun(self, turn: Turn) -> Turn:
        """The turn with its names. Raises AskError if `+name` names nothing."""
        words = words_of(turn.ask) if turn.names is None else ""
        if not (words or turn.names):
            return turn
        usable = await self.usable(turn)
        if turn.names:
            names = _still(turn.names, usable)
        else:
            names = _noted(await self._named(turn, words, [*usable.values()]))
        if names != turn.names and (usable or turn.names):
            await self.turns.named(turn.id, names)
        return replace(turn, names=names)

    async def _named(self, turn: Turn, words: str, usable: Sequence[Taught]) -> Naming:
        """What the words name. For people of other companies, only what was taught in
        their channel is there."""
        naming = names_in(words, usable)
        shared = any(not each.channel for each in (*naming.names, *naming.more))
        if (shared or naming.near) and await self._outside(turn):
            return names_in(words, [each for each in usable if each.channel])
        return naming

    async def hides(self, taught: Taught, turn: Turn) -> bool:
        """Whether it is not for the person who asked, as somebody of another
        company."""
        return not taught.channel and await self._outside(turn)

    async def _outside(self, turn: Turn) -> bool:
        return await self.outsiders(turn.ask.thread.team, turn.ask.user)

    @staticmethod
    def plain(turn: Turn, words: str) -> str:
        """The words without the marks of `+name`."""
        return without_marks(words, [each.name for each in turn.names or ()])

    async def usable(self, turn: Turn) -> Mapping[int, Taught]:
        """Everything that can be named where the turn was asked for, by its id."""
        thread = turn.ask.thread
        found = await self.taught.usable(thread.team, thread.channel)
        return {each.id: each for each in found}

    async def gone_from(self, turn: Turn, known: Sequence[KnownName]) -> bool:
        """Whether a chain knows a name that can no longer be used there: what was
        forgotten is not drawn on from what OpenAI remembers."""
        usable = await self.usable(turn) if known else {}
        return any(each.id not in usable for each in known)

    async def of(self, turns: Iterable[Turn]) -> tuple[Taught, ...]:
        """The names of these turns, those of the last turn first. None if that turn is
        to use none."""
        newest = [*turns][::-1]
        options = _options(newest[0].ask)
        if options is None or not options.names:
            return ()
        wanted = dict.fromkeys(id_ for turn in newest for id_ in _ids(turn))
        usable = await self.usable(newest[0]) if wanted else {}
        return tuple(usable[each] for each in wanted if each in usable)

    async def on(self, picture: SetPicture) -> tuple[ShownName, ...]:
        """The names on a picture of a set, with the pictures that were noted, and the
        manner that it is done in; what was forgotten since is left out."""
        found = [await self.taught.get(each.id) for each in picture.names]
        named = await self.pictures.noted([e for e in found if e], picture.sources)
        manner = await self._manner(picture, named)
        return (*named, manner) if manner else named

    async def _manner(
        self, picture: SetPicture, named: Sequence[ShownName]
    ) -> ShownName | None:
        """The manner of a picture of the same deck, unless a style is named."""
        taken = len(picture.sources) + bool(picture.manner)
        has_style = any(each.kind is NameKind.STYLE for each in named)
        if not picture.manner or has_style or taken > MOST_INPUTS:
            return None
        image = await self.pictures.image(picture.manner)
        return ShownName(NameKind.STYLE, SAME_DECK, images=(image,)) if image else None

    async def gone(self, pictures: Iterable[SetPicture]) -> tuple[str, ...]:
        """What to tell of names on these pictures that were forgotten since."""
        names = {name.id: name for each in pictures for name in each.names}
        gone = [e for e in names.values() if await self.taught.get(e.id) is None]
        return tuple(FORGOTTEN.format(name=each.name) for each in gone)

    async def telling(
        self, names: Sequence[Taught], known: Sequence[KnownName], taken: int
    ) -> Telling:
        """What a model is told of the names that its chain does not know, beside so
        many other pictures."""
        knows = {each.id: each.digest for each in known}
        new = [each for each in names if knows.get(each.id) != each.digest]
        room = max(0, MOST_INPUTS - taken)
        shown, cut = await self.pictures.shown(new, room)
        knows |= {each.id: each.digest for each in new if each.id not in cut}
        after = tuple(KnownName(*each) for each in knows.items())
        return Telling(shown, after, (ONLY_NEWEST,) * bool(cut))


def words_of(ask: Ask) -> str:
    """The words in which names are looked for; none if no names are to be used."""
    options = _options(ask)
    if options is None or not options.names or options.button not in _NAMING:
        return ""
    if options.in_looks:
        return f"{options.own_look}\n{options.keep}"
    return ask.words if options.draws_part else with_flags_read(ask).wish


def _options(ask: Ask) -> Options | None:
    """The options of the ask; None if a flag is wrong, which the turn will report."""
    try:
        return with_flags_read(ask).options or Options()
    except AskError:
        return None


def _noted(naming: Naming) -> tuple[UsedName, ...]:
    if naming.unknown:
        raise AskError(_unknown(naming))
    more = (used(each, LeftOut.TOO_MANY) for each in naming.more)
    return (*map(used, naming.names), *more)


def _still(
    names: Sequence[UsedName], usable: Mapping[int, Taught]
) -> tuple[UsedName, ...]:
    """The names, with those noted that were forgotten since."""
    return tuple(
        each
        if each.left_out or each.id in usable
        else replace(each, left_out=LeftOut.FORGOTTEN)
        for each in names
    )


def _unknown(naming: Naming) -> str:
    near = NEAR_QUOTED if " " in naming.near else NEAR
    told = near.format(name=escaped(naming.near)) if naming.near else ""
    return UNKNOWN.format(name=escaped(naming.unknown), near=told)


def _ids(turn: Turn) -> list[int]:
    return [each.id for each in turn.names or () if not each.left_out]
