"""Entries for `mcp.toml`, written out ready; `darkroom mcp add NAME` appends them."""

from dataclasses import dataclass
from typing import Final

from bot.core.servers.reading import OAUTH


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry for `mcp.toml`. `fill_in` says what is missing; empty if nothing is."""

    entry: str
    fill_in: str = ""


_NO_ACCOUNT: Final = """\
tools = "*"                       # all that it has today; new ones wait for you
trusted = false                   # whether its own read-only marks count
ask = "always"                    # or "writes", with trusted = true
channels = []                     # where; empty: everywhere the bot is
people = []                       # who; empty: everybody there
"""
_ACCOUNT: Final = _NO_ACCOUNT.replace(
    "# all that it has today; new ones wait for you",
    "# better: name them, see `darkroom mcp check`",
)


def _entry(label: str, url: str, token: str = "", note: str = "") -> str:
    head = f"# {note}\n" if note else ""
    whence = token if token == OAUTH else f"env:{token}"
    held = f'token = "{whence}"\n' if token else ""
    more = _ACCOUNT if token else _NO_ACCOUNT
    return f'{head}[[servers]]\nlabel = "{label}"\nurl = "{url}"\n{held}{more}'


READY: Final = {
    "stripe": Ready(
        _entry("stripe", "https://mcp.stripe.com", "STRIPE_KEY"),
        "Put a restricted key, with the rights that are needed (dashboard.stripe.com "
        "→ Developers → API keys) into `.env` as STRIPE_KEY=….",
    ),
    "cloudflare": Ready(
        _entry(
            "cloudflare",
            "https://observability.mcp.cloudflare.com/mcp",
            "CLOUDFLARE_TOKEN",
            "Other products have other addresses: bindings, builds, radar, logs …",
        ),
        "Put an API token (dash.cloudflare.com → My Profile → API Tokens) into `.env` "
        "as CLOUDFLARE_TOKEN=….",
    ),
    "zapier": Ready(
        _entry(
            "zapier",
            "<the address that mcp.zapier.com shows under Connect>",
            "ZAPIER_TOKEN",
        ),
        "Make a server at mcp.zapier.com, write its address into `url`, and put its "
        "connection token into `.env` as ZAPIER_TOKEN=….",
    ),
    "shopify": Ready(
        _entry(
            "shopify",
            "https://<your-shop>.myshopify.com/api/ucp/mcp",
            note="What a customer can do there, without orders and customers.",
        ),
        "Write your shop's address into `url`. It needs no token.",
    ),
    "paypal": Ready(
        _entry(
            "paypal",
            "https://mcp.sandbox.paypal.com/mcp",
            OAUTH,
            "The sandbox. With real money: https://mcp.paypal.com/mcp",
        ),
        "PayPal has no tokens that last, so people sign in: set PUBLIC_URL and "
        "SECRETS_KEY, then an admin types `/darkroom connect paypal` in Slack.",
    ),
    "twilio": Ready(
        _entry(
            "twilio",
            "https://mcp.twilio.com/docs",
            note="Twilio's documentation. What sends messages only runs on one's own "
            "machine.",
        ),
    ),
    "openai-docs": Ready(_entry("openai-docs", "https://developers.openai.com/mcp")),
    "deepwiki": Ready(_entry("deepwiki", "https://mcp.deepwiki.com/mcp")),
    "cloudflare-docs": Ready(
        _entry("cloudflare-docs", "https://docs.mcp.cloudflare.com/mcp")
    ),
}
