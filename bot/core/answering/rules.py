"""The rules for every turn of a process."""

from dataclasses import dataclass, field

from bot.core.turn.looks import Looks


@dataclass(frozen=True, slots=True)
class ProcessRules:
    """What holds for all turns of this process, whatever their terms are.

    `log_words`: whether people's words may be in the log. `again_after` is the pause
    before an end that Slack did not take is shown again, `reading_files` how long the
    attached files of one ask may take. Both are seconds. `looks` are those of the photo
    booth.
    """

    log_words: bool = False
    again_after: float = 30.0
    reading_files: float = 90.0
    looks: Looks = field(default_factory=Looks)
