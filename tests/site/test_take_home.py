"""Taking a study home: what the page holds, and what comes of printing it."""

import pytest

from sci_tui.cli.house import House
from sci_tui.domain.errors import Unprinted
from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.study import Study
from sci_tui.site import wording
from sci_tui.site.actions import Print
from sci_tui.site.codes import IN_ANY_WINDOW, most_bytes
from sci_tui.site.pages import Code, Heading, Page, Text
from sci_tui.site.routes import study
from sci_tui.site.site import Site
from sci_tui.site.take_home import address_of, take_home_page

TRIAL = "walking-trial-2020"
ROUTE = study(TRIAL, "take-home")


class Printer:
    """Keeps what it is given, or refuses."""

    def __init__(self, trouble: str = "") -> None:
        self.pages: list[Page] = []
        self._trouble = trouble

    def __call__(self, page: Page) -> str:
        if self._trouble:
            raise Unprinted(self._trouble)
        self.pages.append(page)
        return "It prints."


def with_printer(house: House, printer: Printer) -> Site:
    return Site(house.library, house.feedback, house.settings, printer=printer)


def the_codes(page: Page) -> list[Code]:
    return [block for block in page.blocks if isinstance(block, Code)]


def trial(site: Site) -> Study:
    return site._library.study(TRIAL)


def page_of(site: Site, one: Study, side: int = IN_ANY_WINDOW) -> Page:
    return take_home_page(one, site._library.edition(), side, (), can_print=False)


def test_a_heading_of_rank_1_stands_before_each_code(small: Site) -> None:
    for side in (43, 60, IN_ANY_WINDOW):
        small.code_side = side
        blocks = small.page(ROUTE).blocks
        at = [index for index, block in enumerate(blocks) if isinstance(block, Code)]
        assert len(at) > 2
        for index in at:
            before = blocks[index - 1]
            assert isinstance(before, Heading)
            assert before.rank == 1


def test_the_codes_hold_the_address_and_all_of_the_studys_own_text(small: Site) -> None:
    address, *texts = the_codes(small.page(ROUTE))
    assert address.text == "https://doi.org/10.1000/steps.2020.1"
    told = " ".join(" ".join(code.text.partition(") ")[2] for code in texts).split())
    one = trial(small)
    edition = small._library.edition().number
    for wanted in (
        one.title,
        "Fairly, from the design alone.",
        "Sixty people with a long-standing injury took part.",
        "People who cannot stand were not asked to take part.",
        wording.CAREFUL,
        "The trial was short: 12 weeks.",
        "A few people had sore skin from the harness.",
        " ".join(wording.NOT_ADVICE),
        f"Edition {edition},",
    ):
        assert wanted in told
    assert "{" not in told


@pytest.mark.parametrize("side", [43, 66, IN_ANY_WINDOW])
def test_every_code_fits_the_window_and_says_which_part_it_is(small: Site, side: int) -> None:
    small.code_side = side
    texts = the_codes(small.page(ROUTE))[1:]
    for number, code in enumerate(texts, start=1):
        assert len(code.text.encode()) <= most_bytes(side)
        assert code.side == side
        assert code.text.startswith(f"({number}/{len(texts)}) ")
        assert f"part {number} of {len(texts)}" in code.sentences[0]


def test_a_window_without_room_is_told_of_once(small: Site) -> None:
    small.code_side = 20
    page = small.page(ROUTE)
    assert len(the_codes(page)) == 1
    assert Text((wording.NO_ROOM_FOR_CODES,)) in page.blocks


def test_without_a_doi_it_is_the_address_of_what_was_read_and_without_both_it_is_said(
    small: Site,
) -> None:
    one = trial(small)._replace(doi=UNKNOWN)
    first = next(source.address for source in one.sources if source.address is not UNKNOWN)
    assert address_of(one) == first
    assert the_codes(page_of(small, one))[0].text == first
    none = one._replace(sources=tuple(source._replace(address=UNKNOWN) for source in one.sources))
    page = page_of(small, none)
    assert Text((wording.NO_ADDRESS,)) in page.blocks
    assert all("http" not in code.text for code in the_codes(page))


def test_signs_of_a_doi_that_an_address_cannot_have_are_written_otherwise(small: Site) -> None:
    one = trial(small)._replace(doi="10.1002/(SICI)1097<27::AID#3%>3.0.CO;2-é")
    assert address_of(one) == (
        "https://doi.org/10.1002/(SICI)1097%3C27::AID%233%25%3E3.0.CO;2-%C3%A9"
    )


def test_without_a_printer_nothing_offers_to_print(small: Site) -> None:
    assert [link.text for link in small.page(ROUTE).links if link.to == Print(TRIAL)] == []
    assert small.do(Print(TRIAL)).said == wording.NO_PRINTER


def test_a_printer_gets_the_text_of_the_study(house: House) -> None:
    printer = Printer()
    site = with_printer(house, printer)
    (link,) = [link for link in site.page(ROUTE).links if isinstance(link.to, Print)]
    assert link.text == wording.PRINT
    done = site.do(Print(TRIAL))
    assert (done.said, done.to) == ("It prints.", ROUTE)
    (page,) = printer.pages
    told = " ".join(" ".join(block.sentences) for block in page.blocks if isinstance(block, Text))
    assert "Sixty people with a long-standing injury took part." in told
    assert "Step S, Walker W" in told
    assert page.links == ()


@pytest.mark.parametrize("slug", [TRIAL, "nowhere"])
def test_what_could_not_be_printed_is_said(house: House, slug: str) -> None:
    site = with_printer(house, Printer("The printer is on fire."))
    done = site.do(Print(slug))
    assert done.to == study(slug, "take-home")
    assert ("on fire" if slug == TRIAL else "nowhere") in done.said
