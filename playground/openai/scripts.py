"""Reads scripts: small TOML files whose steps are named by their first key."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from playground.openai import steps
from playground.openai.steps import NextRequest, Script, Step, Take

FOLDER = Path(__file__).with_name("scripts")
_KINDS: dict[str, type] = {
    fields(kind)[0].name: kind
    for kind in (
        steps.Think, steps.Search, steps.OpenPage, steps.Draw, steps.Call, steps.Use,
        steps.Obey, steps.Say, steps.Decline, steps.Fail, steps.Stop, steps.Break,
        steps.Raw, steps.Finish, steps.Wait, steps.Refuse, steps.NextRequest,
    )
}  # fmt: skip


def script_names(api: str = "responses") -> list[str]:
    """Every script that comes with the emulator for requests of one kind."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return [name for name in names if load_script(name).api == api]


def load_script(name_or_path: str | Path) -> Script:
    """Read a script by its name here, or by the path of a file of one's own."""
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = FOLDER / f"{path.name}.toml"
    if not path.is_file():
        known = script_names() + script_names("images")
        raise LookupError(f"no script {path.stem!r}; there are {known}")
    return script_from(path.stem, tomllib.loads(path.read_text("utf-8")))


def script_from(name: str, table: Mapping[str, Any]) -> Script:
    """Make a script of the parsed table; a wrong key says which step has it."""
    made = [_step(number, step) for number, step in enumerate(table["steps"], 1)]
    about = table.get("about", {})
    api = table.get("api", "responses")
    return Script(name, table["shows"], _takes(made), about, api)


def _step(number: int, table: Mapping[str, Any]) -> Step | NextRequest:
    kind = next((_KINDS[key] for key in table if key in _KINDS), None)
    if kind is None:
        raise ValueError(f"step {number} is none of {sorted(_KINDS)}")
    unknown = set(table) - {field.name for field in fields(kind)}
    if unknown:
        raise ValueError(f"step {number} has unknown keys {sorted(unknown)}")
    step: Step | NextRequest = kind(**{k: _frozen(v) for k, v in table.items()})
    return step


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _takes(made: Sequence[Step | NextRequest]) -> tuple[Take, ...]:
    takes: list[list[Step]] = [[]]
    for step in made:
        if isinstance(step, NextRequest):
            takes.append([])
        else:
            takes[-1].append(step)
    return tuple(map(tuple, takes))
