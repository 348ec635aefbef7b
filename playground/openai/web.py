"""A small web of invented pages, all of it on hosts that do not exist."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, its title, what it says, how a poster would put it."""

    url: str
    title: str
    fact: str
    short: str
    words: frozenset[str]


def look_up(words: str, limit: int = 3) -> list[Page]:
    """The pages that fit the query best; none when no word of it is known."""
    asked = {word.lower() for word in _WORD.findall(words)}
    scores = {page.url: len(page.words & asked) for page in PAGES}
    best = max(scores.values())
    found = [page for page in PAGES if scores[page.url] > best / 2]
    return sorted(found, key=lambda page: -scores[page.url])[:limit]


def _page(url: str, title: str, fact: str, short: str, words: str) -> Page:
    return Page(f"https://{url}", title, fact, short, frozenset(words.split()))


PAGES = (
    _page(
        "scores.example/knicks-celtics",
        "Knicks 112, Celtics 104",
        "The Knicks beat the Celtics 112 to 104",
        "KNICKS 112 CELTICS 104",
        "knicks celtics score basketball game tonight nba result spiel ergebnis",
    ),
    _page(
        "scores.example/schedule",
        "Schedule of the week",
        "The next home game is on Friday at half past seven",
        "FRIDAY 7:30",
        "knicks next schedule game friday when spielplan",
    ),
    _page(
        "scores.example/harbour-cup",
        "Harbour Cup: United 3, Rovers 1",
        "United won the Harbour Cup final 3 to 1 against the Rovers",
        "UNITED 3 ROVERS 1",
        "football soccer cup final score match goal fussball tor partido gol but",
    ),
    _page(
        "weather.example/lisbon",
        "Lisbon today",
        "Lisbon is sunny today, with 21 °C in the afternoon",
        "LISBON 21°",
        "weather lisbon sunny wetter météo tiempo lissabon lisboa lisbonne",
    ),
    _page(
        "weather.example/berlin",
        "Berlin today",
        "Berlin has light rain today, with 9 °C at noon",
        "BERLIN 9°",
        "weather berlin rain wetter météo tiempo regen",
    ),
    _page(
        "weather.example/outlook",
        "The outlook for the week",
        "The week stays mild, with showers on Thursday",
        "MILD, SHOWERS",
        "weather forecast week wetter vorhersage météo tiempo tomorrow morgen",
    ),
    _page(
        "news.example/today",
        "What matters today",
        "The town's new library opened this morning with four thousand visitors",
        "LIBRARY OPEN",
        "news latest today headlines nachrichten heute actualités noticias",
    ),
    _page(
        "news.example/garden",
        "A full house at the garden",
        "The garden was sold out, with 19,812 people in the hall",
        "SOLD OUT",
        "garden attendance crowd news",
    ),
    _page(
        "harbours.example/lights",
        "Lighthouses and their keepers",
        "The oldest lighthouse that still works was lit in the second century",
        "LIT SINCE 150",
        "lighthouse lighthouses oldest keeper leuchtturm phare faro",
    ),
    _page(
        "harbours.example/ferries",
        "Passengers of the harbour ferries",
        "The ferries carried 4,120 passengers in January, 3,980 in February, 5,260 in "
        "March, 6,010 in April, 7,450 in May and 8,930 in June",
        "PASSENGERS",
        "ferry ferries passengers fähre fähren fahrgäste ferrys pasajeros",
    ),
    _page(
        "energy.example/solar",
        "Solar power by country",
        "Solar power gave, in terawatt-hours, 45.2 in Spain, 30.7 in Italy, 61.1 in "
        "Germany and 23.9 in France",
        "TERAWATT-HOURS",
        "solar power energy terawatt sonnenstrom solaire",
    ),
    _page(
        "energy.example/storage",
        "Batteries beside the panels",
        "Batteries gave, in gigawatt-hours, 12.4 in Spain, 9.8 in Italy and 22.6 in "
        "Germany, most of them in the evening",
        "GIGAWATT-HOURS",
        "storage battery batteries solar power evening grid speicher batterien",
    ),
    _page(
        "energy.example/roofs",
        "Panels on every second roof",
        "Every second new roof has panels, and a school in Almada runs on its own",
        "EVERY SECOND ROOF",
        "roof roofs panels solar power school houses dächer",
    ),
    _page(
        "ocean.example/otters",
        "Otter facts",
        "Sea otters hold hands while they sleep",
        "OTTERS HOLD HANDS",
        "otter otters sea animal facts",
    ),
    _page(
        "sky.example/moon",
        "The moon this month",
        "The next full moon is on the twenty-fourth",
        "FULL MOON 24",
        "moon full eclipse sky mond lune luna when",
    ),
    _page(
        "markets.example/coffee",
        "Coffee, by the pound",
        "A pound of coffee costs 4.20 at the harbour market",
        "COFFEE 4.20",
        "price coffee market cost stock preis kaffee prix café precio",
    ),
    _page(
        "museum.example/posters",
        "A century of posters",
        "Most posters of the collection use no more than three colours",
        "THREE COLOURS",
        "poster posters design museum art plakat affiche cartel",
    ),
    _page(
        "people.example/mayor",
        "The mayor",
        "Ada Brandt has been mayor since the spring",
        "MAYOR ADA BRANDT",
        "who mayor president minister leader wer bürgermeister qui maire quién alcalde",
    ),
    _page(
        "trains.example/night",
        "Night trains",
        "The night train to the coast leaves at 22:14 from platform 3",
        "22:14 PLATFORM 3",
        "train trains night departure when zug tren platform",
    ),
    _page(
        "almanac.example/numbers",
        "The almanac",
        "The almanac of this year counts 365 days and 14 holidays",
        "365 DAYS",
        "how many what year population number facts was combien cuántos wieviele",
    ),
)
