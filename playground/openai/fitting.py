"""Finds values that a schema allows, as close to a wish as possible."""

from collections.abc import Mapping
from typing import Any

from playground.openai.schemas import Schema, allows, resolved, types_of

_PLAIN: dict[str, Any] = {"string": "a", "boolean": False, "null": None}


def fitted(node: Schema, wish: Any, root: Schema) -> Any:
    """The wish if the schema allows it; otherwise the closest allowed value."""
    node = resolved(node, root)
    if wish is not None and allows(node, wish, root):
        return wish
    if "const" in node or "enum" in node:
        return node["const"] if "const" in node else node["enum"][0]
    if "anyOf" in node:
        return _best([fitted(option, wish, root) for option in node["anyOf"]], wish)
    made = [_of_type(kind, node, wish, root) for kind in types_of(node) or ("null",)]
    return _best(made, wish)


def _best(made: list[Any], wish: Any) -> Any:
    """A value that says something if something was wished for, otherwise an empty one
    if allowed."""
    if wish in (None, [], ()) and None in made:
        return None
    return next((value for value in made if value is not None), None)


def _of_type(kind: str, node: Schema, wish: Any, root: Schema) -> Any:
    match kind:
        case "object":
            given = wish if isinstance(wish, Mapping) else {}
            parts = node.get("properties", {}).items()
            return {name: fitted(part, given.get(name), root) for name, part in parts}
        case "array":
            return _array(node, wish, root)
        case "integer" | "number":
            return _number(node, wish)
        case "string" if isinstance(wish, list | tuple) and wish:
            return str(wish[0])
        case "string" if isinstance(wish, list | tuple):
            return ""
        case _:
            return _PLAIN[kind]


def _array(node: Schema, wish: Any, root: Schema) -> list[Any]:
    """As long as the schema wants it: cut, or the last one repeated."""
    given = list(wish) if isinstance(wish, list | tuple) else []
    if not given and isinstance(wish, str) and wish:
        given = [wish]
    given = given[: node.get("maxItems", len(given))]
    lacking = node.get("minItems", 0) - len(given)
    given += (given[-1:] or [None]) * max(0, lacking)
    return [fitted(node.get("items", {}), part, root) for part in given]


def _number(node: Schema, wish: Any) -> Any:
    number = wish if isinstance(wish, int | float) else node.get("minimum", 1)
    low, high = node.get("minimum", number), node.get("maximum", number)
    return min(max(number, low), high)
