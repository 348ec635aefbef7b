"""The database's shape, step by step. A step that has shipped is never edited."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("darkroom")


@migrations()
def m001_turns(db: Database) -> None:
    """Turns are the journal; threads know which turn the next reply builds on."""
    db.executescript("""
        create table turns (
            id integer primary key autoincrement,
            claim text not null unique,
            team text not null,
            channel text not null,
            thread text not null,
            user text not null,
            ask_ts text not null,
            ask text not null,
            status text not null,
            parent integer,
            message text not null default '',
            response text not null default '',
            sequence integer,
            attempt integer not null default 0,
            answer text,
            settled integer not null default 0,
            aside integer not null default 0,
            created text not null default current_timestamp,
            ended text
        );
        create index turns_open on turns (status, settled)
            where status <> 'shown' or settled = 0;
        create index turns_message on turns (team, channel, message);
        create index turns_ask on turns (team, channel, ask_ts);
        create table threads (
            team text not null,
            channel text not null,
            ts text not null,
            current integer,
            primary key (team, channel, ts)
        ) without rowid;
    """)


@migrations()
def m002_pictures(db: Database) -> None:
    """Finished pictures: where their bytes are, and how they hang."""
    db.executescript("""
        create table pictures (
            turn integer not null references turns (id),
            number integer not null,
            sha256 text not null,
            format text not null,
            width integer not null,
            height integer not null,
            bytes integer not null,
            quality text not null,
            revised_prompt text not null,
            file_id text not null default '',
            url text not null default '',
            primary key (turn, number)
        ) without rowid;
        create index pictures_hash on pictures (sha256);
        create table leftovers (
            file_id text primary key,
            turn integer not null references turns (id)
        ) without rowid;
    """)


@migrations()
def m003_secrets(db: Database) -> None:
    """Keys that this installation made for itself."""
    db.executescript(
        "create table secrets (name text primary key, value blob not null)"
    )


@migrations()
def m010_budgets(db: Database) -> None:
    """The budgets' ledger; times are seconds since the epoch."""
    db.executescript("""
        create table budgets (
            key text primary key,
            spoken_for real not null,
            opens real not null,
            wait real not null
        ) without rowid;
    """)


@migrations()
def m011_handed_over(db: Database) -> None:
    """How many attempts at a turn were ended by an orderly stop."""
    db.executescript(
        "alter table turns add column handed_over integer not null default 0"
    )


@migrations()
def m012_budget_windows(db: Database) -> None:
    """When calls were taken, as a list of seconds; rows that were shut stay shut."""
    db.executescript("""
        alter table budgets rename to old_budgets;
        create table budgets (
            key text primary key,
            times text not null,
            opens real not null
        ) without rowid;
        insert into budgets select key, '[]', opens from old_budgets;
        drop table old_budgets;
    """)


@migrations()
def m013_model_reopened(db: Database) -> None:
    """The model's row is no longer shut for longer than a minute."""
    db.executescript("delete from budgets where key = '/responses/'")


@migrations()
def m014_beside(db: Database) -> None:
    """Whether a picture's file is in the thread, with no message showing it.

    In a settled turn, a picture that hangs nowhere is one of these, or was given up.
    """
    db.executescript("""
        alter table pictures add column beside integer not null default 0;
        update pictures set beside = 1 where file_id = '' and url = ''
            and turn in (select id from turns where status = 'shown' and settled = 1);
    """)


@migrations()
def m015_abandoned(db: Database) -> None:
    """Responses that a later attempt has replaced; OpenAI may still keep them."""
    db.executescript("""
        create table abandoned (
            response text primary key,
            turn integer not null references turns (id)
        ) without rowid;
        create index abandoned_turn on abandoned (turn);
    """)


@migrations()
def m016_legs(db: Database) -> None:
    """The requests of a turn that ended without its answer, with their results."""
    db.executescript("""
        create table legs (
            turn integer not null references turns (id),
            number integer not null,
            response text not null,
            body text not null,
            primary key (turn, number)
        ) without rowid;
        create index turns_thread on turns (team, channel, thread, status);
    """)


@migrations()
def m017_sets(db: Database) -> None:
    """Which pictures belong to a set, and which one is the sheet that shows it."""
    db.executescript("""
        alter table pictures add column place integer not null default 0;
        alter table pictures add column sheet integer not null default 0;
    """)


@migrations()
def m018_server_tools(db: Database) -> None:
    """The tools of servers that may be used, as they were when they were accepted."""
    db.executescript("""
        create table server_tools (
            label text not null,
            name text not null,
            digest text not null,
            primary key (label, name)
        ) without rowid;
    """)


@migrations()
def m019_approvals(db: Database) -> None:
    """What was allowed for a thread, who allowed what, and since when a turn asks.

    `given` and `asked` are seconds since the epoch.
    """
    db.executescript("""
        create table permissions (
            team text not null,
            channel text not null,
            thread text not null,
            person text not null,
            server text not null,
            tool text not null,
            digest text not null,
            given_by text not null,
            reads integer not null,
            given real not null,
            turn integer not null references turns (id),
            primary key (team, channel, thread, person, server, tool)
        ) without rowid;
        create index permissions_turn on permissions (turn);
        create table audit (
            turn integer not null references turns (id),
            kind text not null,
            item text not null,
            at text not null default current_timestamp,
            "user" text not null,
            server text not null,
            tool text not null,
            arguments text not null,
            outcome text not null,
            primary key (turn, kind, item)
        ) without rowid;
        alter table legs add column asked real not null default 0;
        update legs set asked = (julianday('now') - 2440587.5) * 86400;
    """)


@migrations()
def m020_connections(db: Database) -> None:
    """Servers that people have signed in to, and sign-ins that have begun.

    What is secret in them is sealed. Times are seconds since the epoch; `link`, `state`
    and `browser` are hashes.
    """
    db.executescript("""
        create table connections (
            team text not null,
            person text not null,
            label text not null,
            made_by text not null,
            made real not null,
            sealed blob not null,
            generation integer not null,
            leased real not null,
            primary key (team, person, label)
        ) without rowid;
        create table sign_ins (
            link text primary key,
            state text not null unique,
            browser text not null,
            team text not null,
            person text not null,
            label text not null,
            made_by text not null,
            expires real not null,
            sealed blob not null
        ) without rowid;
        create table server_clients (
            issuer text not null,
            redirect text not null,
            scope text not null,
            sealed blob not null,
            primary key (issuer, redirect, scope)
        ) without rowid;
    """)


@migrations()
def m024_form_files(db: Database) -> None:
    """Files in Slack that a form shows, and until when; times are seconds since the
    epoch."""
    db.executescript("""
        create table form_files (
            file_id text primary key,
            team text not null,
            until real not null
        ) without rowid;
    """)


@migrations()
def m026_page_links(db: Database) -> None:
    """Links that open a page for one person; `made` is in seconds since the epoch."""
    db.executescript("""
        create table page_links (
            digest text primary key,
            turn integer not null references turns (id),
            "user" text not null,
            made real not null,
            browser text not null
        ) without rowid;
        create index page_links_turn on page_links (turn);
    """)


@migrations()
def m025_form_messages(db: Database) -> None:
    """The messages that let a person see the files of a form."""
    db.executescript("""
        alter table form_files add column channel text not null default '';
        alter table form_files add column ts text not null default '';
    """)


@migrations()
def m027_posted_links(db: Database) -> None:
    """Links to pictures that people have posted, which no turn stands for."""
    db.executescript("""
        alter table page_links rename to old_page_links;
        create table page_links (
            digest text primary key,
            turn integer references turns (id),
            "user" text not null,
            made real not null,
            browser text not null,
            team text not null default '',
            posted text not null default ''
        ) without rowid;
        insert into page_links (digest, turn, "user", made, browser)
            select digest, turn, "user", made, browser from old_page_links;
        drop table old_page_links;
        create index page_links_turn on page_links (turn);
    """)


@migrations()
def m028_taught(db: Database) -> None:
    """Characters and styles with their pictures, which are on the shelf by their hash.

    `read_as` is the name as it is compared. Ids are never used twice, because turns
    note which names they have used. `made` is in seconds since the epoch. Leftovers
    are pictures that a name had, until it is clear that the shelf has dropped them.
    """
    db.executescript("""
        create table taught (
            id integer primary key autoincrement,
            team text not null,
            channel text not null,
            kind text not null,
            name text not null,
            read_as text not null,
            sentence text not null,
            taught_by text not null,
            agreed_by text not null,
            made real not null
        );
        create unique index taught_read_as on taught (team, read_as, channel);
        create table taught_pictures (
            taught integer not null references taught (id) on delete cascade,
            number integer not null,
            sha256 text not null,
            format text not null,
            width integer not null,
            height integer not null,
            primary key (taught, number)
        ) without rowid;
        create index taught_pictures_sha256 on taught_pictures (sha256);
        create table taught_leftovers (
            sha256 text primary key
        ) without rowid;
    """)


@migrations()
def m029_gallery(db: Database) -> None:
    """The pictures that can be found, with the words by which they are.

    Turns that were answered before are added later, a few at a time; `indexed` says of
    a turn whether that has been done. The newest pictures have the highest places.
    """
    db.executescript("""
        create table gallery (
            place integer primary key,
            turn integer not null references turns (id),
            number integer not null,
            team text not null,
            channel text not null,
            "user" text not null,
            audience text not null,
            title text not null,
            made real not null,
            words text not null
        );
        create index gallery_turn on gallery (turn);
        create index gallery_audience on gallery (team, audience);
        create index gallery_user on gallery (team, "user");
        create index gallery_made on gallery (team, made);
        create virtual table gallery_words using fts5 (
            words, content = 'gallery', content_rowid = 'place', detail = 'none',
            columnsize = 0, prefix = '1 2 3', tokenize = "ascii tokenchars ':'"
        );
        create trigger gallery_added after insert on gallery begin
            insert into gallery_words (rowid, words) values (new.place, new.words);
        end;
        create trigger gallery_removed after delete on gallery begin
            insert into gallery_words (gallery_words, rowid, words)
                values ('delete', old.place, old.words);
        end;
        alter table turns add column indexed integer not null default 0;
        create index turns_unindexed on turns (id)
            where answer is not null and indexed = 0;
    """)


@migrations()
def m031_used(db: Database) -> None:
    """The characters and styles that turns use, as JSON; empty before a turn begins."""
    db.executescript("alter table turns add column names text not null default ''")


@migrations()
def m032_turns_of_people(db: Database) -> None:
    """The home tab says how often somebody has asked."""
    db.executescript('create index turns_person on turns (team, "user", created)')


@migrations()
def m034_painted(db: Database) -> None:
    """Finds the few asks on whose pictures somebody has painted, by what that is."""
    for name in ("mask", "notes"):
        painted = f"json_extract(ask, '$.options.region.{name}')"
        db.execute(
            f"create index turns_{name} on turns ({painted}) "
            f"where {painted} is not null"
        )
