"""Decides when a function is called because the words name it."""

import re
from collections.abc import Mapping
from typing import Any

from playground.openai.asks import Ask
from playground.openai.fitting import fitted
from playground.openai.functions import functions_of, may_call, parameters_of
from playground.openai.mind_charts import CHART
from playground.openai.mind_deck_changes import CHANGE
from playground.openai.mind_decks import DECK
from playground.openai.mind_sets import SET
from playground.openai.steps import Call

_OTHERWISE = (SET, CHART, DECK, CHANGE)
"""Functions that are called for what the words want."""


def function_for(ask: Ask, request: Mapping[str, Any]) -> Call | None:
    """The function that the words name, unless it has just been called."""
    if ask.answers:
        return None
    for name, tool in functions_of(request).items():
        if (
            name not in _OTHERWISE
            and _named(name, ask.text)
            and may_call(request, name)
        ):
            schema, about = parameters_of(tool), ask.text[:200]
            wish = dict.fromkeys(schema.get("properties", {}), about)
            return Call(name, fitted(schema, wish, schema))
    return None


def _named(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None
