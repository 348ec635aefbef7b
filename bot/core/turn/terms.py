"""The terms of a turn: everything that holds for this turn and may differ for the next.

They begin as the owner's. More specific wishes replace parts of them, and the flags of
the ask come last. No other part of the bot knows a model's name, a size or a limit of a
turn.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.core.identity.secret import Secret
from bot.core.turn.asks import Ask, with_flags_read
from bot.core.turn.flag_values import WITHOUT_PREVIEWS
from bot.core.turn.options import Options


@dataclass(frozen=True, slots=True)
class ToolServer:
    """A server whose tools the model may use: OpenAI calls it, with this token.

    Before any of its `tools` is used, a person has to allow it, except those that are
    `trusted`. No other tool of it is ever used. `digests` are those of the tools as the
    server describes them now; `reads` are those that are known to change nothing. If it
    has an `owner`, the token is that person's own. The address can hold a key, so it is
    not shown.
    """

    label: str
    url: str = field(repr=False)
    tools: tuple[str, ...]
    trusted: tuple[str, ...] = ()
    token: Secret = field(default_factory=Secret)
    digests: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """The servers for one ask; `notes` are sentences about those that were left out."""

    servers: tuple[ToolServer, ...] = ()
    notes: tuple[str, ...] = ()


async def nothing_offered(_: Ask) -> Offered:
    """No server at all."""
    return Offered()


def nothing_doubted(_ask: Ask, _label: str) -> None:
    """Every token is as good as it was."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that holds for one turn.

    `direct`: the image model draws by itself, from exactly these words. `format` "auto"
    is jpeg, or png if transparency is wanted. `previews` is the number for each
    picture. `background`: responses continue without us, and can be resumed.
    `silence_seconds` is the longest wait for the model's next byte, `answer_seconds`
    for a whole answer. `tool_calls` and `output_tokens` limit what an answer can cost.
    `frames` and `frame_ms` are how many pictures a GIF has, and how long each is shown.
    `servers` are those whose tools may be used; `notes` say why others are missing.
    `keep_rest`: whether what has changed outside of a region is put back: `ask` offers
    it, `always` does it, `never` does neither.
    """

    model: str
    image_model: str
    size: str = "1024x1024"
    quality: str = "medium"
    format: str = "auto"
    transparent: bool = False
    frames: int | None = None
    frame_ms: int | None = None
    previews: int = 3
    search: bool = True
    direct: bool = False
    background: bool = False
    answer_seconds: float = 600.0
    silence_seconds: float = 180.0
    tool_calls: int = 20
    output_tokens: int = 25_000
    servers: tuple[ToolServer, ...] = ()
    notes: tuple[str, ...] = ()
    keep_rest: str = "ask"


def with_options(terms: Terms, options: Options) -> Terms:
    """The terms after a more specific wish; everything that it leaves open stays as it
    is.

    A search that was switched off stays off, because whoever switched it off would pay
    for it. A direct picture involves no search, and does not continue without us.
    """
    direct = options.direct or terms.direct
    chosen = options.format or terms.format
    return replace(
        terms,
        size=options.size or terms.size,
        quality=options.quality or terms.quality,
        format=chosen,
        transparent=options.transparent or terms.transparent,
        frames=options.frames,
        frame_ms=options.frame_ms,
        previews=0 if chosen in WITHOUT_PREVIEWS else terms.previews,
        search=options.search and terms.search and not direct,
        direct=direct,
        background=terms.background and not direct,
    )


@dataclass(frozen=True, slots=True)
class OwnerPreferences:
    """`Preferences` of nobody but the owner and the person who asks."""

    owner: Terms
    offered: Callable[[Ask], Awaitable[Offered]] = nothing_offered
    doubted: Callable[[Ask, str], None] = nothing_doubted

    def doubt(self, ask: Ask, label: str) -> None:
        """This server did not let the model in."""
        self.doubted(ask, label)

    async def terms(self, ask: Ask) -> Terms:
        """The owner's terms, changed by the options of the ask. Raises AskError."""
        terms = with_options(self.owner, with_flags_read(ask).options or Options())
        if terms.direct:
            return terms
        more = await self.offered(ask)
        servers = (*terms.servers, *more.servers)
        return replace(terms, servers=servers, notes=(*terms.notes, *more.notes))


def without_server(terms: Terms, label: str) -> Terms:
    """The terms without this server; without a label, without any."""
    left = tuple(each for each in terms.servers if label and each.label != label)
    return replace(terms, servers=left)


def with_token_of(terms: Terms, newer: Terms, label: str) -> Terms:
    """The terms with the token that a server has in newer ones."""
    tokens = {each.label: each.token for each in newer.servers if each.label == label}
    servers = (
        replace(each, token=tokens.get(each.label, each.token))
        for each in terms.servers
    )
    return replace(terms, servers=tuple(servers))
