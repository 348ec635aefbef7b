"""Makes an answer out of what was read: the last word on how a turn ended."""

import re
from dataclasses import replace

from bot.core.asks import Ask
from bot.core.errors import AskError, BotError, ModelError, kind
from bot.core.events import StepKind
from bot.core.progress import Progress
from bot.core.turns import Answer, Outcome, Print

NOTHING = "The model answered with nothing. Press *Redo* to try again."
CUT = "The connection broke after the picture was finished."
PICTURELESS = (
    "No picture came with this answer. Press *Redo* if you wanted one, or say what to "
    "draw."
)
_WANTED = re.compile(
    r"\b(draw|paint|sketch|illustrat\w*|picture|image|poster|logo|drawing|photo"
    r"|zeichne|male|bild|plakat|dessine|dibuja|dibujo|imagen|cartel|affiche)\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(here (is|are)|here's|i('ve| have)? (drawn|drew|made|created|painted)"
    r"|hier ist|voici|aquí (está|tienes))\b.{0,60}"
    r"\b(picture|image|drawing|poster|bild|plakat|dessin|affiche|imagen|dibujo)",
    re.IGNORECASE | re.DOTALL,
)
CUT_SHORT = {
    "max_output_tokens": "The answer was cut short: it became too long.",
    "content_filter": "The answer was cut short by OpenAI's content filter.",
}


def finished(
    progress: Progress, prints: tuple[Print, ...], ask: Ask | None = None
) -> Answer:
    """The stream came to its end."""
    notes: tuple[str, ...] = ()
    if progress.cut_short:
        notes = (CUT_SHORT.get(progress.cut_short, "The answer was cut short."),)
    if progress.refused and not prints:
        answer = _answer(progress, prints, Outcome.FAILED, refusal(progress), notes)
        return replace(answer, why=_refused(progress))
    if not progress.heard:
        answer = _answer(progress, prints, Outcome.FAILED, NOTHING, notes)
        return replace(answer, why="nothing")
    told = "" if prints or not _meant_a_picture(progress, ask) else PICTURELESS
    return _answer(progress, prints, Outcome.DONE, told, notes)


def broken(
    progress: Progress, prints: tuple[Print, ...], error: ModelError | AskError
) -> Answer:
    """The stream broke, or never began. A picture that is paid for is kept.

    Its response never completed, so that nothing can be chained to it: the next turn
    builds on what was stored.
    """
    if prints:
        answer = _answer(progress, prints, Outcome.DONE, "", (CUT,))
    else:
        told = error.sentence if isinstance(error, AskError) else error.told
        answer = _answer(progress, prints, Outcome.FAILED, told, ())
    return replace(_without_response(answer), why=kind(error))


def stopped(progress: Progress, prints: tuple[Print, ...], reason: str) -> Answer:
    """A person had enough. A picture that was there already stays, and counts."""
    outcome = Outcome.DONE if prints else Outcome.STOPPED
    return _without_response(_answer(progress, prints, outcome, reason, ()))


def failed(error: BotError) -> Answer:
    """Nothing came of it, before the model was asked."""
    sentence = error.sentence if isinstance(error, AskError) else error.told
    return Answer(Outcome.FAILED, sentence, why=kind(error))


def refusal(progress: Progress) -> str:
    """Why there is no picture: at which stage, and in OpenAI's own categories."""
    names = sorted({each for one in progress.refused for each in one.categories})
    if not any(one.moderated for one in progress.refused):
        return "The picture could not be drawn. Press *Redo* to try again."
    because = f" ({', '.join(_plain_name(name) for name in names)})" if names else ""
    if any(one.stage == "input" for one in progress.refused):
        said = f"OpenAI's safety check declined what was asked for{because}."
    else:
        said = f"The picture was drawn, but OpenAI's safety check declined it{because}."
    return f"{said} Say it in another way."


def _refused(progress: Progress) -> str:
    moderated = any(one.moderated for one in progress.refused)
    return "declined" if moderated else "not_drawn"


def _meant_a_picture(progress: Progress, ask: Ask | None) -> bool:
    """Whether a picture was asked for, or is spoken of as if it were there."""
    if any(step.kind is StepKind.DRAW for step in progress.steps):
        return True
    if ask is not None and (ask.opens_thread or _WANTED.search(ask.words)):
        return True
    return any(_CLAIMED.search(part.text) for part in progress.parts)


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
