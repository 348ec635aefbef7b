"""How to use Darkroom, in Darkroom's own words."""

from typing import Any

from bot.core import blocks
from bot.core.options import FLAGS

HELP = "\n".join(
    (
        "*Mention me* with what you want to see: `@Darkroom a lighthouse at night with "
        "two boats`. I look things up when that helps, and you watch the picture "
        "develop in one message.",
        "*Reply in the thread* to change it: `make it sunrise`. No mention is needed.",
        "*Attach pictures* to either, and I work with them.",
        "*/imagine* starts a thread in any channel that I am in. In a direct message, "
        "every message is for me.",
        f"*Flags* work in every ask: {FLAGS}.",
        "*Buttons:* Stop ends a turn, Redo draws it again, and Variations draws it "
        "three more times. After Go back the next reply builds on the turn before; "
        "Build on this one, in the menu beside it, takes a turn up again. Details "
        "shows what was used.",
    )
)


def home() -> dict[str, Any]:
    """The view of the app's own tab."""
    return {
        "type": "home",
        "blocks": [
            {
                "type": "header",
                "text": {"type": "plain_text", "text": "Pictures that develop"},
            },
            *(blocks.section(line) for line in HELP.split("\n")),
        ],
    }
