"""Explains to people how to use Darkroom."""

from bot.core.turn.options import FLAGS

HELP = "\n".join(
    (
        "*Mention me* with what you want to see: `@Darkroom a lighthouse at night with "
        "two boats`. I look things up when that helps, and you watch the picture "
        "develop in one message.",
        "*Reply in the thread* to change it: `make it sunrise`. You don't need to "
        "mention me.",
        "*Attach pictures* to a mention or a reply, and I'll work from them. Texts, "
        "PDFs and DOCX files are material for what I write.",
        "*/imagine* starts a thread in any channel I am in.",
        "*Photo booth:* write `photo booth` with a photo, or choose it in the menu of "
        "a picture or a message, and I'll draw it in the looks you tick.",
        "*In a direct message*, everything you write is for me, and changes the "
        "previous picture. After a break, or with `/imagine` or `--new`, I start "
        "over. A reply in a message's thread continues from that message.",
        f"*Flags* work in every ask: {FLAGS}.",
        "*Several pictures* at once (`four logos for a bakery`, or `--count 4`) come "
        "numbered on one sheet. Press a number to have that picture whole, or reply "
        "`number 3, but at night`. The menu below has all of them as files.",
        "*Characters and styles:* choose *Keep as a character…* or *Keep as a style…* "
        "in the menu of a picture or a message, and give it a name. Write the name in "
        "what you ask for, and I'll draw the same character again, or in the same "
        "style. `/darkroom names` lists them.",
        "*Decks:* `a deck about solar power in 2026, eight slides` gives you an "
        "outline with its sources. Reply to change it, then press *Draw it*: the "
        "PowerPoint file and the PDF come into the thread. Later replies change single "
        "slides.",
        "*Other services:* `/darkroom connect NAME` lets me use a service through your "
        "account, if whoever runs me has set it up, and `/darkroom disconnect NAME` "
        "ends that.",
        "*Buttons:* Stop ends a turn, Redo draws it again, and Variations draws four "
        "variations of its picture. After Go back, the next reply builds on the turn "
        "before; after Build on this one, in the menu beside it, it builds on that "
        "turn. Details shows what was used. The menu also draws a picture larger, or "
        "continues it to another shape.",
    )
)
