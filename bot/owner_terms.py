"""The terms of a turn as the owner has set them, before anybody else's wishes."""

from bot.core.turn.terms import Terms, ToolServer
from bot.settings import Settings


def owner_terms(settings: Settings, servers: tuple[ToolServer, ...] = ()) -> Terms:
    """The settings that hold for one turn; the others are for the whole process."""
    return Terms(
        model=settings.openai_model,
        image_model=settings.openai_image_model,
        size=settings.image_size,
        quality=settings.image_quality,
        format="auto" if settings.image_format == "jpeg" else "png",
        previews=settings.previews,
        search=settings.web_search,
        background=settings.openai_background,
        answer_seconds=settings.answer_seconds,
        silence_seconds=settings.silence_seconds,
        tool_calls=settings.answer_calls,
        output_tokens=settings.answer_tokens,
        servers=servers,
        keep_rest=settings.keep_rest,
    )
