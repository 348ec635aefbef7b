"""What the requests in the page's drawer grew out of."""

import json
from typing import Any

from playground.openai.images_record import ImageRecord
from playground.openai.record import Record
from playground.origins import origin


def asked(*prompts: str) -> Record:
    """A response that calls for a set."""
    arguments = {"pictures": [{"title": "t", "prompt": each} for each in prompts]}
    call = {"type": "function_call", "arguments": json.dumps(arguments)}
    return Record({}, 1.0, items=[{"type": "message"}, call])


def drawn(prompt: str, *attached: bytes, made: bytes = b"new") -> ImageRecord:
    return ImageRecord({"prompt": prompt}, 2.0, attached=attached, pictures=[made])


def test_a_picture_of_a_set_belongs_to_the_newest_call_with_its_words() -> None:
    older, call = asked("in neon"), asked("in ink", "in neon")
    assert origin(drawn("in neon"), [older, call]) == call.id
    assert origin(drawn("a fox"), [older, call]) is None


def test_what_starts_from_a_picture_belongs_to_the_request_that_made_it() -> None:
    call = asked("in ink", "in neon")
    one, two = drawn("in ink", made=b"ink"), drawn("in neon", made=b"neon")
    reply = Record({}, 3.0, attached=(b"neon",))
    assert origin(reply, [call, one, two]) == two.id
    assert origin(drawn("varied", b"ink"), [call, one, two]) == one.id
    assert origin(drawn("varied", b"a photo"), [call, one, two]) is None


def test_a_chained_response_belongs_to_the_one_before_it() -> None:
    one = drawn("in ink", made=b"ink")
    reply = Record({"previous_response_id": "resp_1"}, 3.0, attached=(b"ink",))
    assert origin(reply, [one]) == "resp_1"


def test_arguments_that_describe_no_set_ask_for_nothing() -> None:
    for given in ("{", "[]", '{"pictures": 1}', '{"pictures": [1]}', ""):
        call: dict[str, Any] = {"type": "function_call", "arguments": given}
        odd = Record({}, 1.0, items=[call])
        assert origin(drawn("in ink"), [odd]) is None
