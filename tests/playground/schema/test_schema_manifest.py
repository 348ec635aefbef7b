"""The manifest: read into values, and refused where Slack would refuse it."""

from pathlib import Path

import pytest

from playground.slack.schema.manifest import (
    BadManifest,
    Command,
    Shortcut,
    check_manifest,
    read_manifest,
)

WHOLE = """
display_information:
  name: Darkroom
  description: Pictures that develop.
features:
  app_home:
    home_tab_enabled: true
    messages_tab_enabled: true
    messages_tab_read_only_enabled: false
  bot_user:
    display_name: darkroom
  slash_commands:
    - command: /imagine
      description: Start a picture
      usage_hint: a fox in the snow
  shortcuts:
    - name: Edit this picture
      type: message
      callback_id: edit
      description: Change it
oauth_config:
  scopes:
    bot: [chat:write, "app_mentions:read"]
settings:
  event_subscriptions:
    bot_events: [message.im, app_mention]
  interactivity:
    is_enabled: true
  socket_mode_enabled: true
"""


def test_a_manifest_becomes_values(tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text(WHOLE)
    manifest = read_manifest(tmp_path / "m.yml")
    assert (manifest.name, manifest.bot_name) == ("Darkroom", "darkroom")
    assert manifest.scopes == ("chat:write", "app_mentions:read")
    assert manifest.events == ("message.im", "app_mention")
    assert manifest.commands == (
        Command("/imagine", "Start a picture", "a fox in the snow"),
    )
    assert manifest.shortcuts == (
        Shortcut("Edit this picture", "edit", "message", "Change it"),
    )
    assert manifest.socket_mode
    assert manifest.home_tab
    assert manifest.messages_tab


def test_the_project_s_own_manifest_is_taken() -> None:
    path = Path(__file__).parents[3] / "manifest.yml"
    assert read_manifest(path).name


def test_unknown_fields_and_lengths_are_refused() -> None:
    app = {"name": "x" * 36}
    bad = {"display_information": app, "setings": {}, "features": {"bot_user": {}}}
    assert [str(problem) for problem in check_manifest(bad)] == [
        "must be less than 36 characters [json-pointer:/display_information/name]",
        "invalid additional property: setings [json-pointer:]",
        "missing required field: display_name "
        "[json-pointer:/features/bot_user/display_name]",
    ]


def test_a_command_that_is_there_twice_is_refused() -> None:
    command = {"command": "/imagine", "description": "a"}
    features = {"slash_commands": [command, command]}
    data = {"display_information": {"name": "a"}, "features": features}
    [problem] = check_manifest(data)
    assert problem.message == "duplicate entry: /imagine"


def test_a_bad_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text("display_information: {}")
    with pytest.raises(BadManifest, match="missing required field: name"):
        read_manifest(tmp_path / "m.yml")
