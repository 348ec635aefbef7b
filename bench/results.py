"""The file with the results: those of a whole run, and of later runs of some groups."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
PATH = Path(__file__).parent / "results.json"


def read(path: Path) -> Json:
    """The results in a file."""
    told: Json = json.loads(path.read_text())
    return told


def write(path: Path, told: Json) -> None:
    """Write JSON with a line for each figure, so that runs can be compared."""
    figures = (json.dumps(each, ensure_ascii=False) for each in told["figures"])
    head = json.dumps({**told, "figures": []}, ensure_ascii=False)
    path.write_text(head.replace("[]}", "[\n" + ",\n".join(figures) + "\n]}\n"))


def merged(before: Json, told: Json, groups: Sequence[str]) -> Json:
    """The results of before, with the figures of a run of only these groups.

    A figure that was not measured now stays as it was.
    """
    fresh = {_named(each): each for each in told["figures"]}
    figures = [fresh.pop(_named(each), each) for each in before["figures"]]
    run = {"groups": list(groups), **_run(told)}
    return {
        "plan": before["plan"],
        **_run(before),
        "later": [*_others(before.get("later", ()), groups), run],
        "figures": sorted([*figures, *fresh.values()], key=lambda each: each["group"]),
    }


def _named(figure: Json) -> tuple[int, str]:
    return figure["group"], figure["name"]


def _run(told: Json) -> Json:
    return {key: told[key] for key in ("machine", "seconds")}


def _others(later: Sequence[Json], groups: Sequence[str]) -> list[Json]:
    """The later runs, without the groups that have been measured again."""
    left = (
        {**run, "groups": [each for each in run["groups"] if each not in groups]}
        for run in later
    )
    return [run for run in left if run["groups"]]
