"""From a mention to a picture, and from a reply to another one."""

from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator
from tests.whole.conftest import Start


async def test_a_mention_becomes_one_message_with_a_picture(
    slack: SlackEmulator, model: OpenAIEmulator, start: Start
) -> None:
    """The message starts as words, shows previews and ends with the picture."""
    await start()
    ann = slack.person("ann")
    asked = await ann.says("#general", "@Darkroom a lighthouse at night")
    await slack.until(lambda: len(slack.messages("#general", asked)) == 2)
    [_, answer] = slack.messages("#general", asked)
    await slack.until(lambda: "Redo" in str(answer.blocks))
    print(len(answer.versions), [str(v.blocks)[:300] for v in answer.versions])
