"""That nothing of one thread, and so of one workspace, appears in another."""

from collections.abc import Iterator, Mapping

from tests.chaos.evidence import Evidence, Paid, Thread


def nothing_foreign(seen: Evidence) -> Iterator[str]:
    """Words, pictures, attachments and chains stay in the thread they belong to."""
    home = {one.code: one.thread for one in seen.asked}
    yield from _messages(seen, home)
    for paid in seen.paid:
        yield from _response(seen, paid, home)


def _messages(seen: Evidence, home: Mapping[str, Thread]) -> Iterator[str]:
    """The text and the pictures of a message."""
    drawn = {hash_: one.code for one in seen.paid for hash_ in one.pictures}
    for message in seen.shown:
        of = {drawn[hash_] for hash_ in message.pictures if hash_ in drawn}
        for code in sorted(message.codes | of):
            if home.get(code) != message.thread:
                yield f"{message.ts} in {message.thread} shows {code}, a foreign one"
        if message.pictures - set(drawn) - set(seen.attached):
            yield f"{message.ts} in {message.thread} shows what nobody drew"


def _response(seen: Evidence, paid: Paid, home: Mapping[str, Thread]) -> Iterator[str]:
    """Everything that the model was given for an ask."""
    mine = home.get(paid.code)
    for code in sorted(paid.codes | ({paid.onto} if paid.onto else set())):
        if home.get(code) != mine:
            yield f"the model was told {code}, a foreign one, for {paid.code}"
    for hash_ in paid.given:
        if seen.attached.get(hash_, mine) != mine:
            yield f"the model was given a foreign picture for {paid.code}"
