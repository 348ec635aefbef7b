"""Whether a reply in one of our threads is an ask, or people talking to each other.

Ignoring a wish costs more trust than an unwanted answer costs money. So only replies
that cannot be wishes are ignored here: thanks, praise, laughter and the like, word for
word from the lists. If its author is alone with us in the thread, any other reply is an
ask; among several people it is in doubt, and a small model is asked.
"""

import re
from collections.abc import Set
from enum import StrEnum

from bot.core.accepting.pleasantries import FILLERS, PEOPLE, PRAISE, THANKS
from bot.core.accepting.reactions import without_reactions

LAUGHTER = re.compile(
    r"a?(h+[aeiou]+)+h*|(j+[aeiou]+){2,}|(х+[аеи]+){2,}|а?(х+а+)+х?|l+o+l+|lol(ol)+"
    r"|(lm|rof)l?m?f?a+o+|k{3,}|w{2,}|草+|[ㅋㅎㅠ]+|哈+|呵+|(هه)+ه*|x+d+|5{3,}"
)
_LOVE = re.compile(
    r"\b(i|we) (really |just |do )?(love|like|adore) (it|this|that|these|them)\b"
    r"|\b(j'|j’)?adore (ça|ca)\b|\bich (liebe|mag) (es|das)\b|\bme encanta\b"
)
_NAMES = re.compile(r"(?<!\S)@[\w.-]+")
_LAUGHED = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])w+\b")
SIGNS = " \t\n.,;:!…'\"’“”()~*_-—–^。！、，～&/=<>|"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
MOST_WORDS = 60
"""The most different words that are looked at: nobody says thanks in more."""
_STRETCHED = re.compile(r"(.)\1{2,}")
_WISH = re.compile(
    r"^\W*(?:(?:please|now|and|but|then|ok|okay|nice|great|thanks|perfect|bitte|jetzt"
    r"|und|aber|por favor|ahora|maintenant|mais)\b[\s,.!-]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?(?:make|add|remove|draw|change|turn)"
    r"|make (?:it|the|them|him|her|this|that|these|everything)\b|add|remove|draw|redraw"
    r"|replace|turn (?:it|the|this|that)|without|bigger|smaller|brighter|darker|wider"
    r"|mach|füge|entferne|zeichne|ersetze|ohne|größer|kleiner|heller|dunkler"
    r"|ajoute|enlève|dessine|remplace|sans|plus (?:grand|petit|clair|sombre)"
    r"|(?:swap|move) (?:slides? )?\d+|delete slide|another picture on|theme(?=:)"
    r"|(?:slide|folie) \d+(?=:)|shorter|longer|kürzer|länger"
    r"|añade|quita|dibuja|haz|cambia|sin|más (?:grande|pequeño|claro|oscuro))\b",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What a reply seems to be, judging by its words."""

    WISH = "wish"
    TALK = "talk"
    DOUBT = "doubt"


def kind_of_reply(
    words: str, *, files: bool = False, named: bool = False, alone: bool = False
) -> Kind:
    """Classify a reply that does not mention us.

    `files` says that it has attachments, `named` that it names somebody, and `alone`
    that its author is alone with us in the thread.
    """
    if files:
        return Kind.WISH
    if is_pleasantry(words):
        return Kind.TALK
    if named:
        return Kind.DOUBT
    return Kind.WISH if alone or _WISH.match(words) else Kind.DOUBT


def is_pleasantry(words: str) -> bool:
    """Whether the text is nothing but thanks, praise, laughter or a nod."""
    left, _ = without_reactions(_NAMES.sub(" ", words.casefold()))
    if re.search(r"[?？\d]|--", left):
        return False
    left, loves = _LOVE.subn(" ", _LAUGHED.sub(" ", left))
    if _WORD.sub("", left).strip(SIGNS):
        return False  # we do not know other emoji, for example
    said = set(_WORD.findall(left))
    return not said or (len(said) <= MOST_WORDS and _is_kind(said, bool(loves)))


def _is_kind(said: Set[str], loves: bool) -> bool:
    """Whether all of these words are pleasantries or fillers, and one of them means
    something."""
    thanks = any(_in(word, THANKS) for word in said)
    known = FILLERS | PEOPLE if thanks else FILLERS
    meant = {word for word in said if _means(word)}
    return (loves or bool(meant)) and all(_in(word, known) for word in said - meant)


def _means(word: str) -> bool:
    return bool(LAUGHTER.fullmatch(word)) or _in(word, THANKS | PRAISE)


def _in(word: str, known: frozenset[str]) -> bool:
    """Whether the word is in the list as written, or drawn out: `niiiice`, `sooo`."""
    plain = word.replace("’", "'")
    once, twice = _STRETCHED.sub(r"\1", plain), _STRETCHED.sub(r"\1\1", plain)
    return not known.isdisjoint((plain, once, twice))
