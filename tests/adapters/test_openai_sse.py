"""Events are cut out of bytes as the client's own decoder does it, only cheaper."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai._streaming import SSEDecoder

from bot.adapters.openai_sse import Cutter, parsed
from bot.core.errors import ModelCut

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
VALUES = st.text('{}[]:, "a0ü💡\u2028\x85\x0c', max_size=8)
NAMES = st.sampled_from(
    ["data: ", "data:", "data:  ", "event: ", "id: ", "retry: ", ":", "", "data :"]
)
LINES = st.one_of(
    st.just(""),
    st.just("data"),
    st.builds(str.__add__, NAMES, VALUES),
    st.integers().map(lambda number: f'data: {{"sequence_number": {number}}}'),
)
STREAMS = st.lists(st.tuples(LINES, ENDS)).map(
    lambda lines: "".join(line + end for line, end in lines).encode()
)
TEXTS = st.text(max_size=8)
PLACES = st.lists(st.integers(0, 200), max_size=12)


def pieces(whole: bytes, places: Sequence[int]) -> list[bytes]:
    """The bytes, cut at some places; some pieces may be empty."""
    at = [0, *sorted(min(place, len(whole)) for place in places), len(whole)]
    return [whole[start:end] for start, end in pairwise(at)]


def cut(chunks: Iterable[bytes], largest: int = 1_000_000) -> Iterator[bytes]:
    cutter = Cutter(largest)
    for chunk in chunks:
        yield from cutter.feed(chunk)


@given(STREAMS, PLACES)
def test_any_lines_cut_anywhere_are_the_events_that_the_client_reads(
    whole: bytes, places: list[int]
) -> None:
    chunks = pieces(whole, places)
    theirs = [event.data for event in SSEDecoder().iter_bytes(iter(chunks))]
    ours = [data.decode() for data in cut(chunks)]
    assert ours == [data for data in theirs if data]


@given(
    st.lists(st.dictionaries(TEXTS, TEXTS | st.integers() | st.none(), max_size=3)),
    ENDS,
    PLACES,
)
def test_what_was_written_is_read(
    events: list[dict[str, object]], end: str, places: list[int]
) -> None:
    lines = [f"event: x{end}data: {json.dumps(each)}{end}{end}" for each in events]
    whole = "".join(lines).encode()
    assert [parsed(data) for data in cut(pieces(whole, places))] == events


def test_an_event_is_there_with_its_last_byte() -> None:
    cutter = Cutter()
    assert not [*cutter.feed(b"data: 1\r\n")]
    assert [*cutter.feed(b"\r")] == [b"1"]
    assert not [*cutter.feed(b"\ndata: 2\n")]
    assert [*cutter.feed(b"\n")] == [b"2"]


@pytest.mark.parametrize("place", range(5))
def test_a_mark_of_the_byte_order_is_skipped_once(place: int) -> None:
    whole = b"\xef\xbb\xbfdata: 1\n\n\xef\xbb\xbfdata: 2\n\n"
    assert [*cut(pieces(whole, [place]))] == [b"1"]


def test_an_event_that_the_stream_does_not_end_is_none() -> None:
    assert [*cut([b"data: 1\n\ndata: 2\n"])] == [b"1"]


def test_an_event_without_data_is_none() -> None:
    assert not [*cut([b"event: ping\n\n", b"id: 7\n\n\n", b"data\n\n"])]


@pytest.mark.parametrize(
    "endless",
    [b"data: " + b"x" * 94, b"data: x\n", b"data\n", b": comment ", b"x"],
)
def test_an_event_that_never_ends_is_given_up(endless: bytes) -> None:
    with pytest.raises(ModelCut):
        [*cut([endless] * 1000, largest=10_000)]


def test_what_is_no_data_does_not_add_up() -> None:
    lines = [b": still there\n", b"event: x\n", b"data: 1\n\n"] * 1000
    assert len([*cut(lines, largest=1_000)]) == 1000


def test_half_of_a_surrogate_pair_is_read_as_python_reads_it() -> None:
    assert parsed(rb'{"delta": "\ud83d"}') == {"delta": "\ud83d"}


@pytest.mark.parametrize(
    "data", [b"{", b"{}x", b"nope", b'"\xff"', b"\xff\xfe1\x00", b"[" * 100_000]
)
def test_what_is_no_json_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parsed(data)
    assert not isinstance(caught.value, ModelCut)
