"""What a visitor of a kiosk is asked about a study, and told about the answer."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.domain.feedback import Helpful, Where
from sci_tui.services.feedback import FeedbackBox
from sci_tui.services.kiosk_outbox import UNSAVED_HERE, KioskOutbox
from sci_tui.settings import Settings
from sci_tui.site.actions import Answer, AskComment
from sci_tui.site.pages import Aside, Link, Page
from sci_tui.site.routes import study
from sci_tui.site.site import Site
from tests.small_library import GIVEN_AT

ONE_MAN = study("one-man", "feedback")

Visit = Callable[..., Site]


@pytest.fixture
def kiosk_outbox(tmp_path: Path) -> Iterator[KioskOutbox]:
    with closing(KioskOutbox(tmp_path / "kiosk", lambda sentence: None)) as outbox:
        yield outbox


@pytest.fixture
def visit(house: House, kiosk_outbox: KioskOutbox) -> Visit:
    """Begins the visit of another visitor."""
    numbers = count(1)

    def begin(*, takes_comments: bool = False) -> Site:
        answers = FeedbackBox(
            lambda: kiosk_outbox,
            lambda: GIVEN_AT,
            lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
            Where.KIOSK,
            takes_comments,
        )
        return Site(house.library, answers, Settings())

    return begin


def _asked_for_comments(page: Page) -> list[str]:
    return [
        block.text
        for block in page.blocks
        if isinstance(block, Link) and isinstance(block.to, AskComment)
    ]


def test_it_says_who_reads_the_answer_and_not_that_it_stays_here(visit: Visit) -> None:
    (said,) = (block for block in visit().page(ONE_MAN).blocks if isinstance(block, Aside))
    assert "without your name" in said.text
    assert "This clinic and the people who write the library read them." in said.text
    assert "nowhere else" not in said.text


def test_the_thanks_name_the_answer_and_no_computer(visit: Visit) -> None:
    done = visit().do(Answer("one-man", Helpful.YES))
    assert done.said == "Thank you. Your answer “Yes” is saved."
    assert done.to == ONE_MAN


def test_a_comment_is_offered_only_where_the_clinic_takes_them(visit: Visit) -> None:
    for takes_comments, titles in ((False, []), (True, ["Write a comment"])):
        site = visit(takes_comments=takes_comments)
        site.do(Answer("one-man", Helpful.NO))
        assert _asked_for_comments(site.page(ONE_MAN)) == titles


def test_the_next_visitor_sees_neither_answer_nor_comment(visit: Visit) -> None:
    site = visit(takes_comments=True)
    untouched = site.page(ONE_MAN)
    site.do(Answer("one-man", Helpful.NO))
    site.told(AskComment("one-man", ""), "rosebud")
    assert "rosebud" in repr(site.page(ONE_MAN))
    assert visit(takes_comments=True).page(ONE_MAN) == untouched


def test_a_visitor_whose_answer_cannot_be_kept_is_told_and_reads_on(
    visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "kiosk").write_text("a file where the directory should be")
    site = visit()
    assert site.do(Answer("one-man", Helpful.NO)).said == UNSAVED_HERE
    assert site.page(study("one-man")).blocks
    assert site.page(ONE_MAN).blocks
