"""The words that asks are made of, by language: none of them alone can be a name.

A name is recognised wherever it is written as a word of its own. Whoever asks for a
house in winter does not mean a character that somebody has called *Winter*. The lists
have the words by which sentences are held together, and those that people most often
use to say what a picture should show and how: things, animals, people, places, times,
colours, sizes and manners. All are written as `reads_as` returns them.
"""

from typing import Final

from bot.core.turn.taught import reads_as


def _words(*lines: str) -> frozenset[str]:
    return frozenset(reads_as(word) for line in lines for word in line.split())


LINKING: Final = _words(
    # English
    "a an the this that these those it its he she him her his hers they them their we",
    "us you your i me one some any no not all both each every other another same such",
    "and or but if so as than then too very just only also even still again more most",
    "less least much many few of in on at to for from with without by about into onto",
    "over under above below between behind beside near through during before after up",
    "down out off is are was were be been being am do does did have has had can could",
    "will would shall should may might must let make made draw paint show put add use",
    "get give take keep change remove turn want need like please thanks who what when",
    "where why how which yes ok there here now",
    # German
    "der die das den dem des ein eine einen einem einer eines kein keine und oder",
    "aber in im an am auf aus bei mit nach von vom zu zum zur über unter vor hinter",
    "neben zwischen für ohne um durch als wie so noch nur auch sehr mehr weniger",
    "nicht ja nein es er sie ihn ihm ihr wir uns ich du mich dich man ist sind war",
    "waren sein haben hat hatte wird werden kann soll will mach mache male zeichne",
    "zeig zeige bitte danke wer was wann wo warum wieso welche welcher dieser diese",
    "dieses jetzt hier dort",
    # French
    "le la les un une des du de et ou mais dans sur sous avec sans pour par en au aux",
    "ce cet cette ces il elle ils elles on nous vous je tu me te se qui que quoi",
    "quand où comment pourquoi est sont était être avoir a ont fait fais dessine",
    "peins montre mets plus moins très aussi encore pas non oui merci ici là",
    "maintenant",
    # Spanish
    "el la los las un una unos unas lo del al y o pero en con sin por para de sobre",
    "bajo entre desde hasta que quien cual cuando donde como este esta estos estas",
    "ese esa es son está están era ser estar hay haz dibuja pinta pon muestra más",
    "menos muy también no sí yo tú él ella nosotros ellos gracias aquí allí ahora",
    # Italian
    "il lo la i gli le un uno una di a da in con su per tra fra e o ma non sì che chi",
    "come quando dove perché questo questa questi queste quello quella è sono era",
    "essere avere ha fai disegna dipingi mostra metti più meno molto anche ancora",
    "grazie qui",
    # Portuguese
    "o a os as um uma uns umas do da dos das no na nos nas em com sem por para e ou",
    "mas que quem quando onde como este esta esse essa isto isso é são está era ser",
    "estar faz faça desenha desenhe pinta pinte mostra mais menos muito também não",
    "sim aqui agora",
    # Dutch
    "de het een en of maar in op aan met zonder voor van naar bij uit over onder",
    "tussen dit dat deze die is zijn was waren wordt hij zij wij ik jij niet wel nog",
    "ook meer minder heel erg maak teken schilder toon wie wat waar wanneer hoe",
    "waarom nu hier",
    # Polish
    "i w we z ze na do od po za pod nad przed przez dla o u a ale lub czy nie tak",
    "jest są był była było być ten ta to te on ona ono oni my ty ja jak co kto gdzie",
    "kiedy bardzo więcej mniej też jeszcze narysuj namaluj pokaż tu teraz",
    # Russian
    "и в во на с со к у о об от до из за под над при для без по не да нет это этот",
    "эта эти он она оно они мы вы я ты как что кто где когда очень ещё еще тоже",
    "нарисуй покажи",
    # Chinese, Japanese and Korean
    "的 了 是 在 和 与 一 一个 一只 不 有 我 你 他 她 它 这 那 画 画一个 请 の は が",
    "を に へ と も で です ます この その あの これ それ 描いて 絵 私 이 그 저 을 를",
    "은 는 이것 그것 그려 그려줘 나 너 우리",
)
"""Words that hold sentences together, and those by which something is asked for."""

THINGS: Final = _words(
    # English
    "picture image photo drawing painting poster logo icon sticker sketch cartoon",
    "comic style look art design background foreground sky sun moon star stars cloud",
    "clouds rain snow ice fog wind storm sea ocean lake river beach island mountain",
    "mountains hill forest wood tree trees flower flowers grass garden field desert",
    "city town village street road bridge house home building castle tower church",
    "lighthouse school office shop room kitchen table chair bed door window wall lamp",
    "car bus train bike bicycle boat ship plane rocket robot computer phone book ball",
    "box bag cup hat coat dress shoe glasses ring crown sword flag food bread cake",
    "pizza apple fruit coffee tea water fire wine beer egg cheese dog cat fox bear",
    "wolf lion tiger horse cow pig sheep bird owl duck fish whale shark frog snake",
    "mouse rabbit elephant monkey dragon unicorn bee butterfly man woman men women",
    "boy girl child children kid baby person people friend family team king queen",
    "prince princess knight wizard witch doctor teacher chef hand head face eye eyes",
    "hair smile heart spring summer autumn fall winter morning noon afternoon evening",
    "night day dawn dusk sunset sunrise today tomorrow christmas easter halloween",
    "birthday party love life time year world red orange yellow green blue purple",
    "violet pink brown black white grey gray gold silver big small large little tiny",
    "huge tall short long wide old new young good bad happy sad funny cute dark light",
    "bright soft warm cold simple plain beautiful pretty nice modern vintage retro",
    "minimal minimalist abstract realistic watercolor watercolour oil pencil ink",
    "number word text title letter line circle square triangle top bottom left right",
    "middle center side front back high low two three four five six seven eight nine",
    "ten first second last half",
    # German
    "bild foto zeichnung gemälde plakat stil hintergrund himmel sonne mond stern",
    "sterne wolke regen schnee meer see fluss strand insel berg berge wald baum bäume",
    "blume blumen garten stadt dorf straße brücke haus schloss turm kirche leuchtturm",
    "schule büro zimmer küche tisch stuhl bett tür fenster auto zug fahrrad boot",
    "schiff flugzeug rakete roboter buch hut brot kuchen apfel kaffee tee wasser",
    "feuer hund katze fuchs bär wolf löwe pferd kuh schwein vogel eule ente fisch wal",
    "frosch maus hase elefant affe drache einhorn mann frau junge mädchen kind kinder",
    "leute mensch freund familie könig königin hand kopf auge herz frühling sommer",
    "herbst winter morgen mittag abend nacht tag heute weihnachten ostern liebe zeit",
    "welt rot gelb grün blau lila rosa braun schwarz weiß grau groß klein alt neu",
    "jung gut schön dunkel hell warm kalt einfach modern zwei drei vier fünf",
    # French
    "image dessin peinture affiche photo style fond ciel soleil lune étoile nuage",
    "pluie neige mer lac rivière plage île montagne forêt arbre fleur jardin ville",
    "village rue pont maison château tour église phare école bureau table chaise",
    "porte fenêtre voiture train vélo bateau avion robot livre chapeau pain gâteau",
    "pomme café thé eau feu chien chat renard ours loup lion cheval vache oiseau",
    "hibou canard poisson baleine souris lapin dragon licorne homme femme garçon",
    "fille enfant gens ami famille roi reine main tête cœur printemps été automne",
    "hiver matin midi soir nuit jour noël amour temps monde rouge jaune vert bleu",
    "violet rose brun noir blanc gris grand petit vieux nouveau jeune beau belle",
    # Spanish
    "imagen dibujo pintura cartel foto estilo fondo cielo sol luna estrella nube",
    "lluvia nieve mar lago río playa isla montaña bosque árbol flor jardín ciudad",
    "pueblo calle puente casa castillo torre iglesia faro escuela oficina mesa silla",
    "puerta ventana coche tren barco avión robot libro sombrero pan pastel manzana",
    "café té agua fuego perro gato zorro oso lobo león caballo vaca pájaro búho pato",
    "pez ballena ratón conejo dragón unicornio hombre mujer niño niña gente amigo",
    "familia rey reina mano cabeza corazón primavera verano otoño invierno mañana",
    "tarde noche día navidad amor tiempo mundo rojo amarillo verde azul morado rosa",
    "marrón negro blanco gris grande pequeño viejo nuevo joven bonito",
    # Italian and Portuguese
    "immagine disegno quadro stile sfondo cielo sole luna stella nuvola pioggia neve",
    "mare lago fiume spiaggia isola montagna bosco albero fiore giardino città strada",
    "ponte casa torre chiesa faro scuola tavolo sedia porta finestra macchina treno",
    "barca libro cane gatto volpe orso lupo leone cavallo uccello gufo pesce uomo",
    "donna bambino bambina gente re regina cuore primavera estate autunno inverno",
    "mattina sera notte giorno natale amore mondo rosso giallo verde blu viola nero",
    "bianco grigio grande piccolo vecchio nuovo giovane bello imagem desenho pintura",
    "cartaz estilo fundo céu sol lua estrela nuvem chuva praia ilha montanha floresta",
    "árvore jardim cidade rua castelo igreja farol escola mesa cadeira janela carro",
    "trem barco avião livro chapéu pão bolo maçã água fogo cachorro cão raposa urso",
    "lobo leão cavalo pássaro coruja peixe homem mulher menino menina criança amigo",
    "rei rainha coração verão outono manhã noite dia natal vermelho amarelo azul roxo",
    "preto branco",
    # Dutch and Polish
    "beeld tekening foto stijl achtergrond lucht zon maan ster wolk regen sneeuw zee",
    "meer strand eiland berg bos boom bloem tuin stad dorp straat brug huis kasteel",
    "toren kerk vuurtoren school tafel stoel deur raam auto trein fiets boot boek",
    "hoed brood taart appel koffie hond kat vos beer wolf leeuw paard koe vogel uil",
    "eend vis man vrouw jongen meisje kind mensen lente zomer herfst ochtend avond",
    "nacht dag kerst liefde wereld rood geel groen blauw paars obraz rysunek zdjęcie",
    "styl tło niebo słońce księżyc gwiazda chmura deszcz śnieg morze plaża góra las",
    "drzewo kwiat ogród miasto wieś ulica most dom zamek wieża kościół szkoła stół",
    "okno samochód pociąg rower łódź książka pies kot lis niedźwiedź wilk lew koń",
    "ptak sowa ryba smok człowiek kobieta chłopiec dziewczyna dziecko ludzie wiosna",
    "lato jesień zima rano wieczór noc dzień miłość świat czerwony żółty zielony",
    "niebieski czarny biały duży mały stary nowy",
    # Russian
    "картина рисунок фото стиль фон небо солнце луна звезда облако дождь снег море",
    "озеро река пляж остров гора лес дерево цветок сад город деревня улица мост дом",
    "замок башня маяк школа стол стул окно машина поезд лодка книга собака кот кошка",
    "лиса медведь волк лев лошадь птица сова рыба дракон мужчина женщина мальчик",
    "девочка люди весна лето осень зима утро вечер ночь день любовь мир красный",
    "жёлтый зелёный синий чёрный белый большой маленький",
    # Chinese, Japanese and Korean
    "图片 图 照片 风格 背景 天空 太阳 月亮 星星 云 雨 雪 海 湖 河 山 森林 树 花 花园",
    "城市 街 桥 房子 家 城堡 灯塔 学校 车 火车 船 书 狗 猫 狐狸 熊 狼 狮子 马 鸟 鱼",
    "龙 人 男人 女人 男孩 女孩 孩子 春天 夏天 秋天 冬天 早上 晚上 夜 红色 黄色 绿色",
    "蓝色 黑色 白色 大 小 新 旧 写真 画像 スタイル 空 太陽 月 星 雲 川 森 木 庭 町 道",
    "橋 城 灯台 車 電車 本 犬 狐 馬 鳥 魚 竜 男 女 子供 春 夏 秋 冬 朝 赤 黄 緑 青 黒",
    "白 大きい 小さい 新しい 古い ロボット 그림 사진 스타일 배경 하늘 해 달 별 구름",
    "비 눈 바다 호수 강 산 숲 나무 꽃 정원 도시 거리 다리 집 성 등대 학교 차 기차 배",
    "책 개 고양이 여우 곰 늑대 사자 말 새 물고기 용 사람 남자 여자 아이 봄 여름 가을",
    "겨울 아침 밤 빨강 노랑 초록 파랑 검정 하양",
)
"""What pictures most often show, and how."""
