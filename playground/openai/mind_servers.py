"""Decides which tools of servers are used, and with which arguments: as the words of
the ask suggest, and what a tool was seen to return."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.desk import Desk, Tool, read, rows_in
from playground.openai.fitting import fitted
from playground.openai.stems import WORD, stem, stems
from playground.openai.steps import Use

_CLAUSE = re.compile(r"\s*(?:;|,?\s+(?:and|und|then)\s+)", re.IGNORECASE)
_VERBS = frozenset({"list", "get", "show", "read", "find", "search", "fetch"})
_IDLE = frozenset(
    WORD.findall(
        "a an and as at by did do each for from give how i in is it last me my new "
        "newest of on our please the their this to us was what which who with"
    )
)
_ABOUT_DATA = re.compile(
    r"\b(ask|last|latest|newest|our|list|show|all|how|which|who|what|whose|today|week|"
    r"month)\b",
    re.IGNORECASE,
)
_ID = re.compile(r"#?\b([A-Za-z]{1,5}[_-]\d+|\d{3,})\b")
_FREE = frozenset({"about", "query", "question", "search", "text"})
_COUNT = re.compile(r"\b(\d{1,3}|two|three|four|five|six|seven|ten)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_SPANS = {"week": 7, "fortnight": 14, "month": 30, "woche": 7, "monat": 30}


def uses_for(ask: Ask, request: Mapping[str, Any], desk: Desk) -> tuple[Use, ...]:
    """The tools to use next; none when all that is wanted was done, or declined."""
    if request.get("tool_choice") == "none":
        return ()
    forced = _forced(request, desk)
    wanted = [(forced, ask.text)] if forced else _wanted(ask.text, desk)
    steps = (_use(tool, words, desk) for tool, words in wanted)
    uses = tuple({(use.server, use.use): use for use in steps if use}.values())
    return uses[:1] if request.get("parallel_tool_calls") is False else uses


def _forced(request: Mapping[str, Any], desk: Desk) -> Tool | None:
    """The tool that the request insists on, even if it was used a moment ago."""
    choice = request.get("tool_choice")
    if not isinstance(choice, Mapping) or choice["type"] != "mcp" or desk.used:
        return None
    tools = (tool for tool in desk.tools if tool.server == choice["server_label"])
    return next((t for t in tools if choice.get("name") in (None, t.name)), None)


def _wanted(text: str, desk: Desk) -> list[tuple[Tool, str]]:
    """The tools that the words speak of, each with the words about it."""
    parts = [part for part in _CLAUSE.split(text) if part]
    found = [(tool, part) for part in parts if (tool := _best(part, desk))]
    whole = _best(text, desk)
    return found or ([(whole, text)] if whole else [])


def _best(text: str, desk: Desk) -> Tool | None:
    scored = [(_points(tool, text), tool) for tool in desk.tools]
    best = max((points for points, _ in scored), default=0)
    return next((tool for points, tool in scored if points == best > 0), None)


def _points(tool: Tool, text: str) -> int:
    """How well the words fit a tool; 0 if they do not speak of it."""
    if tool.name.lower() in text.lower():
        return 1000
    words, server = stems(text), stems(tool.server)
    verb = stem(tool.name.split("_")[0].lower())
    ordered = verb in words and verb not in _VERBS
    things = (stems(tool.name) - _VERBS - server) & words
    told = (stems(tool.description) & words) - _IDLE
    called = server <= words
    asked = _ABOUT_DATA.search(text) is not None
    speaks = ordered or (asked and (called or things)) or (called and told - server)
    if not speaks or not (tool.reads or ordered or called):
        return 0
    acts = tool.reads or ordered
    return 4 * acts + 5 * ordered + 3 * len(things) + 2 * called + len(told)


def _use(tool: Tool, words: str, desk: Desk) -> Use | None:
    """The next step towards using a tool, if there is one.

    What is called by an id that nobody has said has to be found out first.
    """
    if (tool.server, tool.name) in desk.declined or _is_done(tool, desk):
        return None
    arguments, lacks = _arguments(tool, words, desk)
    if lacks:
        lister = _lister(tool, lacks, desk)
        return _use(lister, words, desk) if lister else None
    return Use(tool.name, tool.server, arguments)


def _is_done(tool: Tool, desk: Desk) -> bool:
    """Whether it was used. A call that did not get through is made once more, as models
    do, unless a person would be asked for it again."""
    used = desk.uses_of(tool)
    lost = [each for each in used if (each["error"] or {}).get("type") == "http_error"]
    return bool(used) and (tool.asks or len(lost) != 1 or len(used) > 1)


def _lister(tool: Tool, thing: str, desk: Desk) -> Tool | None:
    """A tool of the same server that lists such things."""
    return next(
        (
            each
            for each in desk.tools
            if each.server == tool.server and each.reads and each != tool
            if stem(thing) in stems(each.name)
        ),
        None,
    )


def _arguments(tool: Tool, words: str, desk: Desk) -> tuple[dict[str, Any], str]:
    """Arguments that the tool's schema allows, and the thing whose id is lacking."""
    parts: Mapping[str, Any] = tool.schema.get("properties") or {}
    needed = tool.schema.get("required") or ()
    found: dict[str, Any] = {}
    for name, schema in parts.items():
        value = _value(name, schema, words, desk)
        if value is None and name in needed:
            if _lister(tool, name, desk):
                return {}, name
            value = words[:200]
        if value is not None:
            found[name] = fitted(schema, value, tool.schema)
    return found, ""


def _value(name: str, schema: Mapping[str, Any], words: str, desk: Desk) -> Any:
    """What the words say about an argument; None if nothing."""
    if choices := schema.get("enum"):
        return next((c for c in choices if stems(str(c)) <= stems(words)), None)
    if schema.get("type") == "integer":
        return _number(name, words)
    if schema.get("type") != "string":
        return None
    if name in _FREE:
        return (words.partition(": ")[2] or words)[:200]
    if not _is_thing(name, desk):
        return None
    said = _ID.search(words)
    return said[1] if said else _seen(name, desk, oldest="oldest" in words)


def _number(name: str, words: str) -> int | None:
    """Spans are for days, counts for the rest."""
    spans = [_SPANS[word] for word in stems(words) if word in _SPANS]
    if name == "days" and spans:
        return spans[0]
    found = _COUNT.search(words)
    return _COUNTS.get(found[1].lower()) or int(found[1]) if found else None


def _is_thing(name: str, desk: Desk) -> bool:
    """Whether there are such things, so that one of them is meant."""
    return any(stem(name) in stems(tool.name) for tool in desk.tools if tool.reads)


def _seen(name: str, desk: Desk, *, oldest: bool) -> str | None:
    """The id of such a thing in what tools have given back: of the first one there."""
    for output in desk.outputs:
        rows = rows_in(read(output))
        ids = [str(row[name]) for row in rows if row.get(name)]
        ids = ids or ([] if rows else [each[1] for each in _ID.finditer(output)])
        if ids:
            return ids[-1 if oldest else 0]
    return None
