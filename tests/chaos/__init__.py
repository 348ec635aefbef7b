"""Proof by breaking it: the whole system under random failures.

`make chaos` lets ten storms blow over each engine (CHAOS_SEEDS, CHAOS_ASKS, CHAOS_FIRST
say otherwise): three `darkroom run` processes on PostgreSQL, and one on SQLite. 200
asks in 20 threads of 3 workspaces meet processes that are killed or frozen, a database
that restarts, sockets that are cut, events that come up to three times and out of
order, calls to Slack that fail (5 %), streams that break (5 %), files that Slack
processes late. One person, Eve, sends pictures and payloads that are made to hurt, all
the while. Some asks want a tool of the bot's own, and so a second request; some want a
tool that a person has to allow, which people mostly do when a process was killed since
(`tests/tooled.py`, `deciding.py`). And each storm has a trouble that lasts
(`troubles.py`): Slack takes no files for a minute, the model asks for ten minutes of
patience, the database is away or stands still for longer than anybody waits for it, or
nothing more fits on the disk.

Meanwhile, people do more than ask (`people/`). They have outlines drawn, some of them
twice or two people at once, reply to decks, fill in their forms, go back and stop; and
they have a part of a picture changed, or everything but that part.

What must hold afterwards is in `findings.py`, `isolation.py` and `judging/`. It is read
from the logs of the emulators, and compared with what is stored: each message has
ended, each deck is whole or says what it lacks, nothing was paid for twice, no file
stands anywhere twice, and nothing is left that nobody knows. Where a fault makes an end
incomplete, the message has to say so.

The bot has one token; so the three workspaces are those of one organization, for which
Slack gives an app a single token.

A storm's minute has six seconds: Slack's limits are counted in a window of that length,
and the bot is told by SLACK_RATE that it may call ten times as often. So it ends in a
minute or two, and the margins of the budgets are a third of those in earnest.
"""
