"""Makes a turn's answer out of what was read from the model."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from bot.core.charts.sources import MOST_NUMBERS
from bot.core.errors import (
    AskError,
    BotError,
    ModelBusy,
    ModelCut,
    ModelError,
    ModelSlow,
)
from bot.core.reporting.kinds import kind
from bot.core.turn.asks import Ask
from bot.core.turn.decisions import DecidedQuestion, decided_questions
from bot.core.turn.events import StepKind
from bot.core.turn.legs import Leg, added, deck_of
from bot.core.turn.progress import Progress
from bot.core.turn.turns import Answer, KeptPicture, Outcome

NOTHING = "The model's answer was empty. Press *Redo* to try again."
UNSAFE = (
    "The finished picture is damaged, or has parts that could do harm, such as a "
    "script, so I am not showing it. Press *Redo* to try again."
)
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
    "max_output_tokens": "The answer was cut short because it got too long.",
    "content_filter": "The answer was cut short by OpenAI's content filter.",
}


def finished(
    progress: Progress, pictures: tuple[KeptPicture, ...], ask: Ask | None = None
) -> Answer:
    """The answer when the stream was complete."""
    notes: tuple[str, ...] = ()
    if progress.cut_short:
        notes = (CUT_SHORT.get(progress.cut_short, "The answer was cut short."),)
    if progress.refused and not pictures:
        answer = _answer(progress, pictures, Outcome.FAILED, refusal(progress), notes)
        return replace(answer, why=_refused(progress))
    if not (pictures or progress.heard):
        answer = _answer(progress, pictures, Outcome.FAILED, NOTHING, notes)
        return replace(answer, why="nothing")
    told = "" if pictures or not _meant_a_picture(progress, ask) else PICTURELESS
    return _answer(progress, pictures, Outcome.DONE, told, notes)


def broken(
    progress: Progress, pictures: tuple[KeptPicture, ...], error: ModelError | AskError
) -> Answer:
    """The answer when the stream broke, or never began. A finished picture stays.

    The response never completed, so no other response can follow it; the next turn
    builds on what was stored.
    """
    if pictures:
        answer = _answer(progress, pictures, Outcome.DONE, "", (CUT,))
    else:
        told = error.sentence if isinstance(error, AskError) else error.told
        answer = _answer(progress, pictures, Outcome.FAILED, told, ())
    return replace(_without_response(answer), why=kind(error))


def stopped(
    progress: Progress, pictures: tuple[KeptPicture, ...], reason: str
) -> Answer:
    """The answer when a person stopped the turn. A finished picture stays."""
    outcome = Outcome.DONE if pictures else Outcome.STOPPED
    return _without_response(_answer(progress, pictures, outcome, reason, ()))


def unsafe(answer: Answer) -> Answer:
    """The answer of which a picture is left out: it is damaged, or not safe."""
    if answer.pictures or answer.outcome is Outcome.STOPPED:
        return replace(answer, notes=(*answer.notes, UNSAFE))
    return replace(answer, outcome=Outcome.FAILED, told=UNSAFE, why="unsafe")


def declined(legs: Sequence[Leg]) -> Answer:
    """The answer when the open questions were declined and nothing is to follow.

    The next reply follows the response that asked, and first declines its questions. If
    that response has open calls, too, the next reply repeats its words instead.
    """
    last = legs[-1]
    bare = Answer(Outcome.STOPPED, last.declined, why="declined_by_person")
    if not last.calls:
        owed = tuple(each.id for each in last.questions)
        bare = replace(bare, response=last.response, owed=owed, chain=last.chain)
        bare = replace(bare, known_names=last.known_names)
    return with_legs(bare, legs)


def with_legs(answer: Answer, legs: Sequence[Leg]) -> Answer:
    """An answer that was made without reading a leg, with the results of the earlier
    legs."""
    if not legs:
        return answer
    pictures = tuple(picture for leg in legs for picture in leg.pictures)
    answer = with_tools(answer, legs)
    return replace(
        answer,
        outcome=Outcome.DONE if pictures else answer.outcome,
        parts=tuple(part for leg in legs for part in leg.parts),
        pictures=pictures,
        notes=(*(note for leg in legs for note in leg.notes), *answer.notes),
        model=legs[-1].model,
        usage=added([leg.used for leg in legs]),
        direct=legs[-1].direct or legs[-1].own,
        image_model=answer.image_model or legs[-1].image_model,
        seconds=sum(leg.seconds for leg in legs),
        uses=tuple(each for leg in legs for each in leg.uses),
    )


def with_tools(answer: Answer, legs: Sequence[Leg]) -> Answer:
    """The answer with everything that tools have done in these legs."""
    returned = {*answer.returned, *(number for leg in legs for number in leg.returned)}
    return replace(
        answer,
        decided=decided_in(legs),
        set_pictures=tuple(each for leg in legs for each in leg.set_pictures),
        charts=tuple(each for leg in legs for each in leg.charts),
        deck=deck_of(legs) or answer.deck,
        returned=tuple(sorted(returned)[:MOST_NUMBERS]),
    )


def drawn_before(legs: Sequence[Leg]) -> Answer | None:
    """The answer of a direct turn whose picture was stored before the program died."""
    if not (legs and legs[-1].direct):
        return None
    return with_legs(Answer(Outcome.DONE), legs)


def decided_in(legs: Sequence[Leg]) -> tuple[DecidedQuestion, ...]:
    """All that the legs have asked, and what was decided."""
    each_leg = (decided_questions(leg.questions, leg.decisions) for leg in legs)
    return tuple(chain.from_iterable(each_leg))


def failed(error: BotError) -> Answer:
    """The answer when the turn failed before the model was asked."""
    sentence = error.sentence if isinstance(error, AskError) else error.told
    return Answer(Outcome.FAILED, sentence, why=kind(error))


def perhaps_done(error: ModelError | None) -> bool:
    """Whether the request may have been at work when this ended it."""
    if isinstance(error, ModelBusy):
        return not error.not_begun
    return isinstance(error, ModelCut | ModelSlow)


def refusal(progress: Progress) -> str:
    """Why there is no picture: at which stage, and by which of OpenAI's categories."""
    names = sorted({each for one in progress.refused for each in one.categories})
    if not any(one.moderated for one in progress.refused):
        return "The picture could not be drawn. Press *Redo* to try again."
    because = f" ({', '.join(_plain_name(name) for name in names)})" if names else ""
    if any(one.stage == "input" for one in progress.refused):
        said = f"OpenAI's safety check declined this request{because}."
    else:
        said = f"The picture was drawn, but OpenAI's safety check declined it{because}."
    return f"{said} Try different wording."


def _refused(progress: Progress) -> str:
    moderated = any(one.moderated for one in progress.refused)
    return "declined" if moderated else "not_drawn"


def _meant_a_picture(progress: Progress, ask: Ask | None) -> bool:
    """Whether a picture was wanted, or the text speaks as if there were one."""
    if any(step.kind is StepKind.DRAW for step in progress.steps):
        return True
    if ask is not None and (ask.opens_thread or _WANTED.search(ask.words)):
        return True
    return any(_CLAIMED.search(part.text) for part in progress.parts)


def _plain_name(category: str) -> str:
    return "".join(c if c.isalnum() else " " for c in category)[:40].strip()


def _answer(
    progress: Progress,
    pictures: tuple[KeptPicture, ...],
    outcome: Outcome,
    told: str,
    notes: tuple[str, ...],
) -> Answer:
    return Answer(
        outcome=outcome,
        told=told,
        parts=progress.parts,
        pictures=pictures,
        notes=notes,
        response=progress.response,
        model=progress.model,
        usage=progress.usage,
        uses=progress.uses,
    )


def _without_response(answer: Answer) -> Answer:
    return replace(answer, response="")
