"""JSON schemas as the API reads them: checks strict ones, and whether values fit."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
_SAID_ANYWHERE = {"type", "enum", "const", "anyOf", "$ref", "$defs", "definitions",
                  "description", "title"}  # fmt: skip
_SAID_OF = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "minItems", "maxItems"},
    "string": {"pattern", "format"},
    "number": {"multipleOf", "minimum", "maximum", "exclusiveMinimum",
               "exclusiveMaximum"},
}  # fmt: skip
_KNOWN = set().union(_SAID_ANYWHERE, *_SAID_OF.values())
_NAMED = ("type", "anyOf", "$ref", "enum", "const")
_DEEPEST = 10
_MOST_PROPERTIES = 5000
_MOST_CHOICES = 1000
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list, tuple),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


class Fault(Exception):
    """A schema has something that strict mode does not allow; says so in the API's
    words."""

    def __init__(self, told: str, context: tuple[str, ...] = ()) -> None:
        super().__init__(f"In context={context}, {told}")


def check_strict(schema: Schema) -> None:
    """Raise a Fault where the schema is not of the strict kind."""
    _check_root(schema)
    nodes = list(_nodes(schema, (), 1))
    for node, context in nodes:
        _check_node(node, context)
    if sum(len(node.get("properties") or ()) for node, _ in nodes) > _MOST_PROPERTIES:
        raise Fault(f"there are more than {_MOST_PROPERTIES} properties.")
    if sum(len(node.get("enum") or ()) for node, _ in nodes) > _MOST_CHOICES:
        raise Fault(f"there are more than {_MOST_CHOICES} enum values.")


def _check_root(schema: Schema) -> None:
    kind = schema.get("type")
    if kind != "object":
        told = "schema must be a JSON Schema of 'type: \"object\"', got 'type: "
        raise Fault(f'{told}"{kind}"\'.')
    if "anyOf" in schema:
        raise Fault("'anyOf' is not permitted at the top level.")


def _nodes(node: Any, context: tuple[str, ...], depth: int) -> Iterator[Any]:
    """Every schema in this one, itself first, and where each stands."""
    if not isinstance(node, Mapping):
        raise Fault(f"{node!r} is not of type 'object', 'boolean'.", context)
    if depth > 2 * _DEEPEST:
        raise Fault(f"the schema is nested deeper than {_DEEPEST} levels.", context)
    yield node, context
    for key in ("properties", "$defs", "definitions"):
        for name, part in (node.get(key) or {}).items():
            yield from _nodes(part, (*context, key, name), depth + 1)
    for number, part in enumerate(node.get("anyOf") or ()):
        yield from _nodes(part, (*context, "anyOf", str(number)), depth + 1)
    if "items" in node:
        yield from _nodes(node["items"], (*context, "items"), depth + 1)


def _check_node(node: Schema, context: tuple[str, ...]) -> None:
    for key in node:
        if key not in _KNOWN:
            raise Fault(f"'{key}' is not permitted.", context)
    if not any(key in node for key in _NAMED):
        raise Fault("schema must have a 'type' key.", context)
    kinds = types_of(node)
    if "object" in kinds:
        _check_object(node, context)
    if "array" in kinds and "items" not in node:
        raise Fault("array schema missing items.", context)
    if "$ref" in node and not str(node["$ref"]).startswith("#"):
        raise Fault("'$ref' must point into the schema itself.", context)


def _check_object(node: Schema, context: tuple[str, ...]) -> None:
    if node.get("additionalProperties") is not False:
        told = "'additionalProperties' is required to be supplied and to be false."
        raise Fault(told, context)
    names, wanted = set(node.get("properties") or ()), node.get("required")
    told = "'required' is required to be supplied and to be an array including every"
    for name in sorted(names - set(wanted or ())):
        raise Fault(f"{told} key in properties. Missing '{name}'.", context)
    for name in sorted(set(wanted or ()) - names):
        raise Fault(f"{told} key in properties. Extra required key '{name}'.", context)


def types_of(node: Schema) -> tuple[str, ...]:
    """The names of the types that a schema allows, as far as it names them."""
    kind = node.get("type", ())
    return (kind,) if isinstance(kind, str) else tuple(kind)


def resolved(node: Schema, root: Schema) -> Schema:
    """The schema itself, or the one that it points at."""
    while "$ref" in node:
        found: Any = root
        for part in str(node["$ref"]).lstrip("#/").split("/"):
            found = found[part] if part else found
        node = found
    return node


def allows(node: Schema, value: Any, root: Schema) -> bool:
    """Whether a value is what the schema describes."""
    node = resolved(node, root)
    if "anyOf" in node and not any(allows(n, value, root) for n in node["anyOf"]):
        return False
    if value not in node.get("enum", [value]) or value != node.get("const", value):
        return False
    kinds = types_of(node)
    if kinds and not any(_is_a(kind, value) for kind in kinds):
        return False
    return _parts_allowed(node, value, root)


def _is_a(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind])


def _parts_allowed(node: Schema, value: Any, root: Schema) -> bool:
    match value:
        case dict():
            return _object_allowed(node, value, root)
        case list() | tuple():
            few, many = node.get("minItems", 0), node.get("maxItems", len(value))
            items = node.get("items", {})
            return few <= len(value) <= many and all(
                allows(items, part, root) for part in value
            )
        case str():
            return re.search(node.get("pattern", ""), value) is not None
        case int() | float() if not isinstance(value, bool):
            low, high = node.get("minimum", value), node.get("maximum", value)
            return bool(low <= value <= high)
        case _:
            return True


def _object_allowed(node: Schema, value: Mapping[str, Any], root: Schema) -> bool:
    known = node.get("properties", {})
    if node.get("additionalProperties") is False and set(value) - set(known):
        return False
    if set(node.get("required", ())) - set(value):
        return False
    return all(allows(known.get(name, {}), part, root) for name, part in value.items())
