"""The settings of this Slack; every value may change while it runs."""

from dataclasses import dataclass
from typing import Literal


@dataclass
class Settings:
    """By default, they are kind to tests: nothing is late, nothing is limited."""

    file_processing_seconds: float = 0.0
    """Until then a file has no mimetype and no block may show it."""
    file_hidden_seconds: float = 0.0
    """Until then files.info answers file_not_found."""
    event_files: Literal["full", "bare", "check_file_info"] = "full"
    """`bare` leaves the URLs out of an event's files, as Slack does at times."""
    update_registers_share: bool = True
    """Whether chat.update shares an unshared file (facts 1.4: unknown)."""
    file_ids_register_share: bool = True
    """Whether the argument file_ids of chat.update shares (unknown)."""
    data_blocks: bool = True
    """Whether this Slack has the blocks data_visualization and data_table yet."""
    image_download_seconds: float = 3.0
    """How long this server waits for an image_url."""

    rate_limits: bool = False
    rate_window_seconds: float = 60.0
    """The minute that tiers count in; smaller to see limits lift soon.

    The second in which a channel takes one post is a sixtieth of it.
    """
    post_burst: int = 5
    """Posts to one channel that may come at once before one a second."""

    mention_events: Literal["both", "mention", "message"] = "both"
    """What a mention in a channel sends; `message` is bolt-python#925."""
    channel_types: bool = True
    """Whether a message's event says what kind of channel it is in; some do not."""
    duplicates: int = 0
    """Copies more of each event; up to so many when the order is shuffled."""
    order: Literal["kept", "shuffled"] = "kept"
    shuffle_seconds: float = 0.2
    redeliver_after: float = 3.0
    """Socket Mode: seconds without an acknowledgement until the next try."""
    retries: int = 3
    http_timeout: float = 3.0
    retry_scale: float = 1.0
    """Over HTTP Slack tries again at once, after 1 and after 5 minutes."""
    warning_seconds: float = 10.0
    """From the disconnect warning of a socket to its end."""
    connection_seconds: int = 3600
    seed: int = 0

    update_edit_window: float | None = None
    """Seconds after which a message can no longer be edited; None: never."""
    trigger_seconds: float = 3.0
    response_url_seconds: float = 1800.0
    status_seconds: float = 120.0
