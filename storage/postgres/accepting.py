"""Taking an ask in: claim, turn, thread and ticket in one statement, so one round trip.

The steps need the tables of the queue beside our own, and come after both. Statements
in a function of this kind see what others have committed meanwhile, each anew: who has
waited for the lane's lock counts the turn that it waited for.
"""

from typing import Final

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
ACCEPT_TURN: Final = """
    create function accept_turn(
        its_claim text, its_team text, its_channel text, its_thread text,
        its_user text, its_ts text, its_ask text, opens boolean, me text,
        most bigint, lively interval,
        out made bigint, out crowded boolean, out sure boolean,
        out in_thread bigint, out of_team bigint, out of_user bigint
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
            from turns where team = its_team and status in ('waiting', 'running');
        crowded := in_thread >= most;
        if crowded then
            return;
        end if;
        insert into turns (
            claim, team, channel, thread, "user", ask_ts, ask, status, poster
        ) values (
            its_claim, its_team, its_channel, its_thread, its_user, its_ts, its_ask,
            'waiting', me
        ) on conflict (claim) do nothing returning id into made;
        if made is null then
            return;
        end if;
        if not opens then
            insert into threads (team, channel, ts)
                values (its_team, its_channel, its_thread) on conflict do nothing;
        end if;
        perform write_ticket(made, lane, of_team + 1);
        sure := exists (
            select 1 from processes
            where id = me and beat > clock_timestamp() - lively
        );
    end $$
"""
