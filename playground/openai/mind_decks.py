"""Decides when the function `deck_outline` is called: looks things up first, and makes
slides of what was found."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.deck_slides import from_file, outlined
from playground.openai.fitting import fitted
from playground.openai.functions import functions_of, may_call, parameters_of
from playground.openai.mind_deck_changes import CHANGE, absent_slide, changes_in
from playground.openai.steps import Call, OpenPage, Say, Search, Step, Take
from playground.openai.tongues import code_of
from playground.openai.tools import web_tool
from playground.openai.web import Page, look_up

DECK = "deck_outline"
_DECK = re.compile(
    r"\b(decks?|presentation|slides|präsentation|folien|présentation|presentación)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|on|of|über|von|sur|sobre)\s+(.+)", re.IGNORECASE)
_COUNTS = {
    word: count
    for count, words in (
        (1, "one ein eine"), (2, "two zwei"), (3, "three drei"), (4, "four vier"),
        (5, "five fünf"), (6, "six sechs"), (7, "seven sieben"), (8, "eight acht"),
        (9, "nine neun"), (10, "ten zehn"), (12, "twelve zwölf"),
        (30, "thirty dreißig"),
    )
    for word in words.split()
}  # fmt: skip
_COUNT = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(_COUNTS)})\s+(?:slides?|pages?|folien?|seiten?)\b",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"\b(?:picture|bild)(?:\s+(?:of|von)\s+([^,.:;!?\n]+?))?\s+(?:on|auf)\s+"
    r"(?:each|every|jede)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\b(?:this|the|attached)\s+(?:file|text|document|pdf)\b", re.IGNORECASE
)
_QUESTION = re.compile(
    r"^\W*(?:how many|which|what|wie viele|welche|was)\b", re.IGNORECASE
)
_USUAL = 6
MOST_SLIDES = 30
"""As the function's schema says."""
MOST_PAGES = 3
_OUTLINED = {
    "en": "Here is the outline. Say what should be different, or have it drawn.",
    "de": "Hier ist die Gliederung. Sag, was anders sein soll, oder lass sie zeichnen.",
}
_NOT_MADE = {
    "en": "I could not make a deck of that.",
    "de": "Daraus konnte ich keine Präsentation machen.",
}
_FEWER = {
    "en": f"A deck has at most {MOST_SLIDES} slides, so I made no more.",
    "de": f"Eine Präsentation hat höchstens {MOST_SLIDES} Folien, diese also auch.",
}
_NOT_CHANGED = {
    "en": "I could not change the deck in that way.",
    "de": "So konnte ich die Präsentation nicht ändern.",
}
_CHANGED = {"en": "Changed as you asked.", "de": "Geändert, wie gewünscht."}


def deck_for(ask: Ask, request: Mapping[str, Any]) -> Take | None:
    """The steps of an answer about a deck; None if the ask is about something else."""
    if ask.answers:
        return None
    if ask.deck and (said := _of_deck(ask)):
        return (Say(said),)
    if ask.deck and may_call(request, CHANGE) and (found := changes_in(ask)):
        return (_call(request, CHANGE, found),)
    if may_call(request, DECK) and _DECK.search(ask.text):
        return _begun(ask, request)
    return None


def deck_words(ask: Ask) -> str:
    """What is said when the outline is there, or is changed."""
    changes = CHANGE in ask.called
    made, not_made = (_CHANGED, _NOT_CHANGED) if changes else (_OUTLINED, _NOT_MADE)
    said = not_made if ask.refused else made
    told, code = [said], code_of(ask.text)
    if made is _OUTLINED and _asked(ask.text) > MOST_SLIDES:
        told.append(_FEWER)
    words = [each.get(code, each["en"]) for each in told]
    why = [f"I was told: {ask.refused}."] if changes and ask.refused else []
    return " ".join((*words, *why))


def _of_deck(ask: Ask) -> str:
    """What is said of a deck where nothing of it can change."""
    titles = [each["title"] for each in (ask.deck or {}).get("slides", ())]
    has = f"{len(titles)} slides" if len(titles) != 1 else "1 slide"
    if number := absent_slide(ask):
        return f"There is no slide {number}: the deck has {has}."
    if _QUESTION.search(ask.text) and _DECK.search(ask.text):
        listed = "; ".join(f"{n}. {title}" for n, title in enumerate(titles, 1))
        return f"The deck has {has}: {listed}."
    return ""


def _begun(ask: Ask, request: Mapping[str, Any]) -> Take:
    if _FILE.search(ask.text) and ask.material:
        wish = from_file(ask.material, _count(ask.text), code_of(ask.text))
        return (_call(request, DECK, wish),)
    topic = _topic(ask.text)
    pages = look_up(topic)[:MOST_PAGES] if web_tool(request) else []
    wish = outlined(
        topic, pages, _count(ask.text), code_of(ask.text), _pictures(ask.text)
    )
    return (*_research(topic, pages), _call(request, DECK, wish))


def _research(topic: str, pages: list[Page]) -> list[Step]:
    if not pages:
        return []
    urls = tuple(page.url for page in pages)
    cited = (f"{page.fact} [[{page.url}|{page.title}]]." for page in pages)
    searched = Search(topic[:80], sources=urls)
    return [searched, OpenPage(pages[0].url), Say(" ".join(cited))]


def _call(request: Mapping[str, Any], name: str, wish: Mapping[str, Any]) -> Call:
    schema = parameters_of(functions_of(request)[name])
    return Call(name, fitted(schema, wish, schema))


def _topic(text: str) -> str:
    found = _ABOUT.search(text)
    words = re.split(r"[,.:;!?\n]", found[1] if found else text)[0]
    return _COUNT.sub("", words).strip(" -–")[:60] or "this"


def _count(text: str) -> int:
    """How many slides the deck gets."""
    return min(MOST_SLIDES, max(1, _asked(text)))


def _asked(text: str) -> int:
    """How many are asked for."""
    found = _COUNT.search(text)
    if found is None:
        return _USUAL
    word = found[1].lower()
    return int(word) if word.isdecimal() else _COUNTS[word]


def _pictures(text: str) -> str | None:
    """What the picture of every slide is to show, empty if that is not said; None if
    not every slide is to have one."""
    found = _EVERYWHERE.search(text)
    return (found[1] or "").strip() if found else None
