"""Words made safe, and long ones cut."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.citations import unfinished_link_off
from bot.core.text import escaped, markdown, pieces, plain


def test_nobody_is_called_by_a_model() -> None:
    """A broadcast or a mention in an answer stays words."""
    shown = markdown("<!channel> and <@U12345> in <#C1>")
    assert not re.search(r"<[!@#]", shown)


def test_links_elsewhere_than_to_the_web_lose_their_target() -> None:
    """The label is kept, as words."""
    assert markdown("[a](javascript:x) [b](https://b.example)") == (
        "a [b](https://b.example)"
    )
    assert markdown("<javascript:alert>") == "javascript:alert"


def test_a_picture_in_the_text_is_only_linked() -> None:
    """Otherwise Slack would fetch it on the model's behalf."""
    assert markdown("![x](https://e.example/p.png)") == "[x](https://e.example/p.png)"


def test_marks_that_turn_the_direction_of_reading_are_taken_out() -> None:
    """They can make an address read as another one."""
    assert escaped("a\u202eb<c>") == "ab&lt;c&gt;"


def test_a_line_is_cut_at_a_word() -> None:
    """With an ellipsis that says so."""
    assert plain("a lighthouse\nat night", 16) == "a lighthouse at…"
    assert plain("short", 16) == "short"


def test_no_cut_falls_inside_of_a_link() -> None:
    """Wherever the link stands."""
    link = "[a page](https://example.com/a-very-long-address)"
    for pad in range(120):
        text = "x" * pad + " " + link + " and more words" * 10
        assert any(link in piece for piece in pieces(text, 100))


def test_a_divided_fence_of_code_is_closed_and_opened_again() -> None:
    """Each piece is Markdown of its own."""
    text = "```\n" + "\n".join(f"line {n}" for n in range(40)) + "\n```"
    assert all(piece.count("```") % 2 == 0 for piece in pieces(text, 120))


@given(st.text(max_size=600), st.integers(20, 200))
def test_pieces_are_short_and_keep_every_word(text: str, most: int) -> None:
    """Nothing is lost but white space and fences."""
    cut = pieces(text, most)
    assert all(len(piece) <= most for piece in cut)
    bare = "".join("".join(cut).replace("```", "").split())
    assert bare == "".join(text.replace("```", "").split())


@pytest.mark.parametrize(
    "hostile",
    [
        "![a](https://e.example/?q 'x')",
        "![a [b] c](https://e.example)",
        "![a][1]\n\n[1]: https://e.example",
        "[x](javascript:foo 'a')",
        "[a\nb](javascript:x)",
        "[a [b]](javascript:x)",
    ],
)
def test_no_spelling_of_markdown_fetches_or_runs_anything(hostile: str) -> None:
    """Neither a picture, nor a definition, nor a link that is none stays one."""
    shown = markdown(hostile)
    assert "![" not in shown
    assert "](javascript" not in shown
    assert not re.search(r"^\[1\]:", shown, re.MULTILINE)


@pytest.mark.parametrize("unit", [" ", "[", "<a:", "![", "[a](", "](", "<!"])
def test_no_answer_takes_long_to_be_made_safe(unit: str) -> None:
    """However it is made: the time grows with the length, not with its square."""
    started = time.perf_counter()
    markdown(unit * 40_000)
    unfinished_link_off(unit * 40_000)
    assert time.perf_counter() - started < 2
