"""The words with which people thank, praise or laugh without asking for anything.

`THANKS` and `PRAISE` mean something by themselves. `FILLERS` only accompany them, and
`PEOPLE` only accompany thanks: "thanks, team" is no wish, but "cute team" may be one. A
word that could change a picture is in none of the lists: no "more", "again", "too" or
"but", no colour, no size, and no style.
"""

from typing import Final


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


THANKS: Final = _words(
    "thanks thank thx tx ty tysm tyvm thankyou cheers kudos congrats congratulations",
    "danke dankeschön dankeschoen dank bedankt dankjewel merci gracias grazie",
    "obrigado obrigada valeu tack takk tak kiitos dzięki dzieki dziękuję dziekuje",
    "děkuji díky diky спасибо спс благодарю дякую teşekkürler tesekkurler teşekkür",
    "köszönöm mulțumesc multumesc شكرا شكراً תודה धन्यवाद शुक्रिया makasih",
    "谢谢 谢谢你 谢谢大家 谢谢你们 多谢 謝謝",
    "ありがとう ありがとうございます 고마워 고마워요 감사합니다",
)
PRAISE: Final = _words(
    # English
    "nice great awesome cool lovely amazing beautiful perfect gorgeous brilliant",
    "fantastic superb excellent wonderful fabulous stunning incredible neat",
    "magnificent impressive adorable cute dope splendid wow woah whoa omg",
    "omfg yay woohoo bravo lol lmao rofl lmfao hehe heh",
    # German
    "super toll klasse prima schön schoen geil genial perfekt wunderbar wunderschön",
    "großartig grossartig spitze hübsch krass herrlich süß",
    # French, Spanish, Portuguese, Italian
    "génial parfait magnifique superbe joli jolie chouette mdr ptdr formidable sympa",
    "perfecto perfecta increíble increible bonito bonita hermoso hermosa guay precioso",
    "maravilloso estupendo lindo linda perfeito perfeita incrível incrivel ótimo",
    "perfetto perfetta bello bella bellissimo bellissima fantastico stupendo",
    # Dutch, Scandinavian, Finnish
    "mooi prachtig gaaf leuk geweldig tof snyggt kul flott fedt skønt toppen grymt",
    "hieno upea",
    # Polish, Czech, Russian, Ukrainian, Turkish, Hungarian, Romanian
    "świetnie świetne ładne ładnie pięknie piękne krásné skvělé круто класс супер",
    "красиво отлично здорово прекрасно классно шикарно гарно чудово",
    "harika süper güzel muhteşem szuper frumos",
    # Arabic, Hebrew, Hindi, Indonesian
    "جميل رائع ممتاز יפה מדהים बढ़िया सुंदर keren bagus",
    # Chinese, Japanese, Korean: a sentence is one run of letters
    "太棒了 真棒 好看 真好看 漂亮 真漂亮 厉害 不错 很好 完美 太好了",
    "すごい 素敵 素晴らしい かわいい",
    "いいね 最高 さすが 綺麗 きれい 대박 멋지다 멋져요 예쁘다 예뻐요 최고",
)
PEOPLE: Final = _words(
    "both all everyone everybody guys folks team y'all yall mate man dude friends",
    "euch dir ihnen beiden allen vous toi tous deux todos dos tutti tutte gente a",
    "jullie iedereen alla alle wam wszystkim вам тебе всем",
)
FILLERS: Final = _words(
    "so very really super truly just this that these those is are was it's its that's",
    "looks look the a an you u much many lots loads for to work job one we i'm im am",
    "aww aw hey and absolutely totally quite my god",
    "das ist sieht aus sehr so echt wirklich vielen lieben besten herzlichen",
    "ja der die beaucoup à c'est très tres vraiment bien et les mille",
    "muchas muchísimas mil qué que muy está esta es los y tan",
    "muito muita mesmo demais tanto molto davvero che è tante",
    "je wel heel erg veel u het dat mange tusen så mycket tusind det er är",
    "bardzo большое огромное очень это как çok",
)
