"""Words for colours, numbers, sizes, hours, weather, places and styles."""

COLOURS: dict[str, str] = {
    "#d9483b": "red, rot, rote, roter, rotes, roten, rouge, rojo, roja, rojos, rojas,"
    " scarlet, crimson",
    "#f08a3c": "orange, orangefarben, orangene, naranja",
    "#f5c63f": "yellow, gelb, gelbe, gelber, gelbes, gelben, jaune, amarillo, amarilla",
    "#5d9c59": "green, grün, grüne, grüner, grünes, grünen, vert, verte, verde",
    "#3aa39a": "teal, turquoise, türkis, cyan, turquesa",
    "#3d78b8": "blue, blau, blaue, blauer, blaues, blauen, bleu, bleue, azul, azules",
    "#27406f": "navy, dark blue, dunkelblau, marine, indigo",
    "#8fc3e6": "light blue, sky blue, hellblau, pale blue",
    "#7d62b3": "purple, violet, lila, violett, lilac, púrpura, morado, morada",
    "#e87aa5": "pink, rosa, rose-coloured, magenta, pinke",
    "#8a5f3f": "brown, braun, braune, brauner, braunes, marron, marrón",
    "#2c2f3d": "black, schwarz, schwarze, schwarzer, schwarzes, noir, noire, negro,"
    " negra",
    "#fbf7ee": "white, weiß, weiss, weiße, weißer, weißes, blanc, blanche, blanco,"
    " blanca",
    "#9aa1ad": "grey, gray, grau, graue, grauer, graues, gris, silver, silbern",
    "#e0b04a": "gold, golden, goldene, doré, dorado, dorada",
    "#e9dcc0": "beige, cream, ivory, creme",
    "#f4b8a6": "peach, salmon, coral",
    "#a8dcc0": "mint, mintgrün",
}
NUMBERS: dict[int, str] = {
    1: "1, one, a single, ein, eine, einen, einem, einer, un, une, uno, una, a, an",
    2: "2, two, a pair of, pair of, a couple of, couple of, both, zwei, deux, dos",
    3: "3, three, drei, trois, tres, some, a few, several, einige, quelques, ein paar",
    4: "4, four, vier, quatre, cuatro",
    5: "5, five, fünf, cinq, cinco",
    6: "6, six, sechs, seis, half a dozen",
    7: "7, seven, sieben, sept, siete, many, lots of, a lot of, viele, beaucoup de,"
    " muchos, muchas, plenty of, a school of, school of,"
    " a herd of, herd of, a flock of, flock of, a bunch of",
    8: "8, eight, acht, huit, ocho",
    9: "9, nine, neun, neuf, nueve",
    10: "10, ten, zehn, dix, diez",
    11: "11, eleven, elf, onze, once",
    12: "12, twelve, a dozen, dozen, zwölf, douze, doce",
    20: "20, twenty, zwanzig, vingt, veinte, dozens of, a hundred, hundreds of",
}
SIZES: dict[float, str] = {
    1.75: "giant, huge, enormous, gigantic, massive, riesig, riesige, riesiger,"
    " riesiges, géant, géante, énorme, gigante, enorme",
    1.4: "big, large, tall, great, bigger, larger, taller, groß, große, großer,"
    " großes, größer, grand, grande, gros, grosse",
    0.68: "small, little, short, smaller, shorter, klein, kleine, kleiner, kleines,"
    " petit, petite, petits, pequeño, pequeña, pequeños",
    0.45: "tiny, mini, miniature, minuscule, winzig, winzige, diminuto",
}
TIMES: dict[str, str] = {
    "night": "night, midnight, nighttime, night-time, moonlit, moonlight, starry,"
    " nacht, nachts, nuit, noche, at night, bei nacht",
    "dawn": "dawn, sunrise, sunup, early morning, morning, daybreak, sonnenaufgang,"
    " morgen, morgens, aube, lever du soleil, amanecer",
    "day": "day, daytime, daylight, noon, midday, sunny, afternoon, tag, tags, mittag,"
    " sonnig, jour, día, soleado",
    "sunset": "sunset, sundown, golden hour, evening, sonnenuntergang, abend, abends,"
    " coucher du soleil, coucher de soleil, soir, atardecer, puesta de sol",
    "dusk": "dusk, twilight, nightfall, blue hour, dämmerung, crépuscule, anochecer",
}
WEATHERS: dict[str, str] = {
    "rain": "rain, rainy, raining, drizzle, regen, regnerisch, pluie, lluvia",
    "snow": "make it snow, let it snow, snowing, snowfall, snowflakes, blizzard,"
    " schneefall, es schneit, neige,"
    " il neige, nevando, falling snow, snow falling",
    "fog": "fog, foggy, mist, misty, haze, nebel, neblig, brouillard, niebla",
    "storm": "storm, stormy, thunderstorm, lightning, thunder, gewitter, sturm,"
    " orage, tormenta",
    "clear": "clear sky, clear weather, no clouds, cloudless, good weather, fair"
    " weather, clear",
}
BACKGROUNDS: dict[str, str] = {
    "sea": "sea, ocean, at sea, waves, meer, ozean, mer, mar, harbour, harbor, water,"
    " hafen, port, océan, océano, coast, küste",
    "beach": "beach, seaside, shore, strand, plage, playa, bay",
    "lake": "lake, pond, river, see, lac, lago, fluss",
    "meadow": "meadow, field, grass, park, garden, countryside, hill, hills, wiese,"
    " feld, garten, hügel, prairie, pré, colline, prado, campo, colina, farm, lawn",
    "forest": "forest, wood, woods, jungle, wald, forêt, bosque, woodland",
    "desert": "desert, dunes, wüste, désert, desierto",
    "mountains": "mountains, alps, mountain range, alpen, gebirge, berge, montagnes,"
    " montañas, valley",
    "snow": "snow, snowy, winter, winter landscape, arctic, ice, schnee, verschneit,"
    " neige, nieve, hiver, invierno, iceberg",
    "city": "city, town, street, skyline, downtown, new york, urban, stadt, straße,"
    " ville, rue, ciudad, calle, road, tokyo, paris, berlin, london, manhattan",
    "room": "room, living room, bedroom, kitchen, office, indoors, interior, zimmer,"
    " wohnzimmer, küche, büro, chambre, salon, habitación, cuarto, wall, library",
    "table": "still life, tabletop, on a table, on the table, stillleben, auf dem"
    " tisch, sur la table, sobre la mesa, nature morte",
    "space": "in space, into space, from space, space background, on the moon,"
    " on mars, lunar, auf dem mond, sur la lune,"
    " en la luna, outer space, galaxy, universe, cosmos, weltraum, weltall, all,"
    " espace, espacio, nebula",
    "underwater": "underwater, under water, under the sea, deep sea, aquarium, reef,"
    " unter wasser, unterwasser, sous l'eau, sous la mer, bajo el agua, coral reef",
    "sky": "the sky only, high above, above the clouds, am himmel",
    "stage": "stage, gallery, museum, bühne, studio, podium",
    "plain": "plain background, solid background, blank background",
    "court": "basketball court, court, arena, stadium, gym",
}
STYLES: dict[str, str] = {
    "watercolour": "watercolour, watercolor, aquarell, aquarelle, acuarela,"
    " watercolour painting, watercolor painting, painted",
    "pixel art": "pixel art, pixel, pixelated, pixelart, 8-bit, 8 bit, pixels",
    "line drawing": "line drawing, line art, sketch, pencil drawing, pencil sketch,"
    " drawing in lines, outline, strichzeichnung, skizze, esquisse, boceto, ink",
    "black and white": "black and white, black-and-white, b&w, monochrome, greyscale,"
    " grayscale, schwarzweiß, schwarz-weiß, schwarz weiß, noir et blanc,"
    " blanco y negro",
    "blueprint": "blueprint, technical drawing, blaupause, bauplan",
    "neon": "neon, neon style, synthwave, cyberpunk, neon lights",
    "sepia": "sepia, vintage, old photo, old photograph, retro",
    "plain style": "in colour, in color, in full colour, full color, normal style,"
    " flat style, in farbe",
}
PLACES: dict[str, str] = {
    "left": "on the left, left side, to the left, left, links, à gauche, a la"
    " izquierda, izquierda, gauche",
    "right": "on the right, right side, to the right, right, rechts, à droite, a la"
    " derecha, derecha, droite",
    "top": "at the top, top, above it all, up high, up, higher, upwards, oben,"
    " en haut, arriba",
    "bottom": "at the bottom, bottom, down, lower, downwards, unten, en bas, abajo",
    "centre": "in the centre, in the center, in the middle, centre, center, middle,"
    " mitte, in der mitte, au centre, en el centro, centro",
    "front": "in the foreground, foreground, in front, closer, nearer, vorne,"
    " au premier plan, en primer plano, close up",
    "back": "in the background, in the distance, far away, distant, further away,"
    " farther, hinten, im hintergrund, à l'arrière-plan, al fondo, on the horizon",
    "sky": "in the sky, flying, overhead, am himmel, dans le ciel, en el cielo",
}
RELATIONS: dict[str, str] = {
    "on": "on top of, on, upon, riding, standing on, sitting on, auf, sur, sobre,"
    " encima de, atop, riding on, wearing",
    "beside": "next to, beside, near, by, alongside, with, neben, à côté de,"
    " junto a, al lado de, mit, avec, con, holding",
    "left of": "to the left of, on the left of, left of, links von, links neben",
    "right of": "to the right of, on the right of, right of, rechts von",
    "behind": "behind, hinter, derrière, detrás de",
    "before": "in front of, before, vor, devant, delante de",
    "over": "over, above, flying over, über, au-dessus de, above the",
    "below": "under, below, beneath, underneath, unter, sous, debajo de",
}
