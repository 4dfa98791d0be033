"""A visitor leaves no trace: no file holds a word of theirs when they are gone."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.kiosk_settings import KioskSettings
from sci_tui.places import Places
from sci_tui.tui.kiosk.app import RENEWED_AFTER
from tests.kiosk.opened import HOME, WAITS, running, settle_in, wake
from tests.tui.terminal import Terminal

SOUGHT = "xanthochromic"
FOUND_IN = "zygomorphic"
DRAFT = "quixotically"
SAID = "jabberwocky"
WORDS = (SOUGHT, FOUND_IN, DRAFT)


@pytest.fixture
def places_of_it(tmp_path: Path, own_places: Places) -> Path:
    """Everything that the kiosk may write to: its home, data, cache and temporary files."""
    (tmp_path / "tmp").mkdir()
    assert own_places.data
    settle_in(own_places.data, KioskSettings(comments=True))
    return tmp_path


def everything(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below a folder, and what is in it."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file, file.read_bytes()


def with_words(folder: Path, *words: str) -> list[Path]:
    """The files that hold one of some words, as they may be written."""
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return [
        file for file, held in everything(folder) if any(form in held.lower() for form in forms)
    ]


def visit(terminal: Terminal) -> None:
    """Search, look for words in a page, choose what one is, begin a comment, change colours."""
    wake(terminal)
    terminal.press("f6")
    terminal.until_shown("Search for:")
    terminal.press(SOUGHT, "enter")
    terminal.until_shown(f"Search: {SOUGHT}")
    terminal.press("h", "4")
    terminal.until_shown("Studies like me")
    terminal.press("1", "1", "h", "1", "1")
    terminal.until_shown("How sure can we be?".upper())
    terminal.press("i")
    terminal.until_shown("Find in this page:")
    terminal.press(FOUND_IN, "enter")
    terminal.until_shown("No match")
    terminal.press("f")
    terminal.until_shown("read them")
    terminal.press("1")
    terminal.until_shown("Thank you")
    terminal.press("9")
    terminal.until_shown("Your comment:")
    terminal.press(DRAFT)
    terminal.until_shown(DRAFT)
    terminal.press("\x1bOQ", "\x1bOQ")
    terminal.until_quiet()


@pytest.mark.parametrize("end", ["finished", "killed"])
def test_no_file_holds_a_word_of_a_visitor(
    small_library: Path, places_of_it: Path, own_places: Places, end: str
) -> None:
    with running(small_library, TMPDIR=str(places_of_it / "tmp")) as terminal:
        visit(terminal)
        if end == "killed":
            terminal.kill(signal.SIGKILL)
            terminal.until_ended()
        else:
            terminal.press("h")
            terminal.until_shown(HOME)
            terminal.press("0")
            terminal.until_shown(WAITS)
            assert with_words(places_of_it, *WORDS) == []
            terminal.kill(signal.SIGTERM)
            terminal.until_ended()
    assert with_words(places_of_it, *WORDS) == []
    assert own_places.data
    assert (own_places.data / "user.db").exists()


def test_a_comment_that_was_sent_is_where_it_should_be_and_nowhere_else(
    small_library: Path, places_of_it: Path, own_places: Places
) -> None:
    with running(small_library, TMPDIR=str(places_of_it / "tmp")) as terminal:
        wake(terminal)
        terminal.press("1", "1", "f")
        terminal.until_shown("read them")
        terminal.press("1")
        terminal.until_shown("Thank you")
        terminal.press("9")
        terminal.until_shown("Your comment:")
        terminal.press(SAID, "enter")
        terminal.until_shown("Your comment is saved")
        terminal.press("q")
        terminal.until_shown(WAITS)
        terminal.kill(signal.SIGTERM)
        terminal.until_ended()
    (file,) = with_words(places_of_it, SAID)
    assert file.name == "user.db"


def test_the_next_visitor_sees_nothing_of_the_last(small_library: Path, places_of_it: Path) -> None:
    with running(small_library) as terminal:
        visit(terminal)
        terminal.press("q")
        terminal.until_shown(WAITS)
        before = len(terminal.written)
        wake(terminal)
        terminal.press("f6")
        terminal.until_shown("Search for:")
        terminal.press("\x1bOQ", "h", "4")
        terminal.until_shown("Studies like me")
        terminal.until_quiet()
        assert "left open" in terminal.text
        terminal.press("h", "1", "1", "f")
        terminal.until_shown("read them")
        terminal.until_quiet()
        assert "your answer" not in terminal.text
        shown = terminal.written[before:].lower()
        assert not any(word.encode() in shown for word in WORDS)


def test_after_some_visits_it_is_the_same_process_anew(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library) as terminal:
        image = Path(f"/proc/{terminal.child.pid}/auxv")
        started = image.read_bytes()
        for _ in range(RENEWED_AFTER):
            terminal.until_shown(WAITS)
            terminal.until_quiet()
            wake(terminal)
            terminal.press("q")
        terminal.until_shown(WAITS)
        terminal.until_quiet()
        # Another program image has another stack; only exec gives a process another.
        assert image.read_bytes() != started
        terminal.kill(signal.SIGINT)
        wake(terminal)


def test_nothing_changes_by_itself_while_somebody_reads(
    small_library: Path, own_places: Places
) -> None:
    assert own_places.kiosk
    own_places.kiosk.parent.mkdir(parents=True, exist_ok=True)
    own_places.kiosk.write_text("attract = 10\n", encoding="utf-8")
    with running(small_library) as terminal:
        wake(terminal)
        terminal.until_quiet()
        assert terminal.read(12.0) == b""
