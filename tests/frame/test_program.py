"""The program `darkroom`, as a person starts it."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest


def darkroom(
    *words: str, folder: Path, **environ: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        cwd=folder,
        env=kept | environ,
    )


def test_it_tells_its_version(tmp_path: Path) -> None:
    done = darkroom("--version", folder=tmp_path)
    assert done.stdout == f"darkroom, version {version('darkroom')}\n"


@pytest.mark.parametrize("words", [("--help",), ("run", "--help")])
def test_help_waits_for_no_client(words: tuple[str, ...], tmp_path: Path) -> None:
    heavy = "openai slack_sdk slack_bolt aiohttp PIL sqlite_utils asyncio"
    code = (
        "import sys; from bot.__main__ import main;"
        f"main({list(words)!r}, standalone_mode=False);"
        f"sys.exit(' '.join(set(sys.modules) & set({heavy!r}.split())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "Usage" in done.stdout
    assert done.stderr.strip() == ""


def test_a_missing_value_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    done = darkroom("run", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("darkroom: OPENAI_API_KEY is missing. ")
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_env_file_is_told_everything_that_it_needs(tmp_path: Path) -> None:
    (tmp_path / ".env").touch()
    done = darkroom("run", folder=tmp_path)
    assert done.returncode == 2
    first, *others = done.stderr.splitlines()
    assert first.startswith("darkroom: These settings are missing. ")
    assert [line.partition(" from ")[0] for line in others] == [
        "  SLACK_BOT_TOKEN",
        "  SLACK_APP_TOKEN",
        "  OPENAI_API_KEY",
    ]


def test_the_audit_needs_no_token(tmp_path: Path) -> None:
    done = darkroom("audit", "--team", "T1", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_http_asks_for_the_signing_secret_and_not_for_the_app_token(
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nOPENAI_API_KEY=sk-1\n")
    done = darkroom("run", "--http", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("darkroom: SLACK_SIGNING_SECRET is missing, ")
