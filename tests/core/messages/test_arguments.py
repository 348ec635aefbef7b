"""How a tool's arguments are shown to whoever has to allow it."""

import json

import pytest

from bot.core.messages.arguments import FOLDED, MOST_VALUE, WHOLE, shown, whole

LONG = "word " * 200


def test_every_argument_has_a_line_with_its_name() -> None:
    given = json.dumps({"created": "last 7 days", "limit": 10, "live": True})
    assert shown(given, 2_000).splitlines() == [
        "created: last 7 days",
        "limit: 10",
        "live: true",
    ]


def test_what_is_inside_of_others_is_shown_by_its_whole_name() -> None:
    given = json.dumps({"to": [{"name": "Ann", "cents": 5}], "tags": ["a", "b"]})
    assert shown(given, 2_000).splitlines() == [
        "to[1].name: Ann",
        "to[1].cents: 5",
        'tags: ["a", "b"]',
    ]


def test_a_long_value_is_folded_and_no_name_is() -> None:
    told = shown(json.dumps({"k" * 400: LONG, "then": "pay"}), 2_000)
    assert "k" * 400 in told
    assert FOLDED in told
    assert told.endswith("then: pay")
    assert len(told) < 400 + MOST_VALUE + 100
    assert LONG.strip() in whole(json.dumps({"text": LONG}))


def test_an_address_is_never_cut() -> None:
    over = "https://evil.example/?leak=" + "a" * 400
    later = "https://later.example/path"
    told = shown(json.dumps({"text": f"{'a' * 290} {over} {LONG} {later}"}), 2_500)
    assert over in told
    assert later in told


def test_nothing_is_markup_and_no_line_is_invented() -> None:
    told = shown(json.dumps({"a": "<!channel>\nb: allowed"}), 2_000)
    assert told == "a: &lt;!channel&gt; b: allowed"


def test_too_many_arguments_are_in_the_details_alone() -> None:
    given = json.dumps({f"name {n}": "value" for n in range(500)})
    assert shown(given, 2_000) == WHOLE
    assert "name 499: value" in whole(given)


def test_a_name_that_is_there_twice_hides_nothing() -> None:
    """Who reads it may take the other one."""
    given = '{"payment": {"id": "pay_7", "id": "pay_1"}}'
    assert shown(given, 2_000) == given


@pytest.mark.parametrize("written", ["100000000000000000000000.5", "1e999", "NaN"])
def test_a_number_that_cannot_be_read_exactly_stays_as_it_is_written(
    written: str,
) -> None:
    assert shown(f'{{"cents": {written}}}', 2_000) == f'{{"cents": {written}}}'


@pytest.mark.parametrize("deep", [300, 500, 900, 960, 990, 5_000])
def test_what_is_very_deep_is_shown(deep: int) -> None:
    assert "pay" in whole('{"a":' * deep + '"pay"' + "}" * deep)


def test_what_is_no_json_is_shown_as_it_is() -> None:
    assert shown("{broken", 2_000) == "{broken"
    assert shown("[" * 100_000, 2_000).startswith("[[")
    assert shown("{}", 2_000) == "(without any details)"
