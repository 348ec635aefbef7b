"""The words of attached files: whatever they are called, and whatever is in them."""

import io
import json
import zipfile

import pytest
from pypdf import PdfWriter

from bot.adapters.decoder.reading_texts import MOST_LETTERS, MOST_XML, words_of
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST = 1_000_000
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes) -> tuple[str, bool]:
    found = json.loads(words_of(data, MOST).data)
    return found["text"], found["whole"]


def docx(*paragraphs: str, head: str = "") -> bytes:
    each = "".join(
        f"<w:p><w:r><w:t>{one[:3]}</w:t></w:r><w:r><w:t>{one[3:]}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    document = f"{head}<w:document {W}><w:body>{each}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", document)
    return out.getvalue()


def pdf(words: str) -> bytes:
    """A PDF of one page, as small as one can be."""
    shown = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1 " + font + b">>>>>>",
        b"<</Length %d>>\nstream\n" % len(shown) + shown + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def locked_pdf() -> bytes:
    writer, out = PdfWriter(io.BytesIO(pdf("nobody reads this"))), io.BytesIO()
    writer.encrypt("a password")
    writer.write(out)
    return out.getvalue()


def locked_docx() -> bytes:
    """A DOCX whose words say that they need a password."""
    data = bytearray(docx("nobody reads this"))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def spoilt_docx() -> bytes:
    """A DOCX whose words are no longer what was packed."""
    data = bytearray(docx("word " * 99))
    at = data.index(b"word/document.xml") + len(b"word/document.xml")
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


def test_a_text_is_read_in_whatever_script() -> None:
    assert read("Größe: 12 m²\r\n\u202eabc 東京\n".encode()) == (
        "Größe: 12 m²\nabc 東京",
        True,
    )


def test_a_document_of_word_is_read_paragraph_by_paragraph() -> None:
    assert read(docx("The report", "120 roofs &amp; more")) == (
        "The report\n120 roofs & more",
        True,
    )


def test_a_pdf_is_read_page_by_page() -> None:
    assert read(pdf("120 roofs have panels")) == ("120 roofs have panels", True)


def test_of_a_long_text_the_beginning_is_read() -> None:
    text, whole = read(b"word\n" * 20_000)
    assert len(text) <= MOST_LETTERS
    assert not whole


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (b"\x00\x01binary", Outcome.WORDLESS),
        (b"\xff\xfe\xfa", Outcome.WORDLESS),
        (b"<!DOCTYPE html><title>Sign in</title>", Outcome.WORDLESS),
        (b"  \n \n", Outcome.EMPTY),
        (b"PK\x03\x04 broken", Outcome.DAMAGED),
        (b"%PDF-1.7 broken", Outcome.DAMAGED),
        (locked_pdf(), Outcome.LOCKED),
        (locked_docx(), Outcome.LOCKED),
        (spoilt_docx(), Outcome.DAMAGED),
        (docx("x" * MOST_XML), Outcome.LARGE),
        (docx("a", head='<!DOCTYPE x [<!ENTITY a "aaa">]>'), Outcome.UNSAFE),
        (docx("a", head=OUTSIDE), Outcome.UNSAFE),
    ],
)
def test_what_is_no_text_or_could_do_harm_is_refused(
    data: bytes, outcome: Outcome
) -> None:
    with pytest.raises(UnreadableError) as caught:
        words_of(data, MOST)
    assert caught.value.outcome is outcome
