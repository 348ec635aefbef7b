"""Makes an answer out of what was read: the last word on how a turn ended."""

from dataclasses import replace

from bot.core.errors import AskError, BotError, ModelError
from bot.core.progress import Progress
from bot.core.turns import Answer, Outcome, Print

NOTHING = "The model answered with nothing. Press *Redo* to try again."
CUT = "The connection broke after the picture was finished."
CUT_SHORT = {
    "max_output_tokens": "The answer was cut short: it became too long.",
    "content_filter": "The answer was cut short by OpenAI's content filter.",
}


def finished(progress: Progress, prints: tuple[Print, ...]) -> Answer:
    """The stream came to its end."""
    notes: tuple[str, ...] = ()
    if progress.cut_short:
        notes = (CUT_SHORT.get(progress.cut_short, "The answer was cut short."),)
    if progress.refused and not prints:
        return _answer(progress, prints, Outcome.FAILED, refusal(progress), notes)
    if not progress.heard:
        return _answer(progress, prints, Outcome.FAILED, NOTHING, notes)
    return _answer(progress, prints, Outcome.DONE, "", notes)


def broken(
    progress: Progress, prints: tuple[Print, ...], error: ModelError | AskError
) -> Answer:
    """The stream broke, or never began. A picture that is paid for is kept.

    Its response never completed, so that nothing can be chained to it: the next turn
    builds on what was stored.
    """
    if prints:
        answer = _answer(progress, prints, Outcome.DONE, "", (CUT,))
        return _without_response(answer)
    told = error.sentence if isinstance(error, AskError) else error.told
    return _without_response(_answer(progress, prints, Outcome.FAILED, told, ()))


def stopped(progress: Progress, prints: tuple[Print, ...], reason: str) -> Answer:
    """A person had enough."""
    answer = _answer(progress, prints, Outcome.STOPPED, reason, ())
    return _without_response(answer)


def failed(error: BotError) -> Answer:
    """Nothing came of it, before the model was asked."""
    sentence = error.sentence if isinstance(error, AskError) else error.told
    return Answer(Outcome.FAILED, sentence)


def refusal(progress: Progress) -> str:
    """Why there is no picture, in the model's side's own categories."""
    names = sorted({each for one in progress.refused for each in one.categories})
    if not any(one.moderated for one in progress.refused):
        return "The picture could not be drawn. Press *Redo* to try again."
    because = f" ({', '.join(_plain_name(name) for name in names)})" if names else ""
    return f"OpenAI would not draw that{because}. Say it in another way."


def _plain_name(category: str) -> str:
    return "".join(c if c.isalnum() else " " for c in category)[:40].strip()


def _answer(
    progress: Progress,
    prints: tuple[Print, ...],
    outcome: Outcome,
    told: str,
    notes: tuple[str, ...],
) -> Answer:
    return Answer(
        outcome=outcome,
        told=told,
        parts=progress.parts,
        prints=prints,
        notes=notes,
        response=progress.response,
        model=progress.model,
        usage=progress.usage,
    )


def _without_response(answer: Answer) -> Answer:
    return replace(answer, response="")
