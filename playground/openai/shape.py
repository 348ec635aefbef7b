"""Checks a request against the SDK's own parameter types, by introspection.

No list of fields or values is copied here: what the installed `openai` package
declares is what is allowed, and the refusals are worded as the API words them.
"""

import types
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import or_
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin

from openai.types.responses import response_create_params as create
from typing_extensions import get_type_hints, is_typeddict

from playground.openai.errors import ApiError, refused

# The API has defaults for these, though the types of the SDK require them.
_DEFAULTED = {
    ("ResponseInputImageParam", "detail"),
    ("ResponseInputImageContentParam", "detail"),
    ("FunctionToolParam", "strict"),
    ("FunctionToolParam", "parameters"),
    ("ImageGenerationCall", "result"),
    ("ImageGenerationCall", "status"),
}
# The guides document these, though the types of the SDK lack them.
_GUIDE_ONLY: dict[str, Any] = {
    "Filters": {"blocked_domains": list[str]},
    "ToolChoiceTypesParam": {"type": Literal["web_search", "web_search_2025_08_26"]},
}
_WRAPPERS: tuple[Any, ...] = (Required, NotRequired)
_NAMES = {
    str: "a string",
    bool: "a boolean",
    int: "an integer",
    float: "a decimal",
    list: "an array",
    dict: "an object",
    type(None): "null",
}


def check_create(request: Mapping[str, Any]) -> None:
    """Refuse unknown fields, wrong types and values that the API does not know."""
    check_fields(request, create.ResponseCreateParamsBase)
    if request.get("model") is None:
        raise _missing("model")


def check_fields(request: Mapping[str, Any], typed: Any) -> None:
    """The same against any parameter type that may be streamed."""
    hints = {**_fields(typed), "stream": bool | None}
    for name, value in request.items():
        if name not in hints:
            raise refused(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        check(value, hints[name], name)


def check(value: Any, hint: Any, path: str) -> None:
    """Refuse a value that this type does not allow."""
    options = _options(hint)
    if any(option is Any or option is object for option in options):
        return
    fitting = [option for option in options if _fits(value, option)]
    if not fitting:
        raise _wrong_type(value, options, path)
    if isinstance(value, dict):
        _check_object(value, fitting, path)
    elif isinstance(value, list):
        _check_list(value, fitting, path)
    elif isinstance(value, str):
        _check_word(value, fitting, path)


@cache
def _fields(typed: Any) -> dict[str, Any]:
    hints = get_type_hints(typed, include_extras=True)
    extra = _GUIDE_ONLY.get(typed.__name__, {})
    for name, hint in extra.items():
        known = _options(hints[name]) if name in hints else ()
        hints[name] = reduce(or_, (*known, hint))
    return hints


@cache
def _required(typed: Any) -> tuple[str, ...]:
    return tuple(
        name
        for name, hint in get_type_hints(typed, include_extras=True).items()
        if _is_required(hint) and (typed.__name__, name) not in _DEFAULTED
    )


def _is_required(hint: Any) -> bool:
    origin: Any = get_origin(hint)
    return origin is Required


def _options(hint: Any) -> tuple[Any, ...]:
    """The members of a union, wrappers taken off."""
    while get_origin(hint) in _WRAPPERS:
        [hint] = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(o for member in get_args(hint) for o in _options(member))
    return (hint,)


def _fits(value: Any, option: Any) -> bool:
    """Whether the value is of the JSON kind that the type describes."""
    return type(value) in _kinds(option)


def _kinds(option: Any) -> tuple[type, ...]:
    if option is None or option is type(None):
        return (type(None),)
    if get_origin(option) is Literal:
        return tuple({type(word) for word in get_args(option)})
    if is_typeddict(option) or get_origin(option) in (dict, Mapping):
        return (dict,)
    if option is float:
        return (float, int)
    return (option,) if option in (str, int, bool, dict) else (list,)


def _check_word(value: str, options: Iterable[Any], path: str) -> None:
    options = list(options)
    if str in options:
        return
    allowed = [word for option in options for word in get_args(option)]
    if value not in allowed:
        raise _wrong_value(value, allowed, path)


def _check_list(value: list[Any], options: list[Any], path: str) -> None:
    member = get_args(options[0]) or (object,)
    for index, part in enumerate(value):
        check(part, member[0], f"{path}[{index}]")


def _check_object(value: dict[str, Any], options: list[Any], path: str) -> None:
    typed = [option for option in options if is_typeddict(option)]
    if not typed:
        return
    errors: list[ApiError] = []
    for option in _named(value, typed, path):
        try:
            _check_fields(value, option, path)
        except ApiError as error:
            errors.append(error)
        else:
            return
    raise max(errors, key=lambda error: len(error.param or ""))


def _named(value: dict[str, Any], typed: list[Any], path: str) -> list[Any]:
    """The types whose `type` is the one that the object bears."""
    kind = value.get("type")
    if len(typed) == 1 or not any("type" in _fields(option) for option in typed):
        return typed
    if kind is None:
        untold = [option for option in typed if "type" not in _required(option)]
        if not untold:
            raise _missing(f"{path}.type")
        return untold
    found = [option for option in typed if kind in _type_words(option)]
    if not found:
        words = [word for option in typed for word in _type_words(option)]
        raise _wrong_value(kind, words, f"{path}.type")
    return found


def _type_words(option: Any) -> tuple[Any, ...]:
    kinds = _options(_fields(option).get("type", Literal["message"]))
    return tuple(word for kind in kinds for word in get_args(kind))


def _check_fields(value: dict[str, Any], option: Any, path: str) -> None:
    hints = _fields(option)
    for name in _required(option):
        if name not in value:
            raise _missing(f"{path}.{name}")
    for name, part in value.items():
        where = f"{path}.{name}"
        if name not in hints:
            raise refused(f"Unknown parameter: '{where}'.", where, "unknown_parameter")
        check(part, hints[name], where)


def _missing(path: str) -> ApiError:
    told = f"Missing required parameter: '{path}'."
    return refused(told, path, "missing_required_parameter")


def _wrong_value(value: Any, allowed: Iterable[Any], path: str) -> ApiError:
    *first, last = (f"'{word}'" for word in dict.fromkeys(allowed))
    words = f"{', '.join(first)}, and {last}" if first else last
    told = f"Invalid value: '{value}'. Supported values are: {words}."
    return refused(told, path, "invalid_value")


def _wrong_type(value: Any, options: Iterable[Any], path: str) -> ApiError:
    wanted = dict.fromkeys(_NAMES[kind] for o in options for kind in _kinds(o))
    wanted.pop("null", None)
    one_of = f"one of {' or '.join(wanted)}" if len(wanted) > 1 else next(iter(wanted))
    told = f"Invalid type for '{path}': expected {one_of}, but got {_got(value)}"
    return refused(f"{told} instead.", path, "invalid_type")


def _got(value: Any) -> str:
    return _NAMES.get(type(value), "something else")
