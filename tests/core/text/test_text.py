"""Text is made safe, and long text is cut."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages.citations import unfinished_link_off
from bot.core.messages.text import escaped, linked, markdown, pieces, plain


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
    """No picture, no definition and no false link survives."""
    shown = markdown(hostile)
    assert "![" not in shown
    assert "](javascript" not in shown
    assert not re.search(r"^\[1\]:", shown, re.MULTILINE)


@pytest.mark.parametrize(
    "unit",
    [
        *(" ", "[", "<a:", "![", "[a](", "](", "<!", "[]()", "](a", "](<a", "x]()"),
        *("[a](b (", "<a:b|", "[![a](b)](", f"{'x' * 595}](a)", "](" + "(a" * 250),
        *("[a.b.c", f"[{'a.' * 290}](https://a.b)", "[a](http://" + "a." * 900 + "b)"),
    ],
)
def test_no_answer_takes_long_to_be_made_safe(unit: str) -> None:
    """Whatever it contains, the time grows with the length and not with its square."""
    text = unit * (160_000 // len(unit))
    started = time.perf_counter()
    markdown(text)
    unfinished_link_off(text)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[x](javascript:alert(1))", "x"),
        ("([x](javascript:alert(1)))", "(x)"),
        ("[a [b]](javascript:x)", "a [b]"),
        ("[a](<javascript:x y>)", "a"),
        ("[a](data:text/html,b 'c')", "a"),
        ("![a](file:///etc/passwd)", "a"),
        ("[a](https://bank.example@evil.example/)", "a"),
        ("[a](https://evil.example\\@bank.example/)", "a"),
        ("[a](https:evil.example)", "a"),
        ("[a](https://ev%69l.example)", "a"),
        (f"[a](https://a.example/{'x' * 2100})", "a"),
        ("<javascript:x|a>", "a"),
    ],
)
def test_a_link_that_is_dropped_leaves_no_bracket_behind(link: str, shown: str) -> None:
    assert markdown(f"see {link} there") == f"see {shown} there"


@pytest.mark.parametrize(
    "address",
    [
        "https://bank.example@evil.example/login",
        "HTTP://bank.example:443@evil.example",
        "<https://bank.example@evil.example>",
    ],
)
def test_an_address_that_begins_with_another_ones_name_is_no_link(address: str) -> None:
    """Everything before the @ only names who is let in."""
    shown = markdown(f"see {address}")
    assert "://" not in shown
    assert "evil.example" in shown


EVIL = "https://evil.example/login"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("bank.example", "bank.example (evil.example)"),
        ("https://bank.example/login", "https://bank.example/login (evil.example)"),
        ("**bank**.example", "**bank**.example (evil.example)"),
        ("bank\u200b.example", "bank\u200b.example (evil.example)"),
        ("bank&#46;example", "bank&#46;example (evil.example)"),
        ("ｂａｎｋ．example", "ｂａｎｋ．example (evil.example)"),
        ("bank。example", "bank。example (evil.example)"),
        ("狐狸。很好", "狐狸。很好"),
        ("go to bank.example!", "go to bank.example! (evil.example)"),
        ("me@bank.example", "me@bank.example (evil.example)"),
        ("192.168.0.1", "192.168.0.1 (evil.example)"),
        ("evil.example, bank.example", "evil.example, bank.example (evil.example)"),
        ("evil.example.bank.example", "evil.example.bank.example (evil.example)"),
        ("", "evil.example"),
        ("\u200b", "evil.example"),
        ("evil.example", "evil.example"),
        ("www.Evil.example", "www.Evil.example"),
        ("https://evil.example/index.html", "https://evil.example/index.html"),
        ("the old castle", "the old castle"),
        ("5.5 metres. Tall", "5.5 metres. Tall"),
    ],
)
def test_a_label_that_is_another_address_says_where_it_leads(
    label: str, shown: str
) -> None:
    assert markdown(f"[{label}]({EVIL})") == f"[{shown}]({EVIL})"
    assert markdown(f"<{EVIL}|{label}>") == f"[{shown}]({EVIL})"


def test_a_host_of_other_letters_is_shown_in_plain_ones() -> None:
    """A letter that looks like an `a` may be Cyrillic."""
    shown = markdown("[bаnk.example](https://bаnk.example)")
    assert "xn--" in shown.partition("](")[0]


def test_a_link_in_mrkdwn_is_as_truthful() -> None:
    """A page chooses its own title."""
    assert linked(EVIL, "bank.example | <home>") == (
        f"<{EVIL}|bank.example ¦ &lt;home&gt; (evil.example)>"
    )


def test_mail_says_to_whom_it_goes() -> None:
    """Unless its label says it."""
    assert markdown("[me@a.example](mailto:you@b.example?subject=c)") == (
        "[me@a.example (you@b.example)](mailto:you@b.example?subject=c)"
    )
    assert markdown("[a@b.example](mailto:a@b.example)") == (
        "[a@b.example](mailto:a@b.example)"
    )


def test_addresses_with_brackets_and_pictures_in_links_stay_whole() -> None:
    """As in encyclopedias, and on badges."""
    page = "https://a.example/Fox_(animal)"
    assert markdown(f"[Fox]({page})!") == f"[Fox]({page})!"
    assert markdown("[a](<https://a.example/(>)") == "[a](https://a.example/%28)"
    assert markdown(f"[![build](https://a.example/i.png)]({page})") == (
        f"[build]({page})"
    )


@given(
    st.text(st.sampled_from("[]()<>!|\\ \nab.:/@#&;`*\u200b\u202e\ud800"), max_size=80)
)
def test_every_link_that_is_left_leads_where_it_says(text: str) -> None:
    """Whatever tricks are played with brackets."""
    shown = markdown(f"{text}[bank.example]({EVIL})[b](javascript:c){text}")
    assert "](javascript" not in shown
    assert "[bank.example](" not in shown
    assert not re.search(r"<[!@#]", shown)
