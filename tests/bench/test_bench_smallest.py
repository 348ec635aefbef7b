"""The bench in its smallest form: every group of figures, a few turns each."""

import json
import sys
from pathlib import Path
from subprocess import run

import pytest

from bench.plan import EVERYTHING
from playground.page.browsing import chromium

ROOT = Path(__file__).parents[2]
SHORT = ("beside", "direct", "sets", "parts", "memory")
PARTS = {
    "against the rivals": (
        tuple(each for each in EVERYTHING if each not in (*SHORT, "decks")),
        range(1, 9),
        ("Acknowledged", "A preview leaves", "Many turns", "Start"),
    ),
    "in several ways": (
        SHORT,
        range(9, 14),
        (
            *("Beside somebody", "Drawn directly", "Four pictures in one message"),
            "Finding a picture again",
            *("A part of a large picture", *(["ready to paint"] if chromium() else [])),
        ),
    ),
    "of decks": (
        ("decks",),
        range(14, 15),
        ("A deck with a picture on every slide", "the PowerPoint file"),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_the_smallest_bench_fills_its_whole_table(part: str, tmp_path: Path) -> None:
    """In parts, of which several processors do some at the same time."""
    groups, numbers, headings = PARTS[part]
    out = tmp_path / "results.json"
    command = [sys.executable, "-m", "bench", "--plan", "smallest", "--out", str(out)]
    for group in groups:
        command += ["--only", group]
    done = run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(out.read_text())["figures"]
    assert sorted({figure["group"] for figure in figures}) == list(numbers)
    for figure in figures:
        judged = figure["contenders"]["sqlite"]["p50"] is not None
        assert judged or figure["group"] == 5, figure["name"]  # a limit may hide it
    for name in ("limit", "usual", "sqlite"):
        measured = [each for each in figures if name in each["contenders"]]
        against = {1, 2, 3, 8} & set(numbers)
        assert against <= {figure["group"] for figure in measured}
    for heading in headings:
        assert heading in done.stdout
