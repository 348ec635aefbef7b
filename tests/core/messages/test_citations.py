"""Numbers in the place of links."""

from bot.core.messages.citations import numbered, unfinished_link_off, web_address
from bot.core.turn.events import Citation
from bot.core.turn.progress import Part

LINK = "([nba.com](https://www.nba.com/a?utm_source=openai))"
URL = "https://www.nba.com/a?utm_source=openai"


def cited(text: str, *links: tuple[str, str]) -> Part:
    """A part whose links are cited where they stand."""
    found = [(text.index(link), link, url) for link, url in links]
    spans = [Citation(at, at + len(link), url, "t") for at, link, url in found]
    return Part("0.0", text, tuple(spans))


def test_a_link_becomes_a_number_and_a_source() -> None:
    """The tracking mark goes; the host is what people say."""
    text, sources = numbered([cited(f"Knicks won {LINK}.", (LINK, URL))])
    assert text == "Knicks won [1]."
    assert [(s.number, s.url, s.host) for s in sources] == [
        (1, "https://www.nba.com/a", "nba.com")
    ]


def test_a_page_that_is_cited_twice_has_one_number() -> None:
    """Also across the parts of an answer."""
    parts = [cited(f"A {LINK}", (LINK, URL)), cited(f"B {LINK}", (LINK, URL))]
    text, sources = numbered(parts)
    assert text == "A [1]\n\nB [1]"
    assert len(sources) == 1


def test_overlapping_citations_are_cut_once() -> None:
    """Both pages keep their number, no cut falls inside of another."""
    text = f"Won {LINK}!"
    start, end = text.index(LINK), text.index(LINK) + len(LINK)
    part = Part(
        "0.0",
        text,
        (
            Citation(start + 3, end, "https://b.example/"),
            Citation(start, end - 2, "https://a.example/"),
        ),
    )
    assert numbered([part])[0] == "Won [1][2]!"


def test_offsets_in_utf16_units_find_the_link_too() -> None:
    """Characters outside of the basic plane count twice in other clients."""
    text = f"🦊🦊 won {LINK}."
    start = text.index(LINK) + 2
    part = Part("0.0", text, (Citation(start, start + len(LINK), URL),))
    assert numbered([part])[0] == "🦊🦊 won [1]."


def test_words_that_are_no_link_stay() -> None:
    """Some citations span the cited words themselves."""
    part = Part("0.0", "The sky is blue.", (Citation(0, 15, "https://sky.example/"),))
    assert numbered([part])[0] == "The sky is blue [1]."


def test_offsets_beyond_the_text_do_no_harm() -> None:
    """A model can be wrong about its own text."""
    part = Part("0.0", "Short", (Citation(50, 90, "https://a.example/"),))
    assert numbered([part])[0] == "Short [1]"


def test_a_source_without_a_web_address_is_no_source() -> None:
    """A link to a script is taken out, and gets no number."""
    link = "([x](javascript:alert(1)))"
    part = cited(f"Look {link} here", (link, "javascript:alert(1)"))
    text, sources = numbered([part])
    assert (text, sources) == ("Look here", ())


def test_a_link_that_is_still_being_written_is_not_shown() -> None:
    """Half a link would flicker in the message."""
    assert unfinished_link_off("Won ([nba.com](https://nb") == "Won"
    assert unfinished_link_off("Won ([nba") == "Won"
    assert unfinished_link_off("Won [1] today") == "Won [1] today"


def test_an_address_cannot_break_out_of_a_slack_link() -> None:
    """Slack's link syntax ends at a bar or at an angle bracket."""
    assert web_address("https://a.example/x|y>z") == "https://a.example/x%7Cy%3Ez"
    assert web_address("ftp://a.example") == ""
    assert web_address("https://[broken") == ""


def test_brackets_around_a_link_go_with_it() -> None:
    """However much of it was cited."""
    link, bad = "[nba.com](https://nba.com)", "[x](javascript:y)"
    part = cited(f"Won ({link}), see ({bad}).", (link, URL), (bad, "javascript:y"))
    assert numbered([part])[0] == "Won [1], see."


def test_an_address_leads_where_it_seems_to_lead() -> None:
    """A user name before the host is not the host, and half a character is not a
    character."""
    assert (
        web_address("https://bank.example@evil.example/a") == "https://evil.example/a"
    )
    part = Part("0.0", "a", (Citation(0, 1, "https://а.example/"),))
    assert numbered([part])[1][0].host.startswith("xn--")
    address = web_address("https://a.example/\ud800\u202e?b=\udc00")
    assert address.startswith("https://a.example/")
    assert address.encode()
