"""The README tells of every path, every kind of change and every way to act."""

import re
from pathlib import Path

import playground.slack
from playground.slack import Person
from playground.slack.control.acts import ACTS
from playground.slack.control.reads import READS

FOLDER = Path(playground.slack.__file__).parent
README = (FOLDER / "README.md").read_text("utf-8")


def test_every_path_of_control_is_shown_with_curl() -> None:
    shown = set(re.findall(r"\$S/(\w+)", README))
    assert shown == {*ACTS, *READS, "disconnect", "reset"}


def test_every_kind_of_change_is_explained() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py"))
    kinds = set(
        re.findall(r"(?:changes\.tell|_tell)\(\s*(?:world, )?\"(\w+)\"", sources)
    )
    assert kinds
    assert {kind for kind in kinds if f"`{kind}`" not in README} == set()


def test_every_hand_of_a_person_is_named() -> None:
    hands = {name for name in vars(Person) if not name.startswith("_")}
    hands -= {"world", "team", "user"}
    assert {name for name in hands if f"`{name}`" not in README} == set()
