"""Turns words into a scene."""

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import replace

from playground.artist.catalogue import kind_of
from playground.artist.layout import arrange
from playground.artist.lexicon.verbs import MUTE
from playground.artist.reading import Named, Reading, read
from playground.artist.scene import MOST_WORDS, Scene
from playground.artist.tokens import Token, quoted, tokens_of, words_of

_STICKER = re.compile(
    r"\bdraw it as a (?:die-cut )?sticker\b.*", re.IGNORECASE | re.DOTALL
)
_EMOJI = re.compile(r"\b(?:(?:as )?an? )?custom[ -]emoji\b(?: of)?", re.IGNORECASE)
_NAME = r"[A-ZÄÖÜ][\w&'’-]{0,20}"
_LETTERED = re.compile(
    r"\b(?:logo|sign|label|badge|banner|cover)s?\b[^.;:!?]{0,200}?"
    rf"\b(?:called|named) (?P<name>{_NAME}(?: {_NAME}){{0,2}})"
)
"""What bears the name of whom it is for."""
_BY_NIGHT = {"moon", "star", "ghost", "owl", "ufo"}


def imagine(words: str, seed: int | None = None) -> Scene:
    """Return the scene that the words describe; any words give one."""
    subject = _STICKER.sub("", words)
    plain, lettering = quoted(_EMOJI.sub(" ", subject))
    seen = read(without_no(tokens_of(plain)))
    if not lettering:
        lettering = _title(words) if seen.poster else _name(words)
    things = seen.things or _lone_word(plain, seen)
    scene = Scene(
        words=words[:MOST_WORDS],
        seed=mixed(words, seed or 0),
        time=seen.time or _time_for(things),
        weather="" if seen.weather == "clear" else seen.weather,
        style="sticker" if subject != words else _style(seen),
        tint=seen.tint,
        lettering=lettering,
        poster=seen.poster and bool(lettering),
        orb=not any(t.kind in ("sun", "moon") for t in things),
    )
    scene = replace(
        scene,
        background=seen.background or _home(things, seen, bool(lettering)),
        orb_x=0.7 + (scene.seed % 7) * 0.02
        if scene.seed % 2
        else 0.3 - scene.seed % 7 * 0.02,
    )
    return replace(scene, things=arrange(scene, _within_bounds(things)))


def _style(seen: Reading) -> str:
    return "" if seen.style == "plain style" else seen.style


def mixed(words: str, seed: int) -> int:
    """Return the seed of an ask: other words give another picture."""
    digest = hashlib.blake2b(f"{seed}/{words[:4000]}".encode(errors="replace"))
    return int.from_bytes(digest.digest()[:4])


def without_no(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without the things to leave out, wherever they are named:
    "two people by a lake, no people"."""
    kept: list[Token] = []
    unwanted: set[str] = set()
    skip = False
    for token in tokens:
        if token.role == "verb" and token.value == "remove":
            skip = True
        elif skip and token.role in ("thing", "weather"):
            skip = False
            unwanted.add(token.value)
        elif not skip or token.role in ("stop", "background", "time"):
            skip = False
            kept.append(token)
    return _without(kept, unwanted)


def _without(tokens: Sequence[Token], unwanted: Container[str]) -> list[Token]:
    """Return the tokens without these things, and without what is said of them."""
    kept: list[Token] = []
    gone = False
    for token in tokens:
        if token.role == "thing" and token.value in unwanted:
            while kept and kept[-1].role in ("number", "size", "colour"):
                kept.pop()
            gone = True
        elif not gone or token.role != "relation":
            gone = False
            kept.append(token)
    return kept


def _name(words: str) -> tuple[str, ...]:
    """Return the name on a logo or a sign for somebody who is called so."""
    found = _LETTERED.search(words[:MOST_WORDS])
    return (found["name"],) if found else ()


def _title(words: str) -> tuple[str, ...]:
    """Return the names in an ask, for a poster that nobody gave words for."""
    names = re.findall(r"(?<=[\w,] )[A-ZÄÖÜ][\w&-]{2,20}", words[:MOST_WORDS])
    return (" ".join(names[:3]),) if names else ()


def _within_bounds(phrases: Sequence[Named]) -> list[Named]:
    return list(phrases)[:16]


def _lone_word(plain: str, seen: Reading) -> list[Named]:
    """Take one or two unknown words for the name of a thing: "dragon"."""
    if seen.background or seen.time or seen.tint or seen.quote:
        return []
    words = [w for w in words_of(plain) if w.isalpha() and w not in MUTE]
    if 1 <= len(words) <= 2 and len(words[-1]) > 2:
        return [Named(kind="card", said=words[-1], label=" ".join(words), count=1)]
    return []


def _time_for(things: Sequence[Named]) -> str:
    kinds = {thing.kind for thing in things}
    return "night" if kinds & _BY_NIGHT and "sun" not in kinds else "day"


def _home(things: Sequence[Named], seen: Reading, lettered: bool) -> str:
    """Return the place for things that were named without one."""
    if seen.tint:
        return "plain"
    kinds = sorted((kind_of(t.kind) for t in things), key=lambda k: k.lives != "water")
    homes = [kind.home for kind in kinds if kind.lives != "high"]
    if homes:
        return next((h for h in homes if h not in ("table", "stage")), homes[0])
    if things or seen.time or seen.weather:
        return "meadow"
    return "plain" if lettered else "abstract"
