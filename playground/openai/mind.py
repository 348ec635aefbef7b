"""Decides what to do with an ask that no script answers: search, draw, write."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.desk import EMPTY, Desk
from playground.openai.mind_charts import CHART, chart_for, charted_words
from playground.openai.mind_deck_changes import CHANGE, wants_change
from playground.openai.mind_decks import DECK, deck_for, deck_words
from playground.openai.mind_describing import description_for
from playground.openai.mind_places import place_for
from playground.openai.mind_servers import uses_for
from playground.openai.mind_sets import SET, call_for, returned_words
from playground.openai.mind_telling import told
from playground.openai.mind_tools import function_for
from playground.openai.numbered import without_number
from playground.openai.steps import Draw, OpenPage, Say, Search, Step, Stop, Take
from playground.openai.tongues import tongue_of
from playground.openai.tools import draws, web_tool
from playground.openai.web import Page, look_up


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_NEWS = _any(
    r"latest|current|newest|update|look up|news|weather|forecast|"
    r"wetter|nachrichten|aktuell\w*|météo|actualités|tiempo|noticias"
)
_FACTS = _any(
    r"scores?|price|result|facts?|spielstand|ergebnis|preis|prix|precio|schedule"
)
_ASKED = _any(
    r"who|when|what|how many|today|tonight|wer|wann|heute|qui|quand|aujourd'hui|"
    r"quién|cuándo|hoy|is|was|did|won"
)
_ART = _any(
    art := r"draw|paint|picture|image|poster|sketch|logo|icon|sticker|illustrat\w+|"
    r"banner|zeichne|male|bild|plakat|dessine|affiche|dibuja|cartel|imagen"
)
_PICTURE = _any(f"{art}|make|show|add|remove|mach|zeig|haz")
_WORDS_ONLY = _any(
    r"no picture|no image|without a picture|in words|just text|text only|kein bild|"
    r"ohne bild|sans image|sin imagen|thanks|thank you|danke|merci|gracias"
)
_QUESTION = re.compile(
    r"^\W*(who|what|when|where|why|how|which|is|are|was|wann|wer|wie|warum|wieso|"
    r"qui|quand|quoi|pourquoi|comment|quién|qué|cuándo|cómo)\b|\?\s*$",
    re.IGNORECASE,
)
_ORDER = re.compile(r"^\W*(list|refund|post|look|check|find|tell)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(two|three|four|2|3|4|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro)\s+"
    r"(?:\w+\s+)?(?:variations?|versions?|pictures|images|options|varianten|versionen|"
    r"bilder|variantes|variaciones|versiones|imágenes)|\b(twice|thrice)\b",
    re.IGNORECASE,
)
_HOW_MANY = {
    word: count
    for count, words in (
        (2, "two 2 zwei deux dos twice"),
        (3, "three 3 drei trois tres thrice"),
        (4, "four 4 vier quatre cuatro"),
    )
    for word in words.split()
}
_AFRESH = _any(
    r"new picture|another picture|fresh picture|start over|from scratch|neues bild|"
    r"nouvelle image|nueva imagen"
)
_WIDE = _any(r"wide|landscape format|16:9|banner|panorama|breit|querformat|paysage")
_TALL = _any(r"tall|portrait format|9:16|phone wallpaper|hochformat")
_CLEAR = _any(r"transparent|sticker|freigestellt|transparente|cut-?out")
_FEW_TOKENS = 48


def think(
    ask: Ask, request: Mapping[str, Any], seed: int = 0, desk: Desk = EMPTY
) -> Take:
    """The steps of the answer; another seed gives another picture of the same ask."""
    if ask.answers and (said := _of_own_tools(ask)):
        return (Say(said),)
    taken: Take | None = place_for(ask, request) or description_for(ask, request)
    taken = taken or uses_for(ask, request, desk)
    taken = taken or deck_for(ask, request) or chart_for(ask, request, desk)
    if taken:
        return taken
    if called := call_for(ask, request) or function_for(ask, request):
        return (called,)
    if said := told(ask, desk):
        return _with_tools(ask, request, seed, said)
    if ask.answers and not (ask.called or ask.allowed):
        return (Say(returned_words(ask)),)
    return _alone(ask, request, seed)


def _of_own_tools(ask: Ask) -> str:
    """What is said when a function that draws has given something back."""
    if CHART in ask.called:
        return charted_words(ask)
    if {DECK, CHANGE} & ask.called:
        return deck_words(ask)
    return returned_words(ask) if SET in ask.called else ""


def _with_tools(ask: Ask, request: Mapping[str, Any], seed: int, said: str) -> Take:
    """What came of tools, in words; a picture only where one is asked for."""
    wanted = _ART.search(ask.text) and _draws(ask, request)
    pictures = _pictures(ask, [], seed) if wanted else []
    return (*pictures, Say(said))


def _alone(ask: Ask, request: Mapping[str, Any], seed: int) -> Take:
    """An answer from the web, with a picture where one fits."""
    pages = look_up(ask.text) if _searches(ask, request) else []
    pictures = _pictures(ask, pages, seed) if _draws(ask, request) else []
    said = Say(_words(ask, pages, pictures))
    limit = request.get("max_output_tokens")
    if limit and limit < _FEW_TOKENS:
        return (*pictures, Say(said.say[: limit * 4]), Stop("max_output_tokens"))
    return (*_research(ask, pages), *pictures, said)


def seems_asked(text: str) -> bool:
    """Whether a sentence wants something, a picture or an answer."""
    wanted = (_PICTURE, _QUESTION, _ORDER)
    return wants_change(text) or any(pattern.search(text) for pattern in wanted)


def _searches(ask: Ask, request: Mapping[str, Any]) -> bool:
    choice = request.get("tool_choice")
    if web_tool(request) is None or choice == "none":
        return False
    forced = isinstance(choice, Mapping) and choice["type"].startswith("web_search")
    return forced or _wants_facts(ask)


def _wants_facts(ask: Ask) -> bool:
    """Whether an ask needs a search. An edit speaks about the picture, so only news are
    searched."""
    if _NEWS.search(ask.text):
        return True
    if _QUESTION.search(ask.text):
        return bool(_ASKED.search(ask.text) or _FACTS.search(ask.text))
    return ask.canvas is None and _FACTS.search(ask.text) is not None


def _draws(ask: Ask, request: Mapping[str, Any]) -> bool:
    """Whether to draw: nearly always, except for plain questions and requests for
    text."""
    choice = request.get("tool_choice")
    if not draws(request) or choice == "none":
        return False
    if isinstance(choice, Mapping) and choice["type"] == "image_generation":
        return True
    if _WORDS_ONLY.search(ask.text):
        return False
    return not _QUESTION.search(ask.text) or _PICTURE.search(ask.text) is not None


def _research(ask: Ask, pages: list[Page]) -> list[Step]:
    if not pages:
        return []
    query = " ".join(ask.text.split())[:80]
    searched = Search(query, sources=tuple(page.url for page in pages))
    return [searched, OpenPage(pages[0].url)]


def _pictures(ask: Ask, pages: list[Page], seed: int) -> list[Step]:
    """One picture, or as many as were asked for; edits stay with one seed."""
    found = _SEVERAL.search(ask.text)
    count = _HOW_MANY[(found[1] or found[2]).lower()] if found else 1
    words = without_number(ask.text) if ask.about else ask.text
    if pages and '"' not in words:
        words = f'{words} "{pages[0].short}"'
    edit = False if not ask.attached and _AFRESH.search(ask.text) else None
    return [
        Draw(
            words,
            edit=edit if count == 1 else False,
            size=shape_of(ask.text),
            background="transparent" if wants_clear(ask.text) else None,
            seed=seed * 4 + number or None,
        )
        for number in range(count)
    ]


def wants_clear(text: str) -> bool:
    """Whether a picture is to have no background."""
    return _CLEAR.search(text) is not None


def shape_of(text: str) -> str | None:
    """The size that the words ask for."""
    if _WIDE.search(text):
        return "1536x1024"
    return "1024x1536" if _TALL.search(text) else None


def _words(ask: Ask, pages: list[Page], pictures: list[Step]) -> str:
    """A text with what was found, its sources, and what was done."""
    tongue = tongue_of(ask.text)
    cited = [f"{page.fact} [[{page.url}|{page.title}]]." for page in pages[:2]]
    if len(pictures) > 1:
        return " ".join([*cited, tongue.several])
    if pictures:
        edits = ask.canvas is not None and not _AFRESH.search(ask.text)
        return " ".join([*cited, tongue.edited if edits else tongue.drawn])
    return " ".join(cited) or tongue.answer
