"""Settings: what is read, what is refused, and in which words."""

from pathlib import Path

import pytest

from bot.settings import Secret, Settings, SettingsError, entries, misspelt

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1-abc",
    "SLACK_APP_TOKEN": "xapp-1-A1-2-abc",
    "OPENAI_API_KEY": "sk-abc",
}


def read(**changes: str) -> Settings:
    return Settings.read(GOOD | changes, None)


def sentence(**changes: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(**changes)
    return caught.value.sentence


SERVER = """[[servers]]
label = "docs"
url = "https://docs.example.com/mcp"
tools = "*"
"""


def test_servers_are_found_beside_the_env_file(tmp_path: Path) -> None:
    (tmp_path / "mcp.toml").write_text(SERVER, "utf-8")
    settings = Settings.read(GOOD, tmp_path / ".env")
    assert [each.label for each in settings.mcp_config.servers] == ["docs"]


def test_a_token_may_stand_in_the_env_file(tmp_path: Path) -> None:
    text = f'{SERVER}token = "env:DOCS_KEY"\n'
    (tmp_path / "mcp.toml").write_text(text, "utf-8")
    (tmp_path / ".env").write_text("DOCS_KEY=rk_docs\n", "utf-8")
    settings = Settings.read(GOOD, tmp_path / ".env")
    assert "rk_docs" in settings.secrets()
    assert "rk_docs" not in repr(settings)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a = 1\n= 2", "line 2 is not written in TOML"),
        (b"\xff", "it is not written in TOML"),
        (b"#" * 300_000, "it is too long"),
        (b"[servers]\n", "line 1: `servers` must be written as [[servers]]"),
    ],
)
def test_a_wrong_file_of_servers_is_one_sentence(
    data: bytes, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "servers.toml"
    file.write_bytes(data)
    assert sentence(MCP_CONFIG=str(file)) == (
        f"In the file that MCP_CONFIG names, {told}."
    )


def test_a_file_of_servers_that_is_named_must_be_there() -> None:
    assert "it cannot be read (No such file" in sentence(MCP_CONFIG="nowhere.toml")


def test_three_values_are_enough() -> None:
    settings = read()
    assert settings.slack_bot_token.reveal() == "xoxb-1-abc"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.openai_base_url == "https://api.openai.com/v1"
    assert (settings.hang, settings.previews, settings.edit_seconds) == ("auto", 3, 1.0)
    assert settings.web_search
    assert not settings.openai_background


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_value_is_named_with_the_page_that_has_it(name: str) -> None:
    told = sentence(**{name: ""})
    assert told.startswith(f"{name} is missing. Copy it from ")
    assert "api.slack.com/apps" in told or "platform.openai.com" in told


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-A1-2-abc", "belongs in SLACK_APP_TOKEN"),
        ("SLACK_APP_TOKEN", "xoxb-1-abc", "belongs in SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxp-1-abc", "a user's token"),
        ("SLACK_BOT_TOKEN", "xoxe.xoxb-1-abc", "turn off token rotation"),
        ("SLACK_BOT_TOKEN", "xoxb-1-abc ", "quotes or blanks around it"),
        ("SLACK_BOT_TOKEN", '"xoxb-1-abc"', "quotes or blanks around it"),
        ("SLACK_BOT_TOKEN", "xoxb-1 abc", "a token that starts with xoxb-"),
        ("OPENAI_API_KEY", "xoxb-1-abc", "belongs in SLACK_BOT_TOKEN"),
        ("OPENAI_API_KEY", "sk-a\nb", "a line break"),
        ("SLACK_SIGNING_SECRET", "sk-abc", "belongs in OPENAI_API_KEY"),
    ],
)
def test_a_wrong_secret_is_explained_and_not_repeated(
    name: str, text: str, part: str
) -> None:
    told = sentence(**{name: text})
    assert told.startswith(name)
    assert part in told
    assert "see api.slack.com/apps" in told or "see platform.openai.com" in told
    assert text.strip(' "') not in told


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("PREVIEWS", "7", "a whole number from 0 to 3"),
        ("PREVIEWS", "²", "a whole number from 0 to 3"),
        ("EDIT_SECONDS", "nan", "a number of seconds from 0 to 60"),
        ("HANG", "nail", "auto, url, channel, file, post or text"),
        ("WEB_SEARCH", "yes", "on or off"),
        ("IMAGE_SIZE", "17:9", "a size that can be drawn"),
        ("IMAGE_SIZE", "1536x1024 --quality low", "a size that can be drawn"),
        ("STATUS_ADDRESS", "9464", "look like 127.0.0.1:9464"),
        ("STATUS_ADDRESS", "127.0.0.1:70000", "look like"),
        ("STATUS_ADDRESS", "http://127.0.0.1:9464", "look like 127.0.0.1:9464"),
        ("LOG_FORMAT", "xml", "lines or json"),
        ("HOLDING_CHANNEL", "#general", "a channel's ID (C…)"),
        ("PUBLIC_URL", "http://bot.example.com", "must start with https://"),
        ("PUBLIC_URL", "bot.example.com", "must be an address such as https://"),
        ("OPENAI_BASE_URL", "https://me:pw@gate.example/v1", "no user, password"),
        ("SLACK_API_URL", "http://slack.example.com/api", "must start with https://"),
        ("PUBLIC_URL", "https://[oops", "must be an address"),
        ("DATABASE_URL", "mysql://db", "must look like sqlite:///darkroom.db"),
        ("DATABASE_URL", "sqlite://darkroom.db", "must look like sqlite:///"),
    ],
)
def test_a_wrong_value_gets_one_sentence(name: str, text: str, part: str) -> None:
    told = sentence(**{name: text})
    assert told.startswith(f"{name} must")
    assert part in told


@pytest.mark.parametrize(
    "token",
    [
        "xoxb-1-abc",
        "xapp-1-A1-2-abc",
        "xoxe.xoxb-1-Mi0x",
        "sk-proj-Ab_12345",
        "8f742231b10e8888abcd99yyyzzz85a5",
        "https://me:hushhush@host.example:port",
        "correct horse!",
    ],
)
@pytest.mark.parametrize("name", ["HANG", "PORT", "PUBLIC_URL", "HOLDING_CHANNEL"])
def test_what_was_written_into_the_wrong_place_is_not_repeated(
    name: str, token: str
) -> None:
    told = sentence(**{name: token})
    assert told.startswith(f"{name} must")
    assert token[8:16] not in told


CHECKED = [
    name
    for name in entries(Settings)
    if name not in {"slack_signing_secret", "openai_api_key", "pictures"}
]


@pytest.mark.parametrize("name", CHECKED)
def test_no_setting_repeats_a_password_that_it_cannot_be(name: str) -> None:
    """Passwords have no form of their own, so nothing is repeated at all."""
    told = sentence(**{name.upper(): "hunter2?! hush"})
    assert "hunter2" not in told
    assert "hush" not in told


@pytest.mark.parametrize("name", ["HOST", "OPENAI_MODEL", "PICTURES"])
def test_a_token_is_no_name(name: str) -> None:
    told = sentence(**{name: "xoxb-1-abc"})
    assert "belongs in SLACK_BOT_TOKEN" in told
    assert "xoxb-1-abc" not in told


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"HANG": "url"}, "PUBLIC_URL"),
        ({"HANG": "channel"}, "HOLDING_CHANNEL"),
        ({"TRANSPORT": "http"}, "SLACK_SIGNING_SECRET"),
    ],
)
def test_a_choice_may_need_another_value(changes: dict[str, str], name: str) -> None:
    [(other, value)] = changes.items()
    told = f"{name} is missing, and {other}={value} needs it. "
    assert sentence(**changes).startswith(told)


def test_all_missing_values_are_named_at_once() -> None:
    told = sentence(OPENAI_API_KEY="", TRANSPORT="http", HANG="url")
    assert told.splitlines()[1:] == [
        "  OPENAI_API_KEY from platform.openai.com/api-keys",
        "  SLACK_SIGNING_SECRET, which TRANSPORT=http needs, from api.slack.com/apps → "
        "your app → Basic Information → App Credentials → Signing Secret",
        "  PUBLIC_URL, which HANG=url needs",
    ]


def test_a_command_needs_only_the_settings_that_it_uses() -> None:
    texts = {"OPENAI_API_KEY": '"pasted"', "DATABASE_URL": "sqlite:///a.db"}
    settings = Settings.read(texts, None, only=("database_url",))
    assert settings.database_url == "sqlite:///a.db"
    assert not settings.openai_api_key


def test_http_needs_no_app_token() -> None:
    settings = read(TRANSPORT="http", SLACK_SIGNING_SECRET="5" * 32, SLACK_APP_TOKEN="")
    assert not settings.slack_app_token


def test_no_secret_is_in_the_repr_of_the_settings() -> None:
    settings = read(
        SLACK_SIGNING_SECRET="hush" * 8, DATABASE_URL="postgresql://me:pw@host/db"
    )
    shown = f"{settings!r} {settings} {settings.slack_bot_token} {Secret('hush')!r}"
    for text in (*settings.secrets(), "hush", "pw@host"):
        assert text not in shown


def test_every_secret_is_known_to_those_who_blot_them_out() -> None:
    assert sorted(read().secrets()) == sorted(GOOD.values())


def test_the_environment_wins_over_the_file_and_what_is_given_over_both(
    tmp_path: Path,
) -> None:
    file = tmp_path / ".env"
    file.write_text("PREVIEWS=1\nPORT=81\nHOST=b.local\nOPENAI_API_KEY='sk-in-file'\n")
    environ = GOOD | {"OPENAI_API_KEY": "", "PORT": "82", "HOST": "a.local"}
    settings = Settings.read(environ, file, port="83")
    assert settings.openai_api_key.reveal() == "sk-in-file"
    assert (settings.previews, settings.host, settings.port) == (1, "a.local", 83)


def test_dollars_in_the_file_stay_dollars(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("OPENAI_API_KEY=sk-a${HOME}b\n")
    settings = Settings.read(GOOD | {"OPENAI_API_KEY": ""}, file)
    assert settings.openai_api_key.reveal() == "sk-a${HOME}b"


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        Settings.read(GOOD, file)


def test_pictures_lie_beside_the_database() -> None:
    settings = read(DATABASE_URL="sqlite:////var/lib/darkroom/turns.db")
    assert settings.sqlite_file == Path("/var/lib/darkroom/turns.db")
    assert settings.pictures == Path("/var/lib/darkroom/darkroom-pictures")
    assert read(PICTURES="/srv/pictures").pictures == Path("/srv/pictures")
    assert read(DATABASE_URL="postgresql://host/db").sqlite_file is None


def test_sizes_may_be_ratios() -> None:
    assert read(IMAGE_SIZE="16:9").image_size == "1536x864"
    assert read(IMAGE_SIZE="AUTO").image_size == "auto"


def test_plain_http_is_for_addresses_that_are_not_public() -> None:
    settings = read(
        SLACK_API_URL="http://127.0.0.1:8123/api",
        OPENAI_BASE_URL="http://gateway:4000/v1/",
    )
    assert settings.slack_api_url == "http://127.0.0.1:8123/api/"
    assert settings.openai_base_url == "http://gateway:4000/v1"


def test_a_name_that_resembles_a_setting_is_pointed_out(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PREVIEW=2\nPATH=/bin\nPORT=3000\nSLACK_BOT_TOKN=x\n")
    assert misspelt(file) == {
        "PREVIEW": "PREVIEWS",
        "SLACK_BOT_TOKN": "SLACK_BOT_TOKEN",
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("127.0.0.1:9464", ("127.0.0.1", 9464)),
        ("[::1]:0", ("::1", 0)),
        ("metrics.internal:9464", ("metrics.internal", 9464)),
        ("", None),
    ],
)
def test_where_it_tells_of_itself_is_a_host_and_a_port(
    text: str, place: tuple[str, int] | None
) -> None:
    assert Settings.read(GOOD | {"STATUS_ADDRESS": text}, None).status_address == place
