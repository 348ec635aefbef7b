"""Accepts an ask: claim, turn, thread and ticket in one statement, and so in one round
trip.

The steps need the queue's tables as well as our own, so they come after both. In a
function of this kind, each statement sees what others have committed by then: a caller
that has waited for the lane's lock counts the turn that it waited for.
"""

from typing import Final

from bot.core.turn.legs import SUPERSEDED
from bot.core.turn.life import IN_LINE, Status
from storage.states import among, quoted

# The fewer of a workspace wait, the sooner its next one runs; but nobody overtakes
# within a thread, which is why the lowest priority that waits there is the highest.
WRITE_TICKET: Final = """
    create function write_ticket(its_turn bigint, lane text, of_team bigint)
    returns void language plpgsql as $$
    declare
        rank integer;
    begin
        select least(-of_team, min(priority)) into rank
            from procrastinate_jobs where lock = lane and status = 'todo';
        perform procrastinate_defer_jobs_v1(array[row(
            'turns', 'turn', rank, lane, null,
            jsonb_build_object('turn', its_turn), null
        )::procrastinate_job_to_defer_v1]);
    end $$
"""
_ACCEPT_TURN: Final = """
    {create} function accept_turn(
        its_claim text, its_team text, its_channel text, its_thread text,
        its_user text, its_ts text, its_ask text, opens boolean, me text,
        most bigint, lively interval,
        out made bigint, out crowded boolean, out sure boolean,
        out in_thread bigint, out of_team bigint, out of_user bigint{more_out}
    ) language plpgsql as $$
    declare
        lane text := its_team || '/' || its_channel || '/' || its_thread;
    begin
        -- Places in a lane are given one after the other, in the order of turns.
        perform pg_advisory_xact_lock(hashtextextended(lane, 0));
        if exists (select 1 from turns where claim = its_claim) then
            return;
        end if;
        select count(*) filter (where (channel, thread) = (its_channel, its_thread)),
            count(*), count(*) filter (where "user" = its_user)
            into in_thread, of_team, of_user
            from turns where team = its_team and {in_line};
        crowded := in_thread >= most;
        if crowded then
            return;
        end if;
        insert into turns (
            claim, team, channel, thread, "user", ask_ts, ask, status, poster
        ) values (
            its_claim, its_team, its_channel, its_thread, its_user, its_ts, its_ask,
            {waiting}, me
        ) on conflict (claim) do nothing returning id into made;
        if made is null then
            return;
        end if;
        if not opens then
            insert into threads (team, channel, ts)
                values (its_team, its_channel, its_thread) on conflict do nothing;
        end if;
        {supersede}perform write_ticket(made, lane, of_team + 1);
        sure := exists (
            select 1 from processes
            where id = me and beat > clock_timestamp() - lively
        );
    end $$
"""
ACCEPT_TURN: Final = _ACCEPT_TURN.format(
    create="create",
    in_line="status in ('waiting', 'running')",
    waiting="'waiting'",
    more_out="",
    supersede="",
)
"""The function as it was shipped."""

_SUPERSEDE: Final = f"""if its_ask::json ->> 'onto' is null then
            superseded := array(
                select supersede(id, lane) from turns
                where (team, channel, thread) = (its_team, its_channel, its_thread)
                    and {among([Status.ASKING])} order by id
            );
        end if;
        """  # noqa: S608 -- our own words
"""Each gets its ticket before the new turn gets its own."""
SUPERSEDE: Final = f"""
    create or replace function supersede(its_turn bigint, lane text)
    returns bigint language plpgsql as $$
    declare
        its_team text;
    begin
        update turns set status = {quoted(Status.WAITING)}, settled = false, runner = ''
            where id = its_turn and {among([Status.ASKING])}
            returning team into its_team;
        if its_team is null then
            return null;
        end if;
        update legs set body = jsonb_set(
                body::jsonb, '{{declined}}', to_jsonb('{SUPERSEDED}'::text)
            )::text where turn = its_turn
                and number = (select max(number) from legs where turn = its_turn);
        perform renew_ticket(its_turn, lane, its_team);
        return its_turn;
    end $$
"""  # noqa: S608 -- our own words
"""Declines what a turn asks, unless somebody has just decided it."""
ACCEPT_TURN_NOW: Final = """
    drop function if exists accept_turn(
        text, text, text, text, text, text, text, boolean, text, bigint, interval
    );
""" + _ACCEPT_TURN.format(
    create="create",
    in_line=among(IN_LINE),
    waiting=quoted(Status.WAITING),
    more_out=", out superseded bigint[]",
    supersede=_SUPERSEDE,
)
RENEW_TICKET: Final = f"""
    create or replace function renew_ticket(its_turn bigint, lane text, its_team text)
    returns void language sql as $$
        select write_ticket(its_turn, lane, count(*)) from turns
            where team = its_team and {among(IN_LINE)}
    $$
"""  # noqa: S608 -- our own words
"""Writes a ticket for an existing turn, because it has lost its ticket, or goes on."""
