"""Edits: each changes what it names and nothing else, and says what it changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from playground.artist.changes import alter, crowd, overall, writing
from playground.artist.clauses import Clause, clauses
from playground.artist.lexicon.verbs import JOINS
from playground.artist.reading import Named
from playground.artist.scene import Scene
from playground.artist.tokens import Token, quoted, tokens_of

WITH = {"with", "mit", "avec", "con"}
Change = Callable[[Scene, Clause, tuple[str, ...]], tuple[Scene, str]]


def revise(scene: Scene, words: str) -> tuple[Scene, str]:
    """Return the scene after an edit, and in words what is different.

    An edit that nobody can read leaves the scene as it is and says nothing.
    """
    plain, quotes = quoted(words)
    told: list[str] = []
    for clause in _with_it(clauses(tokens_of(plain))):
        scene, what = _one(scene, clause, quotes)
        if what:
            told.append(what)
    return scene, _joined(told)


def _with_it(found: list[Clause]) -> Iterator[Clause]:
    """Put the thing that was named last into the place of "it"."""
    last: tuple[Token, ...] = ()
    for clause in found:
        named = tuple(t for t in clause.tokens if t.role == "thing")
        it = clause.seen.it and clause.seen.loose != Named()
        yield (
            replace(clause, tokens=(*last, *clause.tokens))
            if (it and last and not named)
            else clause
        )
        last = named[:1] or last


def _one(scene: Scene, clause: Clause, quotes: tuple[str, ...]) -> tuple[Scene, str]:
    """Try what a clause can mean; light, place and things may change together."""
    told: list[str] = []
    for change in _changes(clause):
        changed, what = change(scene, clause, quotes)
        if what:
            scene = changed
            told.append(what)
            if change is crowd.turn_into:
                break
    return scene, _joined(told)


def _changes(clause: Clause) -> tuple[Change, ...]:
    match clause.verb:
        case "remove":
            return (writing.unwrite, overall.undo, crowd.remove)
        case "replace":
            return (writing.rewrite, crowd.exchange)
        case "more" | "fewer":
            return (crowd.count,)
        case "add":
            return (writing.write, overall.shift, crowd.add)
        case "move":
            return (alter.move,)
        case "" if _brings(clause):
            return (writing.write, overall.shift, crowd.add)
        case _:
            return (writing.write, overall.shift, crowd.turn_into, alter.alter)


def _brings(clause: Clause) -> bool:
    """Whether it only says what there should be besides: "but with two boats"."""
    said = [token.said for token in clause.tokens if token.said not in JOINS]
    return bool(said) and said[0] in WITH


def _joined(told: list[str]) -> str:
    if len(told) < 2:
        return "".join(told)
    return ", ".join(told[:-1]) + " and " + told[-1]


def combine(scenes: tuple[Scene, ...] | list[Scene]) -> Scene:
    """Return the first scene with the things of the others added to it."""
    if not scenes:
        return Scene(background="abstract")
    first, *rest = scenes
    for other in rest:
        first = replace(
            first,
            things=crowd.capped((*first.things, *other.things)),
            lettering=first.lettering or other.lettering,
        )
    return first
