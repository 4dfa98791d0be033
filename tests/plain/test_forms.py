"""Forms by ear: search, an answer with reasons and a comment, settings."""

import io
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.domain.errors import Unsaved
from sci_tui.domain.feedback import COMMENT_LIMIT, Helpful, Reason
from sci_tui.layout.spoken import spoken_look
from sci_tui.plain.shell import Shell
from sci_tui.plain.talk import Talk
from sci_tui.plain.window import Measure
from sci_tui.services.feedback import FeedbackBox
from sci_tui.site.routes import parse
from sci_tui.site.site import Site
from tests.plain.sessions import PIECES, STUDY, answers, pieces, session, talked, title

FORM = f"{STUDY}/feedback"


# ---------------------------------------------------------------- search


def test_search_asks_for_words_on_the_row_of_its_label(small: Site) -> None:
    assert "\nSearch for: \nSearch: pill\n" in session(small, "search", "pill")
    assert "\nSearch for: \nSearch: pill\n" in session(small, "1", "pill")


def test_search_without_words_leaves_all_as_it_is(small: Site) -> None:
    for typed in ("", " "):
        asked, here, _ = answers(small, "search", typed, "e", at="latest")[1:]
        assert asked == "Search for: \nNo words were typed, so you are where you were."
        assert here.startswith("Latest research")


def test_other_words_to_search_for_take_the_place_of_the_first(small: Site) -> None:
    _, first, other, back, _ = answers(small, "search dummy", "4", "pill", "b")
    assert title(first) == "Search: dummy"
    assert other.splitlines()[:2] == ["Search for (now dummy): ", "Search: pill"]
    assert title(back) == "Spinal cord injury research, in plain words"


# ---------------------------------------------------------------- answers


def test_an_answer_with_reason_and_comment_is_saved(small: Site, house: House) -> None:
    told = session(small, "f", "p", "4", "9", "Too [many] numbers", "y", "q", at=STUDY)
    assert "Thank you. Your answer “Partly” is saved on this computer." in told
    assert "Saved: “Too hard to read” is chosen." in told
    assert "Thank you. Your comment is saved." in told
    (given,) = house.feedback.all()
    assert (given.helpful, given.reasons) == (Helpful.PARTLY, (Reason.TOO_HARD,))
    assert given.comment == "Too [many] numbers"


def test_choices_say_their_state_and_which_of_how_many_they_are(small: Site) -> None:
    opened = pieces(small, at=FORM)[0]
    assert opened[-4:-1] == [
        "1. Yes. Not chosen, 1 of 3.",
        "2. Partly. Not chosen, 2 of 3.",
        "3. No. Not chosen, 3 of 3.",
    ]


def test_after_an_answer_only_what_is_new_is_said(small: Site) -> None:
    thanks, heading, *reasons, comment = pieces(small, "y", at=FORM)[1]
    assert thanks == "Thank you. Your answer “Yes” is saved on this computer."
    assert heading == "Heading: Why? If you like, choose what fits."
    assert reasons[0] == "4. Too hard to read. Not chosen, 1 of 5."
    assert comment == "9. Write a comment."


def test_a_reason_that_was_chosen_says_so_when_said_again(small: Site) -> None:
    saved, again, _ = pieces(small, "y", "4", "r", at=FORM)[2:]
    assert saved == ["Saved: “Too hard to read” is chosen."]
    assert again[0] == saved[0]
    assert "4. Too hard to read. Chosen, 1 of 5." in again
    whole = pieces(small, "5", "whole", at=FORM)[2]
    assert "5. Too long. Chosen, 2 of 5." in whole


def test_answers_are_listed_and_deleted_once_that_is_confirmed(small: Site, house: House) -> None:
    listed, asked, kept, asked_again, deleted, _ = answers(
        small, "y", "my feedback", "2", "1", "2", "2", at=FORM
    )[2:]
    assert "2. Delete this answer." in listed
    assert title(asked) == title(asked_again) == "Delete an answer"
    assert title(kept) == "Your answers"
    assert deleted.startswith("The answer is deleted.\nYour answers\n")
    assert house.feedback.all() == ()


# ---------------------------------------------------------------- the comment


def test_label_and_comment_share_a_row_and_what_was_typed_is_said_back(small: Site) -> None:
    told = session(small, "y", "9", "Clear", "y", at=FORM)
    assert (
        "Type one line, then Enter. Enter alone leaves it as it is.\n"
        "Your comment: \nYou typed: Clear\nSave it? y or n: \n"
        "Thank you. Your comment is saved.\n"
    ) in told


@pytest.mark.parametrize("typed", ["q", "b", "?", "9", "y", "quit", "-"])
def test_whatever_is_typed_is_the_comment(small: Site, house: House, typed: str) -> None:
    session(small, "y", "9", typed, "yes", at=FORM)
    assert house.feedback.all()[0].comment == typed


@pytest.mark.parametrize("typed", ["", " "])
def test_an_empty_comment_leaves_it_as_it_is(small: Site, house: House, typed: str) -> None:
    told = session(small, "y", "9", "first", "y", "9", typed, at=FORM)
    assert "The comment is left as it is." in told
    assert house.feedback.all()[0].comment == "first"


def test_a_comment_is_typed_anew_where_it_was_not_meant(small: Site, house: House) -> None:
    session(small, "y", "9", "frist", "n", "first", "Y", at=FORM)
    assert house.feedback.all()[0].comment == "first"


def test_leaving_with_something_typed_asks_first(small: Site, house: House) -> None:
    told = session(small, "y", "9", "first", "q", "", "n", "", "e", at=FORM)
    assert told.count("Type y to save, or n to type it anew: ") == 2
    assert "The comment is left as it is." in told
    assert "not saved" not in told
    assert "Was this summary helpful" in told.rpartition("left as it is.")[2]
    assert house.feedback.all()[0].comment == ""


@pytest.mark.parametrize("typed", ["half of a comm", "half of a comm\n", "half of a comm\nx\n"])
def test_the_end_of_input_saves_no_half_comment_and_says_so(
    small: Site, house: House, typed: str
) -> None:
    told = talked(small, io.StringIO(f"y\n9\n{typed}"), at=FORM)
    assert "\nYour comment is not saved. You typed: half of a comm\n" in told
    assert told.endswith("\nGoodbye.\n")
    assert house.feedback.all()[0].comment == ""


def test_ctrl_c_saves_no_half_comment_and_says_so(
    small: Site, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, out = io.StringIO("y\n9\nhalf\n"), io.StringIO()
    really = lines.readline

    def readline() -> str:
        if line := really():
            return line
        raise KeyboardInterrupt

    monkeypatch.setattr(lines, "readline", readline)
    with pytest.raises(KeyboardInterrupt):
        Shell(small, Talk(lines, out, lambda: PIECES)).run(parse(FORM))
    assert out.getvalue().endswith(
        "\nSave it? y or n: \nYour comment is not saved. You typed: half\nGoodbye.\n"
    )
    assert house.feedback.all()[0].comment == ""


def test_a_minus_alone_removes_the_comment_once_that_is_confirmed(
    small: Site, house: House
) -> None:
    told = session(small, "y", "9", "first", "y", "9", "-", "n", "", "9", "-", "y", at=FORM)
    assert "A minus alone removes the comment." in " ".join(told.split())
    assert told.count("Remove your comment? y or n: ") == 2
    assert "Comment removed." in told
    assert house.feedback.all()[0].comment == ""


def test_a_comment_that_is_too_long_is_said_back_and_asked_for_with_the_reason(
    small: Site, house: House
) -> None:
    long = "x" * (COMMENT_LIMIT + 1)
    told = session(small, "y", "9", long, "short", "y", at=FORM)
    in_one = " ".join(told.split())
    assert "The comment has 1001 characters, but there is room for 1000" in in_one
    assert f"You typed: {long}" in in_one.replace("x x", "xx")
    assert "\nYour comment, shorter: \n" in told
    assert house.feedback.all()[0].comment == "short"


def test_a_comment_that_cannot_be_saved_is_kept_to_try_again(
    small: Site, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = FeedbackBox.comment
    fails = iter([True, True, False])

    def comment(box: FeedbackBox, study: str, text: str) -> object:
        if next(fails):
            raise Unsaved("The disk is full. Free some space.")
        return really(box, study, text)

    monkeypatch.setattr(FeedbackBox, "comment", comment)
    told = session(small, "y", "9", "first", "y", "y", "y", at=FORM)
    assert told.count("The disk is full.") == 2
    assert told.count("Not saved yet. Try again? y or n: ") == 2
    assert house.feedback.all()[0].comment == "first"


# ---------------------------------------------------------------- settings


def test_a_setting_is_changed_by_number_and_its_new_value_said(small: Site) -> None:
    _, values, changed, back, _ = answers(small, "settings", "1", "3", "b")[1:]
    assert "3. high-contrast. Not chosen, 3 of 4." in values.splitlines()
    assert changed.startswith("Saved: Colours is now high-contrast.\nSettings\n")
    assert "Now: high-contrast" in changed
    assert title(back) == "Spinal cord injury research, in plain words"
    assert small.settings.theme == "high-contrast"


def test_a_changed_setting_leads_back_to_the_piece_one_was_in(small: Site) -> None:
    few = Measure(spoken_look(ascii_only=False), 8)
    _, second, _, changed, _ = answers(small, "settings", "", "5", "1", measure=few)[1:]
    assert second.startswith("Settings. Page 2 of ")
    assert changed.splitlines()[1] == second.splitlines()[0]


def test_a_setting_that_cannot_be_saved_says_so(small: Site, own_places: object) -> None:
    file = small.settings.file
    assert file is not None
    Path(file).parent.mkdir(parents=True)
    file.write_text("theme = ")
    told = answers(small, "settings", "1", "3")[3]
    assert told.startswith("The setting holds until you leave:")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("faster",), "Saved: Speed of the voice is now 200."),
        (("slower",), "Saved: Speed of the voice is now 150."),
        (("softer",), "Saved: Loudness of the voice is now 80."),
        (("louder",), "Loudness of the voice stays at 100: it goes no further."),
        (("softer", "louder"), "Saved: Loudness of the voice is now 100."),
        (("slower",) * 4, "Speed of the voice stays at 100: it goes no further."),
    ],
)
def test_the_voice_is_set_before_it_speaks(small: Site, typed: tuple[str, ...], said: str) -> None:
    assert answers(small, *typed)[-2] == said
