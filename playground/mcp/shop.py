"""The shop: its tools, over its books."""

from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from playground.mcp.arrivals import Arrivals
from playground.mcp.books import CUSTOMERS, DAYS, Books, NoOrder, Order
from playground.mcp.noting import READS, WRITES, NotingServer

MONEY = "EUR"
Days = Annotated[int, Field(ge=1, le=DAYS)]
Count = Annotated[int, Field(ge=1, le=50)]
Rows = dict[str, Any]


def shop(arrivals: Arrivals) -> NotingServer:
    """A shop of its own; what is refunded there stays so until the end."""
    server, books = NotingServer("shop", arrivals), Books()

    @server.tool(annotations=READS)
    def sales(days: Days = 7) -> Rows:
        """How the shop did: what was sold on each of the last days."""
        rows = [
            {
                "day": f"{day:%a} {day.day} {day:%b}",
                "revenue": sum(each.amount for each in orders),
                "orders": len(orders),
            }
            for day, orders in books.last_days(days)
        ]
        return {"currency": MONEY, "days": rows}

    @server.tool(annotations=READS)
    def list_orders(count: Count = 5) -> Rows:
        """The newest orders of the shop, with who bought what."""
        rows = [_row(each, books) for each in books.orders[:count]]
        return {"currency": MONEY, "orders": rows}

    @server.tool(annotations=READS)
    def list_customers() -> Rows:
        """The customers of the shop, with what they have spent."""
        return {"currency": MONEY, "customers": [*_customers(books)]}

    @server.tool(annotations=WRITES)
    def refund(order: str, reason: str = "") -> str:
        """Give the money of an order back. This cannot be undone."""
        try:
            given = books.refund(order, reason)
        except NoOrder as error:
            raise ToolError(str(error)) from error
        return f"{order} is refunded: {given.amount:.2f} {MONEY} to {given.customer}."

    return server


def _row(order: Order, books: Books) -> Rows:
    return {
        "order": order.order,
        "customer": order.customer,
        "item": order.item,
        "amount": order.amount,
        "state": "refunded" if order.order in books.refunded else "paid",
    }


def _customers(books: Books) -> list[Rows]:
    rows = []
    for name, city in CUSTOMERS:
        own = [each.amount for each in books.orders if each.customer == name]
        rows.append(
            {"customer": name, "city": city, "spent": sum(own), "orders": len(own)}
        )
    return rows
