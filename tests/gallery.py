"""One turn that has its answer, and ways of hanging its pictures."""

import hashlib
from dataclasses import dataclass, replace

from bot.core.messages.message import Message
from bot.core.showing.hanging import Manner
from bot.core.showing.settling import Settling
from bot.core.showing.showing import Showing
from bot.core.turn.progress import Part
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import FakeWay
from tests.studio import PNG, Studio, studio

SHA = hashlib.sha256(PNG).hexdigest()
PICTURE = Answer(
    Outcome.DONE,
    parts=(Part("p", "Here it is."),),
    pictures=(KeptPicture(SHA, "png", 1024, 768, len(PNG)),),
    model="m",
)
TWO = PICTURE.pictures * 2
WORDS = replace(PICTURE, pictures=())
LONG = replace(WORDS, parts=(Part("p", "word " * 4000),))


@dataclass
class Gallery:
    """One turn that has its answer, and whose message is to be shown."""

    studio: Studio
    turn: Turn
    answer: Answer

    @property
    def showing(self) -> Showing:
        return Showing(self.studio.context)

    async def end(self) -> None:
        async with self.showing.draft(self.turn) as draft:
            await self.showing.end(self.turn, self.answer, draft)

    async def settle(self) -> None:
        await Settling(self.studio.context).settle(self.turn)

    async def now(self) -> Turn:
        return await self.studio.again(self.turn)

    async def shown(self) -> str:
        return str((await self.studio.last(self.turn)).blocks)

    @property
    def standing(self) -> dict[str, Message]:
        return self.studio.chat.standing


async def gallery(*ways: FakeWay, answer: Answer = PICTURE) -> Gallery:
    one = studio(ways=ways or (FakeWay(),))
    one.shelf.kept[SHA] = PNG
    turn = await one.placing.of(await one.turns.begin((await one.accepted()).id))
    await one.turns.answered(turn.id, answer)
    return Gallery(one, turn, answer)


def post() -> FakeWay:
    return FakeWay("post", Manner.AFRESH)
