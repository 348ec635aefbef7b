"""How the use of other servers' tools is shown."""

from bot.core.messages.details import details
from bot.core.messages.uses import line
from bot.core.messages.view import view
from bot.core.turn.events import StepKind, ToolUsed
from bot.core.turn.progress import Progress, Step
from bot.core.turn.slots import Slots
from bot.core.turn.turns import Answer, Outcome, Turn
from tests.fakes import ask

PAID = ToolUsed("mcp_1", "stripe", "pay", '{"cents": 100}')
LOST = ToolUsed("mcp_2", "stripe", "pay", '{"cents": 200}', ok=False)
LISTED = ToolUsed("mcp_3", "stripe", "list_payments", "{}")


def test_one_line_says_what_was_used_and_how_often() -> None:
    said = line((PAID, LISTED, LOST))
    assert said == "Used: stripe · pay 2 times (1 failed), stripe · list_payments"
    assert line(()) == ""


def test_the_details_have_each_use_with_its_arguments_and_how_it_went() -> None:
    answer = Answer(Outcome.DONE, model="m", uses=(PAID, LOST))
    told = str(details(Turn(1, ask(), answer=answer)))
    assert "It worked.\\ncents: 100" in told
    assert "It failed.\\ncents: 200" in told


def test_slack_takes_the_details_however_much_was_used() -> None:
    use = ToolUsed("mcp_1", "&" * 90, "&" * 90, "&" * 90_000)
    answer = Answer(Outcome.DONE, model="m", uses=(use,) * 100)
    blocks = details(Turn(1, ask(), answer=answer))["blocks"]
    assert len(blocks) <= 100
    assert all(len(each["text"]["text"]) <= 3_000 for each in blocks)


def test_while_a_tool_runs_the_message_names_it() -> None:
    step = Step("mcp_1", StepKind.USE, "stripe · list_payments")
    message = view(Turn(1, ask()), Progress(steps=(step,)), Slots(), 3)
    assert "Asking stripe · list_payments" in message.text
