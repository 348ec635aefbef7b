"""The few languages that the emulated model speaks, and its few sentences."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language is known, and what is said in it."""

    marks: frozenset[str]
    drawn: str
    edited: str
    several: str
    answer: str
    none_came: str
    charted: str
    not_charted: str
    code: str


def known(marks: str) -> frozenset[str]:
    """Words that give a language away."""
    return frozenset(marks.split())


_TONGUES = (
    Tongue(
        frozenset(
            [
                "the",
                "a",
                "an",
                "and",
                "of",
                "with",
                "make",
                "draw",
                "in",
                "at",
                "is",
                "me",
            ]
        ),
        "Here is your picture.",
        "I changed the picture as you asked and left the rest as it was.",
        "Here are the versions for you to choose from.",
        "In short: it depends, and I would start with the simplest way that works.",
        "None of them could be drawn.",
        "Here is the chart; its source stands below it.",
        "The numbers could not be drawn as a chart.",
        "en",
    ),
    Tongue(
        frozenset(
            [
                "der",
                "die",
                "das",
                "ein",
                "eine",
                "und",
                "mit",
                "mach",
                "zeichne",
                "im",
                "ist",
                "mir",
                "nacht",
            ]
        ),
        "Hier ist dein Bild.",
        "Ich habe das Bild wie gewünscht geändert; alles andere bleibt.",
        "Hier sind die Varianten zur Auswahl.",
        "Kurz gesagt: Es kommt darauf an; nimm zuerst den einfachsten Weg.",
        "Keins davon ist etwas geworden.",
        "Hier ist das Diagramm; die Quelle steht darunter.",
        "Aus den Zahlen ließ sich kein Diagramm zeichnen.",
        "de",
    ),
    Tongue(
        frozenset(
            [
                "le",
                "la",
                "les",
                "un",
                "une",
                "et",
                "avec",
                "des",
                "du",
                "dessine",
                "est",
                "moi",
                "dans",
                "nuit",
            ]
        ),
        "Voici votre image.",
        "J'ai modifié l'image comme demandé, sans toucher au reste.",
        "Voici les versions au choix.",
        "En bref : cela dépend ; commencez par le plus simple.",
        "Aucune n'a pu être dessinée.",
        "Voici le graphique ; sa source est indiquée dessous.",
        "Les chiffres n'ont pas pu être dessinés.",
        "fr",
    ),
    Tongue(
        frozenset(
            [
                "el",
                "la",
                "los",
                "un",
                "una",
                "y",
                "con",
                "dibuja",
                "es",
                "en",
                "del",
                "noche",
                "haz",
                "por",
            ]
        ),
        "Aquí está tu imagen.",
        "He cambiado la imagen como pediste y he dejado lo demás igual.",
        "Aquí están las versiones para elegir.",
        "En resumen: depende; empieza por lo más sencillo.",
        "Ninguna se pudo dibujar.",
        "Aquí está el gráfico; la fuente figura debajo.",
        "No se pudo dibujar un gráfico con las cifras.",
        "es",
    ),
)


def tongue_of(words: str) -> Tongue:
    """The language with the most marks in the words; English when none has more."""
    said = [word.lower() for word in _WORD.findall(words)]
    return max(_TONGUES, key=lambda tongue: sum(w in tongue.marks for w in said))


def code_of(words: str) -> str:
    """The code of that language, such as `en`."""
    return tongue_of(words).code
