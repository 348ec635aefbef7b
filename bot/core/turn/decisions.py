"""People's decisions before something is done outside the bot, and the record of
them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.turn.events import ApprovalAsked


class Choice(StrEnum):
    """A person's possible decisions. EARLIER: one that was made before holds for it."""

    ONCE = "once"
    THREAD = "thread"
    EARLIER = "earlier"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's decision about one question."""

    question: str
    choice: Choice
    user: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.choice is not Choice.NO


@dataclass(frozen=True, slots=True)
class DecidedQuestion:
    """A question and its decision, as an answer keeps them.

    Without a `user`, nobody decided, and the question was declined.
    """

    server: str
    name: str
    arguments: str
    choice: Choice
    user: str = ""
    id: str = ""


def decided_questions(
    questions: Sequence[ApprovalAsked], decisions: Sequence[Decision]
) -> tuple[DecidedQuestion, ...]:
    """Every question with its decision, in the order of asking."""
    made = {each.question: each for each in decisions}
    return tuple(_decided(each, made) for each in questions)


def _decided(question: ApprovalAsked, made: Mapping[str, Decision]) -> DecidedQuestion:
    decision = made.get(question.id, Decision(question.id, Choice.NO))
    return DecidedQuestion(
        question.server,
        question.name,
        question.arguments,
        decision.choice,
        decision.user,
        question.id,
    )
