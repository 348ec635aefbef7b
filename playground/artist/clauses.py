"""Cuts an edit into clauses, each with its verb: "make it night and add two birds"."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.artist.lexicon.verbs import JOINS
from playground.artist.reading import Reading, read
from playground.artist.tokens import Token


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to do."""

    verb: str
    tokens: tuple[Token, ...]

    @property
    def seen(self) -> Reading:
        return read(self.tokens)


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses; words before any verb are a clause without one."""
    found: list[Clause] = []
    verb, gathered = "", list[Token]()
    for token in tokens:
        if token.role == "verb" and _opens(token, verb, gathered):
            _close(found, verb, gathered)
            verb, gathered = token.value, []
        elif token.role == "stop" and token.value in ".;!?":
            _close(found, verb, gathered)
            verb, gathered = "", []
        else:
            gathered.append(token)
    _close(found, verb, gathered)
    return found[:12]


def _opens(token: Token, verb: str, gathered: Sequence[Token]) -> bool:
    """Tell whether a verb begins a clause, or only colours the one under way."""
    if verb == "add" and token.value == "more" and not gathered:
        return False
    ended = not gathered or gathered[-1].value in JOINS or gathered[-1].role == "stop"
    return ended or not verb or token.value in ("remove", "replace")


def _close(found: list[Clause], verb: str, gathered: Sequence[Token]) -> None:
    kept = list(gathered)
    while kept and (kept[-1].value in JOINS or kept[-1].role == "stop"):
        kept.pop()
    if verb or kept:
        found.append(Clause(verb, tuple(kept)))


def parted(tokens: Sequence[Token], at: frozenset[str]) -> tuple[Reading, Reading]:
    """Return what was said before and after the last word out of a set."""
    cuts = [i for i, token in enumerate(tokens) if token.said in at]
    cut = cuts[-1] if cuts else len(tokens)
    return read(tokens[:cut]), read(tokens[cut + 1 :])
