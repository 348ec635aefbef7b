"""Everything that `make` installs is known by its hash, what builds it included."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text())


@pytest.fixture(scope="module")
def locked() -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in toml("uv.lock")["package"]}


def test_uv_itself_is_taken_by_its_hash_alone() -> None:
    lines = (ROOT / "uv.txt").read_text().replace("\\\n", " ").splitlines()
    [wanted] = [line for line in lines if not line.startswith("#")]
    assert re.fullmatch(r"uv==[0-9.]+(\s+--hash=sha256:[0-9a-f]{64}){10,}", wanted)
    assert "--require-hashes -r uv.txt" in (ROOT / "Makefile").read_text()


def test_what_builds_the_package_is_locked(locked: dict[str, dict[str, Any]]) -> None:
    """Built apart, it would be built with whatever is newest that day."""
    project = toml("pyproject.toml")
    [backend] = project["build-system"]["requires"]
    assert backend == f"hatchling=={locked['hatchling']['version']}"
    assert backend in project["dependency-groups"]["build"]
    assert "build" in project["tool"]["uv"]["default-groups"]
    assert project["tool"]["uv"]["no-build-isolation-package"] == ["darkroom"]


def test_every_file_in_the_lock_has_its_hash(
    locked: dict[str, dict[str, Any]],
) -> None:
    for name, package in locked.items():
        files = [*package.get("wheels", []), package.get("sdist", {})]
        assert name == "darkroom" or all(f["hash"] for f in files if f), name
