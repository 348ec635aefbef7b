"""What docs/operating.md says about units, figures and the log is true."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.adapters.figures import COUNTERS, FAILURES, GAUGES, HISTOGRAMS

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "operating.md").read_text("utf-8")
FIGURES = {
    **{f"darkroom_{name}_total": row[1] for name, row in COUNTERS.items()},
    **{f"darkroom_{name}": row[1] for name, row in HISTOGRAMS.items()},
    **{f"darkroom_{name}": row[1] for name, row in GAUGES.items()},
}


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAPER, re.DOTALL)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_explained_with_its_labels(name: str) -> None:
    labels = ",".join(FIGURES[name])
    shown = f"{name}{{{labels}}}" if labels else name
    assert f"| `{shown}` |" in PAPER


def test_no_figure_is_spoken_of_that_is_not_there() -> None:
    spoken = set(re.findall(r"\bdarkroom_[a-z_]+", PAPER))
    assert {name.removesuffix("_bucket") for name in spoken} == set(FIGURES)


def test_alarms_name_failures_that_there_are() -> None:
    [rules] = [each for each in blocks("yaml") if each.startswith("groups:")]
    alarms = yaml.safe_load(rules)["groups"][0]["rules"]
    assert len({each["alert"] for each in alarms}) == len(alarms) > 5
    named = re.findall(r'why=~?"([a-z_|]+)"', rules)
    assert {why for names in named for why in names.split("|")} <= set(FAILURES)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    [unit] = [each for each in blocks("ini") if each.startswith("[Unit]")]
    program = Path(sys.executable).parent / "darkroom"
    own = unit.replace("/opt/darkroom/.venv/bin/darkroom", str(program))
    (tmp_path / "darkroom.service").write_text(own, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "darkroom.service")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_stops_later_than_the_bot_does() -> None:
    [unit] = [each for each in blocks("ini") if each.startswith("[Unit]")]
    found = dict(re.findall(r"^(?:Environment=)?(\w+)=(\S+)$", unit, re.MULTILINE))
    assert int(found["TimeoutStopSec"]) > int(found["GRACE_SECONDS"]) + 10
