"""The doctor tries the ways of hanging a picture in a channel."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.errors import ChatUninvited
from bot.doctor.finding import Mark
from bot.doctor.hanging import open_trial
from bot.doctor.samples import sample
from bot.doctor.trial import Try
from bot.doctor.verdict import judge, names_of
from bot.settings import Settings
from playground.slack import Fault, SlackEmulator


@pytest.fixture
def general(slack: SlackEmulator) -> str:
    return slack.team().channel("#general").id


@pytest.fixture
def quick(settings: Settings) -> Settings:
    return replace(settings, settle_seconds=0)


def seen_by_ann(slack: SlackEmulator, channel: str, tries: Sequence[Try]) -> set[str]:
    """A person's answer: the pictures or files that load for her."""
    standing = list(slack.world.first.channel(channel).messages.values())
    shown = {m.ts for m in standing if any(seen.ok for seen in m.seen_by("ann"))}
    return {each.way.name for each in tries if each.ts in shown}


async def test_every_way_shows_its_picture_in_a_slack_that_is_kind(
    quick: Settings, slack: SlackEmulator, general: str
) -> None:
    async with open_trial(quick) as trial, trial.in_channel(general) as tries:
        assert [each.trouble for each in tries] == ["", "", ""]
        assert seen_by_ann(slack, general, tries) >= {"file", "post"}


async def test_where_edits_share_nothing_the_file_way_is_not_seen(
    quick: Settings, slack: SlackEmulator, general: str
) -> None:
    slack.settings.update_registers_share = False
    async with open_trial(quick) as trial, trial.in_channel(general) as tries:
        seen = seen_by_ann(slack, general, tries)
    assert "file" not in seen
    assert [str(each)[0] for each in judge(tries, seen | {"text"})] == list("?✓✓✓")
    assert "HANG=post" in judge(tries, seen)[-1].words


async def test_with_an_address_and_a_channel_all_five_are_tried(
    quick: Settings, slack: SlackEmulator, general: str, unused_tcp_port: int
) -> None:
    changed = replace(
        quick,
        public_url=f"http://127.0.0.1:{unused_tcp_port}",
        port=unused_tcp_port,
        holding_channel=slack.team().channel("#design").id,
    )
    async with open_trial(changed) as trial, trial.in_channel(general) as tries:
        names = [each.way.name for each in tries]
        assert [each.trouble for each in tries] == [""] * 5
        assert seen_by_ann(slack, general, tries) >= {"url", "channel"}
    assert names == ["url", "channel", "file", "post", "text"]


async def test_nothing_of_it_stays(
    quick: Settings, slack: SlackEmulator, general: str
) -> None:
    before = len(slack.messages("#general"))
    async with open_trial(quick) as trial, trial.in_channel(general) as tries:
        files = [each.spot.file_id for each in tries]
        thread = slack.messages("#general")[-1]
    assert len([m for m in slack.messages("#general") if not m.deleted]) == before
    assert not [m for m in slack.messages("#general", thread) if not m.deleted]
    assert all(slack.world.first.files[each].deleted for each in files)


async def test_it_tidies_up_when_the_person_walks_away(
    quick: Settings, slack: SlackEmulator, general: str
) -> None:
    with pytest.raises(KeyboardInterrupt):
        async with open_trial(quick) as trial, trial.in_channel(general):
            raise KeyboardInterrupt
    assert not [m for m in slack.messages("#general") if not m.deleted]


async def test_what_cannot_be_tidied_up_does_not_keep_the_rest(
    quick: Settings, slack: SlackEmulator, general: str
) -> None:
    async with open_trial(quick) as trial, trial.in_channel(general):
        slack.faults.add(Fault("chat.delete", error="internal_error"))
        slack.faults.add(Fault("files.delete", error="internal_error"))
    assert len([file for file in slack.world.first.files.values() if file.deleted]) == 2


async def test_a_way_that_fails_does_not_stop_the_next(
    quick: Settings, slack: SlackEmulator, general: str
) -> None:
    slack.faults.add(Fault("upload", times=4, status=500))
    async with open_trial(quick) as trial, trial.in_channel(general) as tries:
        assert [bool(each.trouble) for each in tries] == [True, False, False]
        assert judge(tries, {"post"})[0].mark is Mark.OPEN


async def test_an_uninvited_doctor_says_so(
    quick: Settings, slack: SlackEmulator
) -> None:
    quiet = slack.team().channel("#quiet").id
    with pytest.raises(ChatUninvited):
        async with open_trial(quick) as trial, trial.in_channel(quiet):
            pass


async def test_answers_may_be_numbers_or_names(quick: Settings, general: str) -> None:
    async with open_trial(quick) as trial, trial.in_channel(general) as tries:
        pass
    assert names_of(" 1, Text", tries) == {"file", "text"}
    assert names_of("0", tries) == set()
    assert names_of("7", tries) is None
    assert "HANG=text" in judge(tries, set())[-1].words


def test_samples_differ_so_that_a_person_can_tell_them_apart() -> None:
    assert len({sample(number) for number in range(1, 6)}) == 5
