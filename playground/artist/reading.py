"""Reads words: which things, how many, in which colours, where, and in what light."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playground.artist.lexicon.verbs import (
    ARTICLES,
    EVERY,
    GROUND_WORDS,
    IT,
    LETTERING,
    MUTE,
    POSTERS,
    SMALL,
)
from playground.artist.tokens import Token

INVERSE = {"with", "mit", "avec", "con", "wearing", "holding"}
"""What follows these words is attached to what comes before them, not the other way
round."""


@dataclass(frozen=True, slots=True)
class Named:
    """One phrase of an ask: "two tiny red boats on the left"."""

    kind: str = ""
    said: str = ""
    count: int = 0
    """0: no number was said."""
    colour: str = ""
    size: float = 1.0
    place: str = ""
    relation: str = ""
    to: int = -1
    """The phrase that the relation is to, by its number."""
    plural: bool = False
    every: bool = False
    label: str = ""


@dataclass(slots=True)
class Reading:
    """Everything that was understood of the words."""

    things: list[Named] = field(default_factory=list)
    background: str = ""
    tint: str = ""
    time: str = ""
    time_said: str = ""
    weather: str = ""
    style: str = ""
    poster: bool = False
    lettering: bool = False
    quote: bool = False
    it: bool = False
    ground: bool = False
    loose: Named = Named()
    """Qualities that no thing follows: "make it red"."""
    waiting: Named = Named()
    relation: str = ""
    turned: bool = False
    article: bool = False
    unknown: list[str] = field(default_factory=list)


def read(tokens: Sequence[Token]) -> Reading:
    """Return the meaning of all tokens together."""
    seen = Reading()
    for at, token in enumerate(tokens):
        if token.role != "word":
            _card(seen, drop=token.role in ("thing", "background"))
        _hear(seen, token, tokens[at + 1 :])
    _card(seen, drop=False)
    if seen.waiting != Named():
        seen.loose = seen.waiting
    return seen


def _hear(seen: Reading, token: Token, rest: Sequence[Token]) -> None:
    match token.role:
        case "thing":
            _thing(seen, token)
        case "colour":
            _colour(seen, token, rest)
        case "number":
            seen.waiting = replace(seen.waiting, count=int(token.value))
            seen.article = True
        case "size":
            _quality(seen, rest, size=float(token.value))
        case "place":
            _quality(seen, (), place=token.value)
        case "relation":
            seen.relation, seen.turned = token.value, token.said in INVERSE
        case _:
            _other(seen, token)


def _other(seen: Reading, token: Token) -> None:
    match token.role:
        case "background" | "weather" | "style" | "time":
            _world(seen, token)
        case "stop":
            seen.relation, seen.article = "", False
            seen.waiting = Named()
        case _:
            _word(seen, token.value)


def _world(seen: Reading, token: Token) -> None:
    many = seen.waiting.count > 1 and token.value == "mountains"
    if many:
        _thing(seen, Token("thing", "mountain", token.said, plural=True))
        return
    setattr(seen, token.role, token.value)
    if token.role == "time":
        seen.time_said = token.said
    if token.role == "background":
        seen.tint, seen.waiting = seen.waiting.colour or seen.tint, Named()
    seen.relation = ""


def _thing(seen: Reading, token: Token) -> None:
    """Close the phrase that was gathered, and tie it to the one before."""
    phrase = replace(
        seen.waiting, kind=token.value, said=token.said, plural=token.plural
    )
    here = len(seen.things)
    if seen.relation and here:
        if seen.turned:
            phrase = replace(phrase, relation=seen.relation, to=here - 1)
        elif not seen.things[-1].relation:
            tied = replace(seen.things[-1], relation=seen.relation, to=here)
            seen.things[-1] = tied
    elif seen.relation:
        phrase = replace(phrase, relation=seen.relation, to=-2)
    if here < 30:
        seen.things.append(phrase)
    seen.waiting, seen.relation, seen.article = Named(), "", False


def _colour(seen: Reading, token: Token, rest: Sequence[Token]) -> None:
    for after in rest[:4]:
        if after.role == "thing":
            break
        if after.value in GROUND_WORDS:
            seen.tint = token.value
            return
        if after.role in ("stop", "verb", "relation", "number"):
            break
    _quality(seen, rest, colour=token.value)


def _quality(seen: Reading, rest: Sequence[Token], **said: object) -> None:
    """Give a quality to the thing that follows, or else to the one before."""
    ahead = next(
        (t for t in rest[:4] if t.role in ("thing", "background", "stop")), None
    )
    joined = any(t.value in ("and", "und", "et", "y") for t in rest[:1])
    follows = ahead is not None and ahead.role != "stop" and not joined
    if seen.things and not follows and seen.waiting == Named():
        seen.things[-1] = replace(seen.things[-1], **said)  # type: ignore[arg-type]  # one of its own fields
    else:
        seen.waiting = replace(seen.waiting, **said)  # type: ignore[arg-type]  # as above


def _word(seen: Reading, word: str) -> None:
    seen.poster |= word in POSTERS
    seen.lettering |= word in LETTERING
    seen.quote |= word == "quote"
    seen.ground |= word in GROUND_WORDS
    seen.it |= word in IT
    if word in EVERY:
        seen.waiting = replace(seen.waiting, every=True)
    elif word in ARTICLES:
        _card(seen, drop=False)
        seen.article = True
    elif seen.article and word.isalpha():
        seen.unknown.append(word)
    elif word in ("and", "und", "et", "y"):
        seen.relation = ""


def _card(seen: Reading, drop: bool) -> None:
    """Make a labelled form of the unknown words after an article, if they name one."""
    run, seen.unknown = seen.unknown, []
    if drop or not run:
        return
    head = noun(run)
    if head:
        _thing(seen, Token("thing", "card", head, plural=False))
        seen.things[-1] = replace(seen.things[-1], label=head)
    seen.article = False


def noun(run: Sequence[str]) -> str:
    """Return the word of a run that is most likely its noun, or nothing."""
    head = ""
    for at, word in enumerate(run):
        if word in SMALL or (at and word.endswith(("ing", "ed"))):
            break
        if word.endswith("ly"):
            continue
        head = word
    return "" if head in MUTE or len(head) < 3 else head
