"""The renderers of Slack's markup and of Markdown, in the browser that runs them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from playground.page import mount

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_LINK = '<span class="no-link" title="Not a web address">x</span>'
RENDER = """async ([module, name, text]) => {
  const {[name]: render} = await import(`/page/js/${module}.js`);
  const names = { user: (id) => `person ${id}`, channel: (id) => `room ${id}` };
  const place = document.createElement("div");
  place.append(...render(text, module === "markdown" ? 0 : names));
  return place.innerHTML;
}"""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bench(browser: Browser) -> AsyncIterator[Page]:
    """An empty document of the page's server, to call single modules in."""
    app = web.Application()
    mount(app)
    async with TestServer(app, host="127.0.0.1") as server:
        page = await browser.new_page()
        await page.goto(str(server.make_url("/page/fonts/OFL.txt")))
        yield page
        await page.close()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~no~", "<strong>bold</strong> <em>it</em> <s>no</s>"),
        ("`a*b*`", "<code>a*b*</code>"),
        ("a &lt;b&gt; &amp;amp;", "a &lt;b&gt; &amp;amp;"),
        ("2*3*4 snake_case_word", "2*3*4 snake_case_word"),
        ("<@U1>", '<span class="mention">@person U1</span>'),
        ("<#C1|>", '<span class="mention">#room C1</span>'),
        ("<javascript:alert(1)|x>", NO_LINK),
        ("&gt; said", None),
    ],
)
async def test_mrkdwn_is_drawn_as_slack_draws_it(
    bench: Page, text: str, html: str | None
) -> None:
    drawn = await bench.evaluate(RENDER, ["mrkdwn", "mrkdwn", text])
    if html is None:
        assert drawn == '<blockquote class="lines">said</blockquote>'
    else:
        assert drawn == f'<div class="lines">{html}</div>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Big", '<h3 class="md-heading">Big</h3>'),
        ("**a** *b*", '<p class="lines"><strong>a</strong> <em>b</em></p>'),
        ("`c`", '<p class="lines"><code>c</code></p>'),
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;</code></pre>"),
        ("> a", '<blockquote><p class="lines">a</p></blockquote>'),
        ("<b>x</b>", '<p class="lines">&lt;b&gt;x&lt;/b&gt;</p>'),
        ("[x](javascript:alert)", f'<p class="lines">{NO_LINK}</p>'),
        ("---", "<hr>"),
    ],
)
async def test_markdown_is_drawn_and_html_in_it_is_words(
    bench: Page, text: str, html: str
) -> None:
    assert await bench.evaluate(RENDER, ["markdown", "markdown", text]) == html


async def test_a_link_goes_to_the_web_and_tells_it_nothing(bench: Page) -> None:
    text = "[[1]](https://a.example/b_(c)) and https://d.example."
    drawn = await bench.evaluate(RENDER, ["markdown", "markdown", text])
    assert 'href="https://a.example/b_(c)" rel="noopener noreferrer nofollow"' in drawn
    assert ">[1]</a> and " in drawn
    assert drawn.endswith(">https://d.example</a>.</p>")


@pytest.mark.parametrize("text", ["*" * 5000, "[" * 5000, "_a" * 4000, "`" * 3000])
async def test_hostile_markup_does_not_hang_the_page(bench: Page, text: str) -> None:
    for module in ("markdown", "mrkdwn"):
        assert await bench.evaluate(RENDER, [module, module, text])
