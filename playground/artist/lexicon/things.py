"""Names of things in English, German, French and Spanish. Plurals are added later."""

NAMES: dict[str, str] = {
    "lighthouse": "lighthouse, light house, leuchtturm, leuchttürme, phare, faro",
    "sailboat": "sailboat, sailing boat, sail boat, yacht, sailing ship, segelboot,"
    " segelboote, segelschiff, voilier, velero",
    "boat": "boat, fishing boat, rowing boat, rowboat, ferry, boot, boote, bateau,"
    " bateaux, barque, barco, barca, bote, dinghy, tugboat",
    "ship": "ship, steamer, cruise ship, steamship, vessel, liner, schiff, schiffe,"
    " navire, paquebot, buque, container ship",
    "whale": "whale, orca, wal, wale, baleine, ballena",
    "fish": "fish, fishes, goldfish, clownfish, fisch, fische, poisson, pez, peces,"
    " shoal",
    "octopus": "octopus, squid, krake, kraken, pieuvre, poulpe, pulpo",
    "starfish": "starfish, seestern, seesterne",
    "island": "island, isle, insel, inseln, île, isla",
    "anchor": "anchor, anker, ancre, ancla",
    "otter": "otter, sea otter, loutre, nutria",
    "sun": "sun, sonne, soleil, sol",
    "moon": "moon, full moon, mond, lune, luna",
    "star": "star, stern, sterne, étoile, estrella",
    "cloud": "cloud, wolke, wolken, nuage, nube",
    "rainbow": "rainbow, regenbogen, arc-en-ciel, arcoíris, arcoiris",
    "gull": "gull, seagull, möwe, möwen, mouette, gaviota",
    "bird": "bird, sparrow, robin, bluebird, swallow, vogel, vögel, oiseau, oiseaux,"
    " pájaro, ave, parrot, pigeon, dove",
    "balloon": "hot air balloon, hot-air balloon, heißluftballon, heißluftballons,"
    " heissluftballon, montgolfière, globo aerostático, balloon ride",
    "toy balloon": "balloon, party balloon, ballon, luftballon, luftballons, globo",
    "plane": "plane, airplane, aeroplane, aircraft, jet, flugzeug, flugzeuge, avion,"
    " avión, aviones",
    "rocket": "rocket, spaceship, space ship, spacecraft, rakete, raketen, fusée,"
    " cohete",
    "planet": "planet, saturn, jupiter, mars, planeten, planète, planeta",
    "ufo": "ufo, flying saucer, ovni",
    "tree": "tree, oak, baum, bäume, arbre, árbol, árboles, apple tree",
    "pine": "pine, pine tree, fir, fir tree, spruce, conifer, christmas tree, tanne,"
    " tannen, tannenbaum, sapin, pino",
    "palm": "palm, palm tree, palme, palmen, palmier, palmera",
    "mountain": "mountain, mount, peak, berg, berge, montagne, montaña",
    "volcano": "volcano, vulkan, vulkane, volcan, volcán",
    "flower": "flower, tulip, daisy, blume, blumen, fleur, flor, flores, poppy",
    "sunflower": "sunflower, sonnenblume, sonnenblumen, tournesol, girasol, girasoles",
    "rose": "rose, rosen, rosa roja",
    "wheat": "wheat, ear, wheat ear, ear of wheat, barley, corn ear, weizen, ähre,"
    " ähren, blé, épi, trigo, espiga",
    "bread": "bread, loaf, baguette, bakery, baker, brot, brote, bäckerei, pain,"
    " boulangerie, pan de molde, panadería",
    "mushroom": "mushroom, toadstool, pilz, pilze, champignon, seta, hongo",
    "cactus": "cactus, cacti, kaktus, kakteen, cacto",
    "pumpkin": "pumpkin, jack-o-lantern, kürbis, kürbisse, citrouille, calabaza",
    "rock": "rock, stone, boulder, felsen, fels, rocher, roca",
    "snowman": "snowman, snowmen, schneemann, schneemänner, bonhomme de neige,"
    " muñeco de nieve",
    "house": "house, home, cottage, hut, cabin, barn, farmhouse, haus, häuser, hütte,"
    " maison, casa, casita",
    "castle": "castle, palace, fortress, schloss, schlösser, burg, château, castillo",
    "skyscraper": "skyscraper, tower block, high-rise, office building, building,"
    " tower, hochhaus, hochhäuser, wolkenkratzer, gratte-ciel, rascacielos, gebäude",
    "church": "church, chapel, cathedral, kirche, église, iglesia",
    "windmill": "windmill, mill, windmühle, mühle, moulin, molino",
    "bridge": "bridge, brücke, brücken, pont, puente",
    "tent": "tent, zelt, zelte, tente, tienda de campaña",
    "street lamp": "street lamp, streetlight, street light, lamppost, lamp post,"
    " lantern, straßenlaterne, laterne, lampadaire, farola",
    "sign": "sign, signpost, billboard, schild, panneau, letrero, neon sign",
    "car": "car, auto, autos, automobile, taxi, wagen, voiture, coche, carro",
    "bus": "bus, busse, coach, autobus, autobús",
    "train": "train, locomotive, steam train, zug, züge, tren",
    "bicycle": "bicycle, bike, cycle, fahrrad, fahrräder, vélo, bicyclette, bicicleta",
    "truck": "truck, lorry, van, lastwagen, lkw, camion, camión",
    "cat": "cat, kitten, kitty, katze, katzen, kätzchen, chat, chats, gato, gata",
    "dog": "dog, puppy, hund, hunde, chien, perro",
    "fox": "fox, fuchs, füchse, renard, zorro",
    "owl": "owl, eule, eulen, hibou, chouette, búho",
    "horse": "horse, pony, pferd, pferde, cheval, chevaux, caballo",
    "elephant": "elephant, elefant, elefanten, éléphant, elefante",
    "rabbit": "rabbit, bunny, hare, hase, hasen, kaninchen, lapin, conejo",
    "bear": "bear, teddy bear, teddy, bär, bären, ours, oso",
    "penguin": "penguin, pinguin, pinguine, pingouin, manchot, pingüino",
    "duck": "duck, rubber duck, swan, ente, enten, canard, pato",
    "cow": "cow, kuh, kühe, vache, vaca",
    "sheep": "sheep, lamb, schaf, schafe, mouton, oveja",
    "butterfly": "butterfly, schmetterling, schmetterlinge, papillon, mariposa",
    "person": "person, man, woman, human, guy, lady, people, mann, frau, mensch,"
    " personne, homme, femme, persona, hombre, mujer, player, men, women, friend,"
    " leute, gens, gente, astronaut",
    "child": "child, kid, boy, girl, children, kind, kinder, junge, mädchen, enfant,"
    " garçon, fille, niño, niña",
    "crowd": "crowd, audience, fans, menschenmenge, foule, multitud",
    "robot": "robot, android, roboter",
    "ghost": "ghost, gespenst, gespenster, geist, fantôme, fantasma",
    "cake": "cake, birthday cake, kuchen, torte, gâteau, pastel, tarta",
    "cup": "coffee cup, cup of coffee, cup, mug, coffee, tea, cup of tea, tasse,"
    " kaffee, kaffeetasse, café, tasse de café, taza, taza de café",
    "apple": "apple, apfel, äpfel, pomme, manzana",
    "pizza": "pizza, pizzen",
    "book": "book, buch, bücher, livre, libro",
    "guitar": "guitar, gitarre, gitarren, guitare, guitarra",
    "basketball": "basketball, knicks, celtics, lakers, nba, basket ball, ball,"
    " balón, pelota",
    "trophy": "trophy, pokal, pokale, trophée, trofeo",
    "umbrella": "umbrella, parasol, regenschirm, schirm, parapluie, paraguas",
    "lamp": "lamp, desk lamp, table lamp, lampe, lampen, lámpara",
    "heart": "heart, herz, herzen, cœur, coeur, corazón",
    "crown": "crown, krone, kronen, couronne, corona",
    "key": "key, schlüssel, clé, clef, llave",
    "clock": "clock, watch, uhr, uhren, horloge, reloj",
    "gift": "gift, present, geschenk, geschenke, cadeau, regalo",
    "laptop": "laptop, computer, notebook, ordinateur, ordenador, monitor",
    "camera": "camera, kamera, appareil photo, cámara",
    "table": "table, desk, tisch, tische, mesa",
    "chair": "chair, armchair, stuhl, stühle, chaise, silla, throne",
    "candle": "candle, kerze, kerzen, bougie, vela",
    "bottle": "bottle, flasche, flaschen, bouteille, botella",
    "fountain": "fountain, brunnen, springbrunnen, fontaine, fuente",
    "watermelon": "watermelon, melon, wassermelone, pastèque, sandía",
    "hoop": "basketball hoop, hoop, basket",
}
