"""The books of the playground's shop: what was ordered, by whom, and what was given
back.

They are invented from the date alone, so that one day's are the same all day.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

DAYS = 30
CUSTOMERS = (
    ("Ada Brandt", "Lisbon"),
    ("Ben Okafor", "Lagos"),
    ("Chloé Martin", "Lyon"),
    ("Dario Conti", "Genoa"),
    ("Ewa Nowak", "Gdańsk"),
    ("Farah Haddad", "Amman"),
    ("Goro Tanaka", "Kobe"),
)
ITEMS = (
    ("Lighthouse print", 24.0),
    ("Postcards, set of ten", 9.5),
    ("Harbour poster", 32.0),
    ("Enamel mug", 14.5),
    ("Tote bag", 18.0),
)


class NoOrder(LookupError):
    """There is no such order, or it was given back before; the text says which."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one customer bought."""

    order: str
    day: date
    customer: str
    item: str
    amount: float


@dataclass
class Books:
    """The last thirty days, up to this one."""

    today: date = field(default_factory=date.today)
    refunded: dict[str, str] = field(default_factory=dict)

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """All orders, the newest first."""
        days = (self.today - timedelta(days=back) for back in range(DAYS))
        return tuple(order for day in days for order in _orders(day))

    def last_days(self, count: int) -> list[tuple[date, list[Order]]]:
        """The orders of each of the last days, the oldest day first."""
        days = [self.today - timedelta(days=back) for back in range(count)]
        return [(d, [o for o in self.orders if o.day == d]) for d in reversed(days)]

    def refund(self, order: str, reason: str) -> Order:
        """Give an order's money back. Raises NoOrder."""
        found = next((each for each in self.orders if each.order == order), None)
        if found is None:
            raise NoOrder(f"There is no order {order}.")
        if order in self.refunded:
            raise NoOrder(f"{order} was refunded before.")
        self.refunded[order] = reason
        return found


def _orders(day: date) -> Iterator[Order]:
    """One day's, the newest first."""
    chance = random.Random(day.toordinal())
    count = chance.randint(4, 9) + (4 if day.weekday() >= 5 else 0)
    for number in range(count, 0, -1):
        item, price = chance.choice(ITEMS)
        customer, _ = chance.choice(CUSTOMERS)
        name = f"S-{day:%m%d}{number:02d}"
        yield Order(name, day, customer, item, price * chance.choice((1, 1, 1, 2)))
