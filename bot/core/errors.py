"""What can go wrong, named by what the reader can do about it.

BotError
├── AskError              the ask itself cannot be answered as it was written
├── Crowded               too many wait in its thread already: it was not taken
├── ModelError            the model's side failed
│   ├── ModelBusy         worth trying again in a while
│   ├── ModelRefused      will not change on a retry
│   ├── ModelQuota        the owner's money or limits are used up
│   ├── ModelSetup        the key, the organization or a setting is wrong
│   ├── ModelCut          the stream ended before the answer did
│   ├── ModelSlow         the answer did not come in the time that it had
│   └── ParentGone        the answer that this one follows is no longer kept
├── ChatError             Slack would not take it
│   ├── ChatBusy          later, perhaps: rate limits, hiccups, lost connections
│   │   └── ChatLate      it was not even asked: its turn would have come too late
│   ├── ChatGone          the message is no longer there
│   ├── ChatFrozen        the message is there, but may no longer be edited
│   ├── ChatShut          nothing can be posted there at all
│   │   └── ChatUninvited the bot is not a member there
│   └── ChatRefused       the content was not accepted, so other content may be
├── HangError             a picture could not be hung this way
└── Overtaken             another process goes on with the turn: say no more

`told` is the sentence that a person in Slack may read. `str(error)` is for the
log alone: it can hold addresses and prompts.
"""

import re
from typing import ClassVar


class BotError(Exception):
    """Anything of ours."""

    told: ClassVar[str] = "Something went wrong on my side. Press *Redo* to try again."


def kind(error: BotError) -> str:
    """A short name of what went wrong, as for a table: `model_busy`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()


class AskError(BotError):
    """The ask cannot be answered as it was written; says how to write it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Crowded(BotError):
    """As many as may wait in the ask's thread: it was not taken, nor claimed."""


class ModelError(BotError):
    """The model's side failed."""

    told = "The model stopped with an error. Press *Redo* to try again."


class ModelBusy(ModelError):
    """Rate limits, overload, lost connections: worth another try."""

    told = "The model is too busy right now. Press *Redo* in a minute."

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after
        if retry_after and retry_after > 90:
            when = f"in about {round(retry_after / 60)} minutes"
            self.told = f"The model is too busy right now. Press *Redo* {when}."  # type: ignore[misc] # here it differs by the case


class ModelRefused(ModelError):
    """Moderation, or a request that the model will never take."""

    told = "The model declined to draw this. Say it in another way."


class ModelQuota(ModelError):
    """The account behind the key has no money or no quota left."""

    told = "The OpenAI account behind me has no credit left. Its owner can add some."


class ModelSetup(ModelError):
    """A key, a verification or a setting that only the owner can mend."""

    told = "OpenAI does not accept my settings. My owner can run `darkroom doctor`."


class ModelCut(ModelError):
    """The stream ended, or went silent, before the answer was whole."""

    told = "The connection to the model broke. Press *Redo* to try again."


class ModelSlow(ModelError):
    """It would have gone on, but not within the time that we give it."""

    told = "The model took too long, so I stopped waiting. Press *Redo* to try again."


class ParentGone(ModelError):
    """The response that this turn follows is no longer kept by OpenAI."""


class ChatError(BotError):
    """Slack would not take it."""

    told = "Slack did not take my answer. Ask once more, perhaps in other words."


class ChatBusy(ChatError):
    """Later, perhaps."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class ChatLate(ChatBusy):
    """There was no budget for it in time, so it was not tried."""


class ChatGone(ChatError):
    """The message is no longer there."""


class ChatFrozen(ChatError):
    """The message is there, but may no longer be edited."""


class ChatShut(ChatError):
    """Nothing can be posted there: archived, restricted, signed out."""

    told = "I may not write there. Ask in another channel, or in a direct message."


class ChatUninvited(ChatShut):
    """The bot is not a member of the channel."""

    told = "I am not in this channel. Write `/invite @Darkroom`, then ask again."


class ChatRefused(ChatError):
    """The content was not accepted."""


class HangError(BotError):
    """A picture could not be hung this way; another way may do."""


class Overtaken(BotError):
    """Another process goes on with the turn; this one must neither write nor say more.

    It comes to a process that was stopped, or cut off from the database, for so long
    that the others took it for dead.
    """
