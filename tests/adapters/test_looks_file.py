"""The file with the looks of the photo booth."""

from pathlib import Path

import pytest

from bot.adapters.looks_file import MOST_BYTES, OURS, looks_in
from bot.core.turn.looks import WrongLooks
from bot.settings import Settings, SettingsError

GIVEN = {
    "slack_bot_token": "xoxb-1",
    "slack_app_token": "xapp-1",
    "openai_api_key": "sk-1",
}


def test_an_owners_own_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "looks.toml"
    own.write_text(OURS.read_text("utf-8").replace("Knitted", "Crocheted"), "utf-8")
    settings = Settings.read({}, None, **GIVEN, looks=str(own))
    assert "Crocheted" in settings.looks.names
    assert "Knitted" in Settings.read({}, None, **GIVEN).looks.names


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("looks = [", "TOML"),
        ("\xff", "TOML"),
        ("#" * (MOST_BYTES + 1), "too long"),
        ("instructions = 'x'", "1 to 10"),
    ],
)
def test_a_wrong_file_is_found_at_the_start(
    text: str, because: str, tmp_path: Path
) -> None:
    own = tmp_path / "looks.toml"
    own.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=f"LOOKS names a file.*{because}"):
        Settings.read({}, None, **GIVEN, looks=str(own))


def test_a_file_that_is_not_there_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(WrongLooks, match="cannot be read"):
        looks_in(tmp_path / "none.toml")
