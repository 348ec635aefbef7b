"""Finds what a chart shows in the rows that a tool has given back."""

from collections.abc import Mapping
from typing import Any

from playground.openai.desk import Desk, read, rows_in

_UNITS = ("currency", "unit")


def returned_chart(text: str, kind: str, desk: Desk) -> dict[str, Any] | None:
    """The arguments of a chart of the newest output that has numbers in rows."""
    for call in reversed(desk.used):
        data = read(str(call["output"]))
        if found := _columns(text, rows_in(data)):
            return _chart(kind, call, data, found)
    return None


def _columns(
    text: str, rows: list[dict[str, Any]]
) -> tuple[str, str, list[dict[str, Any]]] | None:
    """The column of labels and that of values: the one that the words name, or the
    first."""
    if len(rows) < 2:
        return None
    labels = [key for key, value in rows[0].items() if isinstance(value, str)]
    numbers = [key for key, value in rows[0].items() if _is_number(value)]
    if not labels or not numbers:
        return None
    named = [key for key in numbers if key in text.lower()]
    return labels[0], (named or numbers)[0], rows


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _chart(
    kind: str,
    call: Mapping[str, Any],
    data: Any,
    found: tuple[str, str, list[dict[str, Any]]],
) -> dict[str, Any]:
    label, value, rows = found
    about = data if isinstance(data, dict) else {}
    unit = next((str(about[key]) for key in _UNITS if key in about), "")
    return {
        "title": f"{_words(value)} by {_words(label).lower()}",
        "kind": kind,
        "x_label": "",
        "y_label": _words(value),
        "unit": unit if value not in ("orders", "count") else "",
        "labels": [str(row[label]) for row in rows],
        "series": [{"name": "", "values": [row.get(value) for row in rows]}],
        "source": {"name": f"{call['server_label']} · {call['name']}", "url": ""},
    }


def _words(key: str) -> str:
    return key.replace("_", " ").capitalize()
