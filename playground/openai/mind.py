"""Decides what to do with an ask when no script does: search, draw, say."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.steps import Draw, Say, Search, Take
from playground.openai.tools import draws, web_tool
from playground.openai.web import Page, look_up

_FACTS = re.compile(
    r"\b(score|weather|news|latest|today|who|when|how many)\b", re.IGNORECASE
)


def think(ask: Ask, request: Mapping[str, Any]) -> Take:
    """The steps of the answer."""
    pages = look_up(ask.text) if web_tool(request) and _FACTS.search(ask.text) else []
    found = (
        [Search(ask.text[:80], sources=tuple(p.url for p in pages))] if pages else []
    )
    drawn = [Draw()] if draws(request) else []
    return (*found, *drawn, Say(_words(pages)))


def _words(pages: list[Page]) -> str:
    cited = [f"{page.fact} [[{page.url}|{page.title}]]." for page in pages[:1]]
    return " ".join([*cited, "Here is the picture."])
