"""The errors, named by what the reader can do about them.

BotError
├── AskError              the ask itself cannot be answered as it was written
├── Crowded               too many are waiting in its thread: it was declined
├── NameTaken             a character or a style of this name can be used there
├── TooMany               the workspace, or the person, has taught as many as it may
├── ModelError            the model's side failed
│   ├── ModelBusy         worth trying again in a while
│   │   └── ModelShut     it has been busy for everybody, for too long
│   ├── ModelRefused      will not change on a retry
│   │   └── ModelDeclined OpenAI says why: moderation, or something in the request
│   ├── ModelQuota        the owner's money or limits are used up
│   ├── ModelSetup        the key, the organization or a setting is wrong
│   │   └── ModelUnverified  OpenAI must verify the organization first
│   ├── ModelCut          the stream ended before the answer did
│   ├── ModelSlow         the answer did not come in time
│   ├── ServerAway        OpenAI cannot reach a server whose tools it was offered
│   └── ParentGone        OpenAI no longer has the answer that this one follows
├── ChatError             Slack did not accept it
│   ├── ChatBusy          may work later: rate limits, hiccups, lost connections
│   │   ├── ChatLate      not even tried: its budget would have come too late
│   │   └── LostBytes     Slack does not have the bytes of an upload after all
│   ├── ChatGone          the message is no longer there
│   ├── ChatFrozen        the message is there, but may no longer be edited
│   ├── ChatShut          nothing can be posted there at all
│   │   └── ChatUninvited the bot is not a member there
│   └── ChatRefused       the content was not accepted; other content may be
│       └── PictureRefused  because of a picture; another way of hanging may work
├── HangError             a picture could not be hung this way
│   ├── HangBusy          may work later, in this way or another
│   └── HangMisfit        the way cannot show this kind of picture; others it may
├── SignInFailed          signing in to a server did not work; it may later
│   └── SignInOver        the server no longer accepts it: sign in again
├── StoreAway             the store cannot be reached; it may be back later
│   └── StoreFull         it is full or read-only: its owner has to do something
└── Overtaken             another process continues the turn: say nothing more
    └── WrongState        the turn is in a state from which there is no such step

`told` is what a person in Slack may read. `str(error)` is only for the log.
"""

from typing import ClassVar


class BotError(Exception):
    """Any error of ours."""

    told: ClassVar[str] = "Something went wrong on my side. Press *Redo* to try again."


class AskError(BotError):
    """The ask cannot be answered as written; `sentence` says how to write it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Crowded(BotError):
    """Too many are waiting in the thread: this ask was neither accepted nor claimed."""


class NameTaken(BotError):
    """Another character or style reads the same there."""


class TooMany(BotError):
    """No more can be taught; `whose` says by which limit."""

    def __init__(self, whose: str) -> None:
        super().__init__(whose)
        self.whose = whose


class ModelError(BotError):
    """The model's side failed."""

    told = "The model stopped with an error. Press *Redo* to try again."


class ModelBusy(ModelError):
    """Rate limits, overload, lost connections: worth another try.

    `not_begun` where it is certain that nothing was done about the request: what a
    person has allowed once must not be done twice.
    """

    told = "The model is too busy right now. Press *Redo* in a minute."

    def __init__(
        self, why: str, retry_after: float | None = None, *, not_begun: bool = False
    ) -> None:
        super().__init__(why)
        self.retry_after, self.not_begun = retry_after, not_begun
        if retry_after and retry_after > 90:
            when = _about(retry_after)
            self.told = f"The model is too busy right now. Press *Redo* in {when}."  # type: ignore[misc] # it differs from case to case


def _about(seconds: float) -> str:
    """The time as people say it: hours are not counted in minutes."""
    minutes = min(round(seconds / 60), 24 * 60)
    if minutes > 120:
        return f"about {round(minutes / 60)} hours"
    return f"about {minutes if minutes < 20 else 5 * round(minutes / 5)} minutes"


class ModelShut(ModelBusy):
    """The model could not be asked for as long as people are made to wait."""


class ModelRefused(ModelError):
    """Moderation, or a request that the model will never accept."""

    told = "The model declined to draw this. Try different wording."


class ModelDeclined(ModelRefused):
    """A refusal whose sentence says why."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(why)
        self.told = sentence  # type: ignore[misc]  # it differs from case to case


class ModelQuota(ModelError):
    """The account behind the key has no money or no quota left."""

    told = "The OpenAI account I use has no credit left. Its owner can add some."


class ModelSetup(ModelError):
    """A key, a verification or a setting that only the owner can fix."""

    told = (
        "OpenAI does not accept my settings. Whoever runs me can find out why with "
        "`darkroom doctor`."
    )


class ModelUnverified(ModelSetup):
    """OpenAI has yet to verify the organization."""

    told = (
        "OpenAI must verify the organization that runs me before I can draw: "
        "platform.openai.com → Settings → Organization → Verify."
    )


class ModelCut(ModelError):
    """The stream ended, or went silent, before the answer was whole."""

    told = "The connection to the model broke. Press *Redo* to try again."


class ModelSlow(ModelError):
    """The answer was still coming when its time was up."""

    told = "The model took too long, so I stopped waiting. Press *Redo* to try again."


class ServerAway(ModelError):
    """OpenAI cannot list the tools of a server, so it did not begin at all. `label`
    names the server, if OpenAI does."""

    told = "A server whose tools I may use is not answering. Press *Redo* to try again."

    def __init__(self, why: str, label: str = "") -> None:
        super().__init__(why)
        self.label = label


class ParentGone(ModelError):
    """OpenAI no longer has the response that this turn follows."""


class ChatError(BotError):
    """Slack did not accept it."""

    told = "Slack did not accept my answer. Ask again, perhaps with different wording."


class ChatBusy(ChatError):
    """It may work later."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class ChatLate(ChatBusy):
    """There was no budget for the call in time, so it was not tried."""


class LostBytes(ChatBusy):
    """The bytes were taken, perhaps by a proxy, but Slack does not have them."""


class ChatGone(ChatError):
    """The message is no longer there."""


class ChatFrozen(ChatError):
    """The message is there, but may no longer be edited."""


class ChatShut(ChatError):
    """Nothing can be posted there: archived, restricted, signed out."""

    told = (
        "I am not allowed to write there. Ask in another channel or in a direct "
        "message."
    )


class ChatUninvited(ChatShut):
    """The bot is not a member of the channel."""

    told = "I am not in this channel. Type `/invite @Darkroom`, then ask again."


class ChatRefused(ChatError):
    """The content was not accepted."""


class PictureRefused(ChatRefused):
    """A picture of the message was not accepted."""


class HangError(BotError):
    """A picture could not be hung this way; another way may do."""


class HangBusy(HangError):
    """It may work later."""


class HangMisfit(HangError):
    """The way cannot show this kind of picture."""


class SignInFailed(BotError):
    """Signing in to a server did not work. Its text is ours, and may be shown."""


class SignInOver(SignInFailed):
    """The server no longer accepts what it gave."""


class StoreAway(BotError):
    """The store cannot be reached right now."""


class StoreFull(StoreAway):
    """The store accepts nothing more: it is full, read-only or damaged."""

    told = (
        "I have not started, because I have no space to store a picture right now. "
        "Whoever runs me can see why. Please try again later."
    )


class Overtaken(BotError):
    """Another process continues the turn; this one must neither write nor say more.

    A process meets this if it was frozen, or cut off from the database, for so long
    that the others took it for dead.
    """


class WrongState(Overtaken):
    """The table of a turn's life has no such step from the state that the turn is
    in."""
