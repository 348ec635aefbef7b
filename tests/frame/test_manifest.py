"""The manifest: valid by Slack's rules, and asking for little."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

HERE = Path(__file__).parent
TEXT = (HERE.parents[1] / "manifest.yml").read_text("utf-8")
SCHEMA = json.loads((HERE / "manifest.schema.json").read_text("utf-8"))
NEEDED = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}


@pytest.fixture
def manifest() -> Any:
    return yaml.safe_load(TEXT)


def test_it_is_valid_by_slacks_rules(manifest: Any) -> None:
    jsonschema.validate(manifest, SCHEMA)


def test_the_rules_refuse_what_slack_does_not_know(manifest: Any) -> None:
    manifest["settings"]["socketmode"] = True
    with pytest.raises(jsonschema.ValidationError, match="socketmode"):
        jsonschema.validate(manifest, SCHEMA)


def test_every_scope_is_explained_by_the_comment_above_it(manifest: Any) -> None:
    for scope in manifest["oauth_config"]["scopes"]["bot"]:
        assert re.search(rf"^ +# .+\n +- {scope}$", TEXT, re.MULTILINE), scope


def test_every_event_has_its_scope_and_every_history_scope_its_event(
    manifest: Any,
) -> None:
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {NEEDED[event] for event in events if event in NEEDED} <= scopes
    assert {scope for scope in scopes if scope.endswith(":history")} <= {
        NEEDED[event] for event in events if event in NEEDED
    }


def test_it_needs_no_address_of_its_own(manifest: Any) -> None:
    assert manifest["settings"]["socket_mode_enabled"]
    assert "url" not in TEXT.lower()
