"""The documents say what the program does."""

import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.core.turn.options import FLAGS
from bot.setting_entries import Entry
from bot.settings import Settings, entries

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
ENTRIES = list(entries(Settings).values())
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_setting_is_in_the_readmes_table(entry: Entry) -> None:
    default = f"`{entry.default}`" if entry.default else ""
    shown = "(required)" if entry.default is None else default
    meaning = entry.meaning[0].upper() + entry.meaning[1:]
    row = f"| `{entry.name}` | {shown} | {meaning} | {entry.where} |"
    assert row in README.splitlines()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_setting_is_in_the_example_with_its_default(entry: Entry) -> None:
    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines()]
    assert f"{entry.name}={entry.default or ''}" in lines
    words = re.sub(r"\s+", " ", " ".join(lines))
    assert entry.meaning[1:].replace("`", "") in words
    assert entry.where in words


def test_no_setting_is_shown_that_is_not_there() -> None:
    known = {entry.name for entry in ENTRIES}
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == known
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == known


def test_the_example_is_read_as_it_stands(tmp_path: Path) -> None:
    filled = EXAMPLE
    for name, text in (
        ("SLACK_BOT_TOKEN", "xoxb-1"),
        ("SLACK_APP_TOKEN", "xapp-1"),
        ("OPENAI_API_KEY", "sk-1"),
    ):
        filled = filled.replace(f"\n{name}=\n", f"\n{name}={text}\n")
    (tmp_path / ".env").write_text(filled, "utf-8")
    settings = Settings.read({}, tmp_path / ".env")
    assert settings == Settings.read(dotenv_values(tmp_path / ".env"), None)  # type: ignore[arg-type] # no value is None here


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        if not link.endswith(".png"):  # made by `make screenshots`
            assert (path.parent / link).exists(), link


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_documents_name_are_there(path: Path) -> None:
    named = re.findall(
        r"`((?:bot|handlers|storage|playground|tests)/[\w/.]*)`",
        path.read_text("utf-8"),
    )
    for name in named:
        assert (ROOT / name).exists(), name


def test_every_flag_of_an_ask_is_in_the_readme() -> None:
    for flag in re.findall(r"--[a-z-]+", FLAGS):
        assert flag in README, flag


def test_no_document_has_both_versions_of_a_merge() -> None:
    for path in (*DOCUMENTS, *ROOT.glob("playground/**/README.md"), *ROOT.glob("*.*")):
        if path.is_file():
            marks = re.findall(
                r"^(?:<{7}|>{7}) .*$", path.read_text("utf-8"), re.MULTILINE
            )
            assert not marks, path
