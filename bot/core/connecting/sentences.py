"""What people read about connecting servers, in Slack and in their browsers."""

from typing import Final

NONE: Final = "There is no server here that one signs in to."
WHICH: Final = "Name the server: `/darkroom connect NAME`. {known}"
KNOWN: Final = "Here you can connect {names}."
UNKNOWN: Final = "I know no such server. {known}"
NO_ADDRESS: Final = (
    "Signing in needs an address of mine that browsers can reach. Whoever runs me has "
    "to set PUBLIC_URL; docs/tools.md says more."
)
ONLY_ADMINS: Final = (
    "Everybody here would use {label} through this sign-in, so only an admin of the "
    "workspace can {what} it."
)
NOT_FOR_YOU: Final = "{label} is for other people here."
LINK: Final = (
    "<{url}|Sign in to {label}>. The link is for you alone, works once, and ends in "
    "ten minutes. {who}"
)
FOR_YOU: Final = "Only your own asks will use it."
FOR_ALL: Final = "Everybody here who may use {label} will use it through your account."
DONE: Final = "{label} is connected. To end that: `/darkroom disconnect {label}`."
FAILED: Final = "{label} could not be connected: {why}."
STORE: Final = "my database does not answer"
GONE: Final = "{label} is disconnected, and the sign-in has ended there, too."
GONE_HERE: Final = (
    "{label} is disconnected: I have deleted what I had. It did not confirm that the "
    "sign-in has ended there; if you want to be sure, remove Darkroom in your account "
    "there."
)
NOT_CONNECTED: Final = "{label} is not connected."
USED: Final = (
    "This link cannot be used any more. Type /darkroom connect in Slack for a new one."
)
NOT_THIS: Final = "This sign-in was begun elsewhere, has been used, or has expired."
BACK: Final = "You can close this page and go back to Slack."
