"""The words of attached files: whatever they are called, and whatever is in them."""

import io
import json
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from bot.adapters.decoder.reading_docx import MOST_XML
from bot.adapters.decoder.reading_pdf import MOST_PAGES
from bot.adapters.decoder.reading_texts import MOST_LETTERS, words_of
from bot.adapters.decoder.wire import Outcome, UnreadableError

MOST = 1_000_000
W = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)


def read(data: bytes) -> tuple[str, bool]:
    found = json.loads(words_of(data, MOST).data)
    return found["text"], found["whole"]


def docx(*paragraphs: str, head: str = "") -> bytes:
    each = "".join(
        f"<w:p><w:r><w:t>{one[:3]}</w:t></w:r><w:r><w:t>{one[3:]}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    return docx_of(each, head)


def docx_of(body: str, head: str = "") -> bytes:
    """A DOCX with this XML in it."""
    document = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
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


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_text_of_windows_is_read(coding: str) -> None:
    words = "Größe: 12 m², café, naïve, 5 £"
    assert read(words.encode(coding)) == (words, True)


def test_a_large_text_of_short_lines_is_read_from_its_beginning() -> None:
    text, whole = read(b"12\n" * 6_000_000)
    assert text.startswith("12\n12\n")
    assert not whole


def test_blank_lines_are_not_told_one_by_one() -> None:
    assert read(b"\n\n120 roofs\n\n\n \n\nwalls\n\n") == ("120 roofs\n\nwalls", True)


def test_a_document_of_word_is_read_paragraph_by_paragraph() -> None:
    assert read(docx("The report", "120 roofs &amp; more")) == (
        "The report\n120 roofs & more",
        True,
    )


def test_tabs_and_line_breaks_of_word_keep_words_apart() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('Roofs')}<w:r><w:tab/></w:r>{run.format('120')}"
    body += f"<w:r><w:br/></w:r>{run.format('Walls')}</w:p>"
    assert read(docx_of(body)) == ("Roofs\t120\nWalls", True)


def test_what_word_says_twice_for_older_programs_is_read_once() -> None:
    """A text box is a paragraph within a paragraph."""
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
    twice += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Before</w:t></w:r><w:r>{twice}</w:r></w:p>"
    assert sorted(read(docx_of(body))[0].split("\n")) == ["Before", "In a box"]


def test_of_a_huge_table_of_word_the_beginning_is_read() -> None:
    """Also if it is larger than what fits in memory at once."""
    cells = "".join(
        f"<w:tc><w:p><w:r><w:t>{n}</w:t></w:r></w:p></w:tc>" for n in range(9)
    )
    text, whole = read(docx_of(f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 60_000}</w:tbl>"))
    assert text.startswith("0\n1\n2")
    assert len(text) > MOST_LETTERS - 3
    assert not whole
    assert read(docx("x" * MOST_XML)) == ("x" * MOST_LETTERS, False)


def test_what_takes_too_long_of_a_document_of_word_is_not_read() -> None:
    """Tags without words: what stands before them is read."""
    said = "<w:p><w:r><w:t>120 roofs</w:t></w:r></w:p>"
    assert read(docx_of(said + "<w:p><w:r/></w:p>" * 1_100_000)) == ("120 roofs", False)


def test_a_pdf_is_read_page_by_page() -> None:
    assert read(pdf("120 roofs have panels")) == ("120 roofs have panels", True)


def test_of_a_pdf_with_many_pages_the_first_ones_are_read() -> None:
    """Nothing stands for the pages that are not read."""
    writer, out = PdfWriter(), io.BytesIO()
    page = PdfReader(io.BytesIO(pdf("120 roofs"))).pages[0]
    for _ in range(MOST_PAGES + 20):
        writer.add_page(page)
    writer.write(out)
    text, whole = read(out.getvalue())
    assert text == "\n".join(["120 roofs"] * MOST_PAGES)
    assert not whole


def test_of_a_pdf_with_a_spoilt_page_those_before_it_are_read() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    for words in ("120 roofs", "nobody reads this"):
        writer.add_page(PdfReader(io.BytesIO(pdf(words))).pages[0])
    writer.write(out)
    before, _, after = out.getvalue().rpartition(b"endstream")
    assert read(before + b"endstreak" + after) == ("120 roofs", False)


def test_a_scan_is_said_to_have_no_words() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    with pytest.raises(UnreadableError, match="perhaps because it is a scan"):
        words_of(out.getvalue(), MOST)


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
        (b"  \n \n", Outcome.SILENT),
        (docx(""), Outcome.SILENT),
        ("Большие крыши и солнце".encode("koi8-r"), Outcome.WORDLESS),
        (b"MZ\x90\x03\x04\xff\xff\xb8 a program", Outcome.WORDLESS),
        (b"PK\x03\x04 broken", Outcome.DAMAGED),
        (b"%PDF-1.7 broken", Outcome.DAMAGED),
        (locked_pdf(), Outcome.LOCKED),
        (locked_docx(), Outcome.LOCKED),
        (spoilt_docx(), Outcome.DAMAGED),
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
