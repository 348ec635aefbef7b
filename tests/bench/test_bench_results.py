"""The file with the results, and the paper that shows them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import paper, results, table
from bench.__main__ import main
from bench.figures import Figure, Value

WHERE = {"machine": "2 cores", "seconds": 552}


def told(*figures: tuple[int, str, float], **more: object) -> results.Json:
    made = [
        Figure(group, name, "ms", {"sqlite": Value(p)}) for group, name, p in figures
    ]
    return {"plan": "full", **WHERE, **more, "figures": [each.told() for each in made]}


def shown(merged: results.Json) -> list[tuple[str, float]]:
    rows = merged["figures"]
    return [(each["name"], each["contenders"]["sqlite"]["p50"]) for each in rows]


def test_a_later_run_of_some_groups_leaves_the_other_figures_as_they_are() -> None:
    before = told((1, "first", 1), (5, "limited", 2), (5, "crowd", 3), (8, "start", 4))
    later = told((5, "crowd", 30), (5, "new", 31), (12, "form", 32), seconds=60)
    merged = results.merged(before, later, ["crowd", "parts"])
    assert shown(merged) == [
        *(("first", 1), ("limited", 2), ("crowd", 30), ("new", 31)),
        *(("start", 4), ("form", 32)),
    ]
    assert list(table.runs(merged)) == [
        "2 cores; took 552 s",
        "later: crowd, parts; 2 cores; took 60 s",
    ]


def test_only_the_last_run_of_each_group_is_named() -> None:
    once = results.merged(told(), told(seconds=60), ["beside", "parts"])
    twice = results.merged(once, told(seconds=20), ["parts"])
    assert [(run["groups"], run["seconds"]) for run in twice["later"]] == [
        (["beside"], 60),
        (["parts"], 20),
    ]
    last = results.merged(twice, told(seconds=70), ["parts", "beside"])
    assert [run["seconds"] for run in last["later"]] == [70]


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    merged = results.merged(told((1, "first", 1)), told((12, "form", 2)), ["parts"])
    results.write(tmp_path / "results.json", merged)
    assert results.read(tmp_path / "results.json") == merged


def test_results_of_another_plan_are_not_mixed(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    results.write(out, told((1, "first", 1)))
    given = ["--plan", "quick", "--only", "parts", "--out", str(out)]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 2
    assert "of the plan full" in done.output
    assert shown(results.read(out)) == [("first", 1)]


def test_the_paper_gets_the_table_between_its_marks() -> None:
    lines = list(table.lines(told((12, "form", 2))["figures"]))
    mended = paper.with_table(paper.PAPER.read_text(), lines)
    _, _, rest = mended.partition(paper.BEGIN)
    within, _, after = rest.partition(paper.END)
    assert "12. A part of a large picture" in within
    assert "1. Acknowledged" not in within
    assert "## Where the limits are" in after
    assert paper.with_table(mended, lines) == mended


def test_a_paper_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="lacks"):
        paper.with_table("no marks", [])
