"""Was this summary helpful? Answers on the screen are answers in the store."""

import sqlite3
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.domain.feedback import Feedback, Helpful, Reason
from sci_tui.site.site import Site
from tests.tui.reader import opened

STUDY = "study/walking-trial-2020"
FORM = f"{STUDY}/feedback"


def kept(house: House) -> tuple[Feedback, ...]:
    """What another program finds in the store."""
    assert house.places.data is not None
    file = house.places.data / "user.db"
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
    with House() as another:
        return another.feedback.all()


@pytest.mark.parametrize(
    ("key", "helpful"), [("y", Helpful.YES), ("p", Helpful.PARTLY), ("n", Helpful.NO)]
)
async def test_one_key_answers_and_is_saved_before_the_thanks(
    small: Site, house: House, key: str, helpful: Helpful
) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("f", key)
        assert reader.said.startswith("Thank you. Your answer")
        (given,) = kept(house)
        assert (given.study, given.helpful) == ("walking-trial-2020", helpful)
        assert given.edition == 7
        marked = [row for row in reader.rows if "your answer, saved" in row]
        assert len(marked) == 1
        assert helpful.value.capitalize() in marked[0]


@pytest.mark.parametrize(("number", "helpful"), list(enumerate(Helpful, start=1)))
async def test_the_answers_are_also_links_one_two_three(
    small: Site, house: House, number: int, helpful: Helpful
) -> None:
    async with opened(small, FORM) as reader:
        await reader.press(str(number))
        (given,) = kept(house)
        assert given.helpful is helpful


async def test_an_answer_is_given_at_the_end_of_a_study_too(small: Site, house: House) -> None:
    async with opened(small, STUDY) as reader:
        number = [link.text for link in reader.page.links].index("Partly") + 1
        await reader.type(str(number))
        await reader.press("enter")
        assert reader.route == FORM
        (given,) = kept(house)
        assert given.helpful is Helpful.PARTLY


async def test_n_is_no_on_the_feedback_page_even_after_a_search_in_it(
    small: Site, house: House
) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("i", "y", "enter", "n")
        (given,) = kept(house)
        assert given.helpful is Helpful.NO


async def test_another_answer_changes_the_first(small: Site, house: House) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y", "p")
        (given,) = kept(house)
        assert given.helpful is Helpful.PARTLY


async def test_reasons_are_chosen_and_taken_back(small: Site, house: House) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("p")
        # Nine links in all, so a digit acts at once.
        await reader.press("4")
        assert reader.said == "Saved: “Too hard to read” is chosen."
        await reader.press("7")
        (given,) = kept(house)
        assert given.reasons == (Reason.TOO_HARD, Reason.NUMBERS_UNCLEAR)
        assert sum("not chosen" in row for row in reader.rows) == 3
        await reader.press("4")
        assert reader.said == "Saved: “Too hard to read” is not chosen any more."
        (given,) = kept(house)
        assert given.reasons == (Reason.NUMBERS_UNCLEAR,)


async def test_choosing_a_reason_stays_on_its_line(small: Site) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y", "tab", "tab", "tab", "enter")
        assert reader.said == "Saved: “Too hard to read” is chosen."
        assert reader.link == "Too hard to read"
        await reader.press("enter")
        assert reader.said == "Saved: “Too hard to read” is not chosen any more."
        assert reader.link == "Too hard to read"


async def test_a_comment_is_saved_and_shown(small: Site, house: House) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y", "9")
        assert reader.prompt.is_open
        await reader.type("Why [not] 12?")
        await reader.press("enter")
        assert reader.said == "Thank you. Your comment is saved."
        assert "Why [not] 12?" in reader.text
        (given,) = kept(house)
        assert given.comment == "Why [not] 12?"
        # It can be changed: the field begins with it.
        await reader.press("9")
        assert reader.field.value == "Why [not] 12?"
        await reader.press("!", "enter")
        (given,) = kept(house)
        assert given.comment == "Why [not] 12?!"


async def test_a_comment_that_cannot_be_saved_stays_in_the_field_and_says_why(
    small: Site, house: House
) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y", "9")
        await reader.type("Do not lose me")
        file = _store(house)
        kept_aside = file.with_name("aside.db")
        house.feedback.close()
        file.rename(kept_aside)
        file.write_bytes(b"this is no store of ours")
        await reader.press("enter")
        assert "could not be" in reader.said
        assert file.name in reader.said
        assert reader.prompt.is_open
        assert reader.field.value == "Do not lose me"
        # Once the trouble is gone, Enter saves what still stands there.
        file.unlink()
        kept_aside.rename(file)
        await reader.press("enter")
        assert reader.said == "Thank you. Your comment is saved."
        (given,) = kept(house)
        assert given.comment == "Do not lose me"


async def test_an_answer_that_cannot_be_saved_says_why_and_reading_goes_on(
    small: Site, house: House
) -> None:
    assert house.places.data is not None
    # A file where the directory should be.
    house.places.data.write_text("in the way")
    async with opened(small, FORM) as reader:
        await reader.press("y")
        assert "could not be saved" in reader.said
        assert "Thank you" not in reader.text
        await reader.press("h")
        assert reader.route == "home"


async def test_a_comment_left_unsent_is_there_again(small: Site) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y", "9")
        await reader.type("half")
        await reader.press("f2", "f2", "9")
        assert reader.field.value == "half"


async def test_an_answer_is_changed_from_the_list_of_answers(small: Site, house: House) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y", "h")
        number = [link.text for link in reader.page.links].index("Your answers") + 1
        await reader.press(str(number), "enter")
        assert reader.route == "my-feedback"
        assert "1 answer." in reader.text
        await reader.press("1")
        assert reader.route == FORM
        await reader.press("n")
        (given,) = kept(house)
        assert given.helpful is Helpful.NO


async def test_an_answer_is_deleted_only_after_a_question(small: Site, house: House) -> None:
    async with opened(small, FORM) as reader:
        await reader.press("y")
        await reader.press("h", "9", "enter", "2")
        assert "Delete your answer about" in reader.text
        assert reader.link == "No, keep it"
        await reader.press("1")
        assert reader.route == "my-feedback"
        assert len(kept(house)) == 1
        await reader.press("2", "2")
        assert reader.said == "The answer is deleted."
        assert reader.route == "my-feedback"
        assert "0 answers." in reader.text
        assert kept(house) == ()
        # Going back does not lead to the question about what is gone.
        await reader.press("b")
        assert "Not there" not in reader.text


def _store(house: House) -> Path:
    assert house.places.data is not None
    return house.places.data / "user.db"
