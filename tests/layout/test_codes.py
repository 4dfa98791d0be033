"""What is drawn is a code that a camera reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sci_tui.layout.codes import as_svg
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Laid, Look
from sci_tui.layout.markdown import as_markdown
from sci_tui.layout.paper import on_paper
from sci_tui.layout.spoken import spoken_look
from sci_tui.layout.window import code_side
from sci_tui.site import wording
from sci_tui.site.codes import IN_ANY_WINDOW, in_parts
from sci_tui.site.pages import Code, Page
from sci_tui.site.routes import HOME
from sci_tui.site.site import Site
from sci_tui.site.take_home import paper_page
from tests.camera import codes, modules, scanned

ADDRESS = "https://doi.org/10.1016/j.clineuro.2021.106565"
SAID = (wording.holds_address(ADDRESS),)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
)


def page(text: str, side: int = IN_ANY_WINDOW) -> Page:
    return Page(HOME, "Title", (Code(text, SAID, side),))


def drawn(text: str, width: int = 77, side: int = IN_ANY_WINDOW) -> Laid:
    return lay_out(page(text, side), Look(width))


def read(laid: Laid) -> list[str]:
    return [scanned(modules(rows)) for rows in codes(laid.lines)]


def test_a_camera_reads_an_address_in_a_small_window() -> None:
    assert read(drawn(ADDRESS, side=code_side(80, 24))) == [ADDRESS]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_camera_reads_any_text_that_fits(text: str) -> None:
    for part in in_parts(text, IN_ANY_WINDOW):
        assert read(drawn(part)) == [part]


@settings(max_examples=15, deadline=None)
@given(st.text("abc é–’\n", min_size=300, max_size=900), st.integers(43, IN_ANY_WINDOW))
def test_a_long_text_is_read_in_parts_in_any_window(text: str, side: int) -> None:
    found = []
    for part in in_parts(text, side):
        laid = drawn(part, side=side)
        (rows,) = codes(laid.lines)
        assert len(rows) <= (side + 1) // 2
        found += read(laid)
    told = [part.partition(") ")[2] if len(found) > 1 else part for part in found]
    assert "".join("".join(told).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["é", "naïve café", "αβγ", "5 µm ± 1", "½"])
def test_a_short_text_is_not_taken_for_one_in_another_alphabet(text: str) -> None:
    assert read(drawn(text)) == [text]


def test_light_stands_around_it_and_the_camera_sees_what_is_dark() -> None:
    (rows,) = codes(drawn(ADDRESS).lines)
    dark = modules(rows)
    assert not any(any(row) for row in (*dark[:3], *dark[-3:]))
    columns = list(zip(*dark, strict=True))
    assert not any(any(column) for column in (*columns[:3], *columns[-3:]))
    # The corner of the finder pattern is dark.
    first = next(row for row in dark if any(row))
    assert all(first[first.index(True) :][:7])


def test_where_it_has_no_room_a_sentence_says_so_and_gives_the_address() -> None:
    for width, side in ((34, IN_ANY_WINDOW), (77, 34)):
        laid = drawn(ADDRESS, width, side)
        told = " ".join(" ".join(line.text for line in laid.lines).split())
        assert not list(codes(laid.lines))
        assert wording.code_needs(35, 18) in told
        assert ADDRESS in "".join(line.text for line in laid.lines)
    assert list(codes(drawn(ADDRESS, 35).lines))


def test_by_ear_and_in_ascii_there_is_no_picture_but_the_address() -> None:
    for look in (spoken_look(ascii_only=False), Look(77, ascii_only=True), Look(77, spoken=True)):
        told = [line.text for line in lay_out(page(ADDRESS), look).lines]
        assert not set("".join(told)) & set("▀▄█")
        assert ADDRESS in " ".join(told)
    assert wording.ONLY_ASCII_NO_CODE in [
        line.text for line in lay_out(page(ADDRESS), Look(77, ascii_only=True)).lines
    ]


def test_documents_have_the_code_as_a_drawing_or_what_it_holds() -> None:
    svg = as_svg(Code("a & b", ("It holds <b> & more.",), 77))
    assert svg.startswith("<svg")
    assert "<title>It holds &lt;b&gt; &amp; more.</title>" in svg
    text = as_markdown(page("one ``` two"))
    assert "````text\none ``` two\n````" in text


def test_paper_has_66_columns_and_its_code_can_be_read(small: Site) -> None:
    study = small._library.study("walking-trial-2020")
    text = on_paper(paper_page(study, small._library.edition()))
    rows = text.splitlines()
    assert max(map(len, rows)) <= 66
    code = [f"   {row:<66}   " for row in rows if row and not set(row) - set(" ▀▄█")]
    blank = [" " * len(code[0])] * 2
    assert scanned(modules([*blank, *code, *blank])) == "https://doi.org/10.1000/steps.2020.1"
    told = " ".join(text.split())
    assert "Sixty people with a long-standing injury took part." in told
    assert "INFORMATION, NOT MEDICAL ADVICE." in told
