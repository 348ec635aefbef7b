"""Decides when the function `chart` is called: numbers found in pages, or said."""

import json
import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.chart_rows import returned_chart
from playground.openai.desk import EMPTY, Desk
from playground.openai.fitting import fitted
from playground.openai.functions import functions_of, may_call, parameters_of
from playground.openai.steps import Call, Draw, OpenPage, Say, Search, Step, Take
from playground.openai.tongues import code_of, tongue_of
from playground.openai.tools import draws, web_tool
from playground.openai.web import Page, look_up

CHART = "chart"
_CHART = re.compile(
    r"\b(charts?|graphs?|diagramm|schaubild|graphique|gráfico|"
    r"as a table|als tabelle)\b",
    re.IGNORECASE,
)
_POSTER = re.compile(r"\b(poster|in our style|plakat|affiche|cartel)\b", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:only|just|nur)\b.*?\b(?:last|letzten)\s+(\w+)\b", re.IGNORECASE
)
_KINDS = {
    "line": r"lines?|linien?|courbes?|líneas?",
    "area": r"areas?|flächen?",
    "pie": r"pie|torte|kuchen|camembert",
    "scatter": r"scatter|streu\w*",
    "table": r"tables?|tabelle|tableau|tabla",
    "bar": r"bars?|balken|säulen?|barres|barras",
}
_COUNTS = {"two": 2, "three": 3, "four": 4, "zwei": 2, "drei": 3, "vier": 4}
_PAIR = re.compile(
    r"(?P<value>\d[\d,.]*\d|\d)(?:\s+\w+)?\s+(?:in|on|for|im|am)\s+(?P<label>\w+)"
    r"|(?P<name>[^\W\d_]+)[:\s]\s*(?P<number>-?\d[\d,.]*\d|-?\d)(?=\s*(?:[,;.](?!\d)|and|und|$))"
)
BACKDROP = (
    "A calm backdrop around a large, plain, empty panel in the middle; no words, no "
    "numbers"
)


def chart_for(ask: Ask, request: Mapping[str, Any], desk: Desk = EMPTY) -> Take | None:
    """The steps of an answer with a chart; None if none is wanted."""
    if (ask.answers and not ask.allowed) or not may_call(request, CHART):
        return None
    if ask.charted is not None and (wish := _changed(ask)) is not None:
        return _drawn(ask, request, wish, ())
    if not _CHART.search(ask.text):
        return None
    if desk.used or desk.declined:
        wish = returned_chart(ask.text, _kind_of(ask.text) or "bar", desk)
        return _drawn(ask, request, wish, ()) if wish else None
    pages = look_up(ask.text)[:1] if web_tool(request) else []
    found = _series(ask.text) or _series(pages[0].fact if pages else "")
    if found is None:
        return None
    own = _series(ask.text) is not None
    return _drawn(ask, request, _wish(ask, found, None if own else pages[0]),
                  () if own else tuple(pages))  # fmt: skip


def charted_words(ask: Ask) -> str:
    """What is said when the chart is there, or could not be drawn."""
    tongue = tongue_of(ask.text)
    return tongue.not_charted if ask.refused else tongue.charted


def _drawn(
    ask: Ask, request: Mapping[str, Any], wish: dict[str, Any], pages: tuple[Page, ...]
) -> Take:
    poster = _POSTER.search(ask.text) is not None and draws(request)
    wish = {**wish, "backdrop": poster, "language": code_of(ask.text)}
    schema = parameters_of(functions_of(request)[CHART])
    steps: list[Step] = []
    for page in pages:
        query = " ".join(ask.text.split())[:80]
        steps += [Search(query, sources=(page.url,)), OpenPage(page.url)]
        steps.append(Say(f"{page.fact} [[{page.url}|{page.title}]]."))
    if poster:
        steps.append(Draw(f"{BACKDROP}. {ask.text}", edit=False))
    return (*steps, Call(CHART, fitted(schema, wish, schema)))


def _changed(ask: Ask) -> dict[str, Any] | None:
    """The chart before with what the words change of it."""
    wish = dict(json.loads(ask.charted or "{}"))
    kind = _kind_of(ask.text)
    last = _LAST.search(ask.text)
    count = _count(last[1]) if last else 0
    if not (kind or count or _POSTER.search(ask.text)):
        return None
    if count:
        wish["labels"] = wish["labels"][-count:]
        wish["series"] = [
            {**each, "values": each["values"][-count:]} for each in wish["series"]
        ]
    return {**wish, "kind": kind or wish["kind"]}


def _wish(
    ask: Ask, found: tuple[list[str], list[float]], page: Page | None
) -> dict[str, Any]:
    labels, values = found
    source = {"name": page.title, "url": page.url} if page else {"name": "", "url": ""}
    return {
        "title": page.title if page else _title(ask.text),
        "kind": _kind_of(ask.text) or "bar",
        "x_label": "",
        "y_label": page.short.capitalize() if page else "",
        "unit": "",
        "labels": labels,
        "series": [{"name": "", "values": values}],
        "source": source,
    }


def _title(text: str) -> str:
    words = re.sub(r"^\W*(?:an?\s+)?(?:\w+\s+)?(?:chart|graph|diagramm)\W*(?:of|von)?",
                   "", text, flags=re.IGNORECASE)  # fmt: skip
    return words.partition(":")[0].strip(" .!?")[:50].capitalize() or "Chart"


def _kind_of(text: str) -> str | None:
    for kind, words in _KINDS.items():
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return kind
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word.lower(), 0)


def _series(text: str) -> tuple[list[str], list[float]] | None:
    """Labels and their numbers, if the text has at least two of them."""
    labels: list[str] = []
    values: list[float] = []
    for pair in _PAIR.finditer(text):
        label, number = pair["label"] or pair["name"], pair["value"] or pair["number"]
        if label and label not in labels:
            labels.append(label)
            values.append(float(number.replace(",", "")))
    return (labels, values) if len(labels) > 1 else None
