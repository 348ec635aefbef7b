"""The bench in its smallest form: every group of figures, a few turns each."""

import json
import sys
from pathlib import Path
from subprocess import run

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(150)
def test_the_smallest_bench_fills_its_whole_table(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    command = (*(sys.executable, "-m", "bench"), "--plan", "smallest", "--out")
    done = run(
        [*command, str(out)], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(out.read_text())["figures"]
    assert sorted({figure["group"] for figure in figures}) == list(range(1, 9))
    for figure in figures:
        judged = figure["contenders"]["sqlite"]["p50"] is not None
        assert judged or figure["group"] == 5, figure["name"]  # a limit may hide it
    for name in ("limit", "usual", "sqlite"):
        measured = [each for each in figures if name in each["contenders"]]
        assert {1, 2, 3, 8} <= {figure["group"] for figure in measured}
    for heading in ("Acknowledged", "A preview leaves", "Many turns", "Start"):
        assert heading in done.stdout
