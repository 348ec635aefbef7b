"""Emoji that nod, laugh or applaud. Any other may be a wish: a cat, a rainbow, a
moon."""

import re

_CODES = re.compile(
    r":(?:\+1|-1|thumbsup|thumbs_up|ok_hand|clap|clapping|raised_hands|pray|muscle|wave"
    r"|heart(?:_[a-z_]+)?|[a-z]+_heart|hearts|heartpulse|sparkling_heart|two_hearts"
    r"|fire|tada|confetti_ball|100|joy|rofl|rolling_on_the_floor_laughing|sob|eyes"
    r"|smile[a-z_]*|smiley[a-z_]*|grin[a-z_]*|laughing|satisfied|blush|wink|relaxed"
    r"|slightly_smiling_face|upside_down_face|heart_eyes|star-struck|star_struck"
    r"|smiling_face_with_[a-z_0-9]+|hugging_face|partying_face|exploding_head"
    r"|sunglasses|thinking_face|sweat_smile|open_mouth|astonished|white_check_mark"
    r"|heavy_check_mark|ballot_box_with_check|parrot|party_?parrot|bow|saluting_face"
    r"|handshake|trophy|first_place_medal|face_with_[a-z_0-9]+|skin-tone-[2-6]):"
)
_FACES = re.compile(
    "["
    "\U0001f600-\U0001f64f"  # faces, raised hands, folded hands
    "\U0001f90c-\U0001f90f\U0001f917-\U0001f92f\U0001f970-\U0001f97a"
    "\U0001fae0-\U0001fae8\U0001faf0-\U0001faf8"
    "\U0001f44a-\U0001f450\U0001f4aa\u270a-\u270d\u261d"  # hands
    "\u2764\u2763\u2665\U0001f493-\U0001f49f\U0001f5a4\U0001f90d\U0001f90e\U0001f9e1"
    "\U0001fa75-\U0001fa77\U0001f525\U0001f389\U0001f38a\U0001f4af\U0001f440"
    "\u2705\u2714\u2611\u263a\u2639\U0001f3c6\U0001f947"
    "\U0001f3fb-\U0001f3ff\ufe0f\u200d"  # skin tones and joiners
    "]"
)


def without_reactions(text: str) -> tuple[str, int]:
    """The text without them, and how many there were."""
    left, codes = _CODES.subn(" ", text)
    left, faces = _FACES.subn(" ", left)
    return left, codes + faces
