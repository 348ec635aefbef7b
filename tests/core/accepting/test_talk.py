"""Which replies are asks, and which are people talking to each other."""

import pytest

from bot.core.accepting.talk import Kind, kind_of_reply

TALK = """
lol nice
thanks both
Thanks!!
thank you so much, everyone :heart:
niiiice
wow, so cool!!
haha
Hahahaha 😂😂
:joy::joy:
👍🏽
🔥🔥🔥
❤️
I love it
I really love this!
that's amazing
@ben thanks
nice work!
danke euch beiden!
sehr schön, vielen Dank
das ist ja super
merci beaucoup à vous deux
c'est génial
muchas gracias a todos
thanks, team!
nice one
qué bonito jajaja
obrigado, muito lindo
grazie mille, bellissimo
dank je wel
tack så mycket
dzięki, bardzo ładne
спасибо большое, очень круто
ахахах
çok güzel, teşekkürler
谢谢
太棒了！
哈哈哈哈
ありがとうございます！
すごいwww
ㅋㅋㅋㅋ 대박
شكرا
omg lmao
...
""".strip().splitlines()
WISHES = """
make it blue
nice, now without the hat
thanks! can you add a boat?
perfect, but smaller
lol make him fatter
again
once more please
more
cooler
no
yes
yes please
ok do it
the second one
this one
so cute, and a cat?
great, 16:9 now
beautiful but darker
not so nice
too cool
love the hat, lose the dog
red
night
🌙
🐱
thanks, blue
more beautiful
😂 as a cat
:cat:
:night_with_stars:
nice --size 16:9
is that great?
what a nice hat, can he wear two
schön, aber ohne Hut
super, jetzt in blau
noch schöner
danke, und jetzt nachts
génial, mais plus petit
encore
gracias, ahora de noche
otra vez
спасибо, а теперь ночью
ещё
谢谢，再来一张
ありがとう、もっと明るく
もっと
더 밝게
happy
a happy team
cute team
funny man
sweet dude
everybody happy
3
""".strip().splitlines()


@pytest.mark.parametrize("words", TALK)
def test_thanks_praise_and_laughter_are_talk(words: str) -> None:
    assert kind_of_reply(words, alone=True) is Kind.TALK
    assert kind_of_reply(words, named=True) is Kind.TALK


@pytest.mark.parametrize("words", WISHES)
def test_whatever_could_be_a_wish_is_one_when_nobody_else_is_there(words: str) -> None:
    assert kind_of_reply(words, alone=True) is Kind.WISH


@pytest.mark.parametrize("words", WISHES)
def test_among_several_it_is_at_least_in_doubt(words: str) -> None:
    assert kind_of_reply(words) is not Kind.TALK
    assert kind_of_reply(words, named=True) is Kind.DOUBT


@pytest.mark.parametrize(
    "words",
    [
        *("make it blue", "perfect, now add a boat", "ohne Hut"),
        *(
            "swap 2 and 4",
            "theme: night",
            "slide 3: two points fewer",
            "delete slide 2",
        ),
        "another picture on 5: no people",
    ],
)
def test_a_plain_wish_needs_nobody_to_understand_it(words: str) -> None:
    assert kind_of_reply(words) is Kind.WISH


@pytest.mark.parametrize(
    "words",
    [
        *("did you see the game?", "I think so too", "make sure you tell him"),
        *("swap you on Tuesday", "slide 3 is what she meant"),
    ],
)
def test_talk_of_other_things_is_in_doubt(words: str) -> None:
    assert kind_of_reply(words) is Kind.DOUBT


def test_a_file_is_a_wish_whatever_is_said_with_it() -> None:
    assert kind_of_reply("nice", files=True, named=True) is Kind.WISH


def test_a_book_is_no_pleasantry_and_long_laughter_is() -> None:
    """Nobody else waits while forty thousand letters are looked up."""
    laughter = [f"l{'o' * n}l" for n in range(1, 100)]
    assert kind_of_reply("haha " * 8000) is Kind.TALK
    assert kind_of_reply(" ".join(laughter)) is Kind.DOUBT
