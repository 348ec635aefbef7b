"""The stored functions: work that the database does in one statement, because others
wait for it.

A process that is frozen between two statements of a transaction holds its locks until
the server ends it, and every other call that waits for the lock then has the same
problem. A single statement is over when the server has executed it.
"""

from typing import Final

from bot.core.turn.life import TAKING_SEAT
from storage.states import among

TAKE_BUDGET: Final = """
    create function take_budget(
        keys text[], everies float8[], earlies float8[], mosts float8[],
        longest float8, at float8
    ) returns float8 language plpgsql as $$
    declare
        had budgets;
        moment float8;
        wait float8;
    begin
        for n in 1 .. cardinality(keys) loop
            insert into budgets (key, spoken_for, opens, wait)
                values (keys[n], 0, 0, 0) on conflict (key) do nothing;
            select * into strict had from budgets where key = keys[n] for update;
            moment := coalesce(at, extract(epoch from clock_timestamp())::float8);
            wait := greatest(
                0,
                least(had.opens, moment + longest) - moment,
                least(had.spoken_for, moment + mosts[n]) - moment - earlies[n]
            );
            if wait > 0 then
                return wait;
            end if;
        end loop;
        for n in 1 .. cardinality(keys) loop
            update budgets set spoken_for = everies[n]
                + greatest(least(spoken_for, moment + mosts[n]), moment)
                where key = keys[n];
        end loop;
        return 0;
    end $$
"""
NOTE_FOR_BOTH: Final = """
    create or replace function take_budget(
        keys text[], everies float8[], earlies float8[], mosts float8[],
        longest float8, at float8
    ) returns float8 language plpgsql as $$
    declare
        had budgets;
        moment float8;
        wait float8;
    begin
        for n in 1 .. cardinality(keys) loop
            insert into budgets (key) values (keys[n]) on conflict (key) do nothing;
            select * into strict had from budgets where key = keys[n] for update;
            moment := coalesce(at, extract(epoch from clock_timestamp())::float8);
            wait := greatest(
                0,
                least(had.opens, moment + longest) - moment,
                least(had.spoken_for, moment + mosts[n]) - moment - earlies[n]
            );
            if wait > 0 then
                return wait;
            end if;
        end loop;
        for n in 1 .. cardinality(keys) loop
            update budgets set
                times = (times || moment)[cardinality(times) - 98 :],
                spoken_for = everies[n]
                    + greatest(least(spoken_for, moment + mosts[n]), moment)
                where key = keys[n];
        end loop;
        return 0;
    end $$
"""
"""For processes of the previous version, while there are any beside newer ones."""

TAKE_CALLS: Final = """
    create function take_calls(
        keys text[], mosts int[], lengths float8[], longest float8, at float8
    ) returns float8 language plpgsql as $$
    declare
        had budgets;
        moment float8;
        wait float8 := 0;
    begin
        for n in 1 .. cardinality(keys) loop
            insert into budgets (key) values (keys[n]) on conflict (key) do nothing;
            select * into strict had from budgets where key = keys[n] for update;
            moment := coalesce(at, extract(epoch from clock_timestamp())::float8);
            if moment < any (had.times) or moment + longest < had.opens then
                update budgets set opens = least(opens, moment + longest), times =
                    array(select least(t, moment) from unnest(times) t order by t)
                    where key = keys[n] returning * into strict had;
            end if;
            wait := greatest(
                wait,
                had.opens - moment,
                had.times[cardinality(had.times) - mosts[n] + 1]
                    + lengths[n] - moment
            );
        end loop;
        if wait > 0 then
            return wait;
        end if;
        update budgets set
            times = array(
                select t from unnest(times) t where t + span > moment order by t
            ) || moment,
            spoken_for = span / most
                + greatest(least(spoken_for, moment + span), moment)
        from (
            select k, max(s), max(m) from unnest(keys, lengths, mosts) w (k, s, m)
            group by k
        ) wanted (name, span, most)
        where key = name;
        return 0;
    end $$
"""
"""A window of `mosts[n]` calls in `lengths[n]` seconds each; a key may have several.

The last but so many of a row's calls is what fills a window. `spoken_for` is noted for
processes of the version before.
"""

TAKE_CALLS_WARILY: Final = """
    create function take_calls(
        keys text[], mosts int[], lengths float8[], after_shut float8[],
        longest float8, at float8
    ) returns float8 language plpgsql as $$
    declare
        had budgets;
        moment float8;
        room float8;
        wait float8 := 0;
    begin
        for n in 1 .. cardinality(keys) loop
            insert into budgets (key) values (keys[n]) on conflict (key) do nothing;
            select * into strict had from budgets where key = keys[n] for update;
            moment := coalesce(at, extract(epoch from clock_timestamp())::float8);
            if moment < any (had.times) or moment + longest < had.opens then
                update budgets set opens = least(opens, moment + longest), times =
                    array(select least(t, moment) from unnest(times) t order by t)
                    where key = keys[n] returning * into strict had;
            end if;
            room := had.times[cardinality(had.times) - mosts[n] + 1] + lengths[n];
            if had.opens + nullif(after_shut[n], 0) < room then
                room := had.opens + after_shut[n];
            end if;
            wait := greatest(wait, had.opens - moment, room - moment);
        end loop;
        if wait > 0 then
            return wait;
        end if;
        update budgets set
            times = array(
                select t from unnest(times) t where t + span > moment order by t
            ) || moment,
            spoken_for = span / most
                + greatest(least(spoken_for, moment + span), moment)
        from (
            select k, max(s), max(m) from unnest(keys, lengths, mosts) w (k, s, m)
            group by k
        ) wanted (name, span, most)
        where key = name;
        return 0;
    end $$
"""
"""The same, with windows that only count for so long after the row was shut."""

_TAKE_SEAT: Final = """
    {create} function take_seat(
        mine bigint, me text, per_team int, per_user int, alive interval
    ) returns float8 language plpgsql as $$
    declare
        own turns;
        of_team int;
        of_user int;
        before int;
    begin
        select * into strict own from turns where id = mine;
        perform pg_advisory_xact_lock(hashtextextended('seats ' || own.team, 0));
        select count(*) filter (where p.id is not null),
            count(*) filter (where p.id is not null and t."user" = own."user"),
            count(*) filter (where t.runner = '' and t.id < own.id)
            into of_team, of_user, before
            from turns t left join processes p
                on p.id = t.runner and p.beat > now() - alive
            where t.team = own.team and t.id <> own.id
                and {seated};
        if of_team >= per_team or of_user >= per_user then
            return least(15, 0.5 + before / 10.0);
        end if;
        update turns set runner = me
            where id = own.id and (runner = me or not exists (
                select 1 from processes
                where id = turns.runner and beat > now() - alive
            ));
        return case when found then 0 else 1 end;
    end $$
"""
TAKE_SEAT: Final = _TAKE_SEAT.format(
    create="create", seated="t.status in ('waiting', 'running')"
)
"""As it was shipped."""

TAKE_SEAT_NOW: Final = _TAKE_SEAT.format(
    create="create or replace", seated=among(TAKING_SEAT, "t.status")
)
