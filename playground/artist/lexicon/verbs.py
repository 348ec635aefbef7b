"""Words that make an edit, and words that mean nothing to a picture."""

VERBS: dict[str, str] = {
    "add": "add, put, place, insert, include, give, draw, show, füge, setze, zeichne,"
    " male, ajoute, ajouter, ajoutez, mets, dessine, añade, añadir, agrega, pon,"
    " dibuja, plus, also, hinzufügen",
    "remove": "remove, delete, erase, take away, take out, get rid of, drop, without,"
    " no, lose, undo, stop, hide, clear away, entferne, lösche, ohne, keine, kein,"
    " supprime, enlève, retire, efface, sans, quita, elimina, borra, sin, take off",
    "replace": "replace, swap, exchange, substitute, ersetze, tausche, remplace,"
    " reemplaza, sustituye, cambia",
    "more": "more, another, one more, extra, mehr, noch ein, noch eine, plus de, más,"
    " otro, otra",
    "fewer": "fewer, less, weniger, moins de, menos",
    "make": "make, change, turn, set, paint, recolour, recolor, colour it, let,"
    " switch, use, want, mach, mache, ändere, färbe, rends, fais, change, haz,"
    " convert, transform, it should be, should be, give it",
    "move": "move, shift, slide, push, bring, verschiebe, bewege, déplace, mueve",
    "only": "only, just, nur, seulement, solo, sólo",
    "bare": "keep, leave",
}


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


INTO = _words(
    """
    by con durch en for into mit par por to with
    """
)
JOINS = _words(
    """
    also and but dann et luego puis then und y
    """
)
LETTERING = _words(
    """
    caption heading headline lettering letters schrift slogan text texte texto titel
    title titre título words writing
    """
)
GROUND_WORDS = _words(
    """
    backdrop background ciel cielo fond fondo himmel hintergrund sky wall
    """
)
ARTICLES = _words(
    """
    a an ein eine einem einen einer the un una une
    """
)
EVERY = _words(
    """
    all alle both each every todas todos tous toutes
    """
)
IT = _words(
    """
    es everything image it le lo picture that them this
    """
)
FOREIGN_ONLY = _words(
    """
    all ave boot boote burg busse change chat chats con die dos elf en ente es et faro
    fille gens hase kind le links lo male mar mer mit mont morgen on once or oso
    ours pan par pastel pato pez pino plus pon pont por port pro retire rosa rue sans
    see seis sept seta sin six sol son stern tag tags un vela vert wagen wal y
    """
)
FOREIGN_HINTS = _words(
    """
    ajoute am au auf avec añade con dans das del dem den der des deux dos drei du ein
    eine einem einen einer el enlève entferne ersetze et füge im la las les los mach
    mit ohne quita remplace supprime sur tres trois una und une unos viele y zwei
    """
)
MUTE = _words(
    """
    village dorf window door space grain palette surfaces materials
    floor family smoke name news article event headline list kind seat
    affiche art background banner beautiful bild bit caption card cartel color colour
    cover cute day design dessin dibujo drawing feel feeling foto front game group
    happy icon illustration image landscape lettering light lights line logo look
    looks lot lovely match minimal minimalist modern moment mood new nice old painting
    photo photograph picture place plakat please portrait poster print quick result
    scene score scores set side simple size sky someone something sort sticker story
    style sunny text theme thing time title tonight tonights type version view
    wallpaper way word words world
    """
)
POSTERS = _words(
    """
    affiche banner cartel cover flyer invitation placard plakat postcard poster
    postkarte
    """
)
SMALL = _words(
    """
    against and are around as at behind between dans das de den der die during et for
    from has have im in into is it its like of or quote reads saying says that their
    through to und where which while who with y
    """
)
