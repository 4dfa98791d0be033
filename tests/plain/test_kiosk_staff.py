"""The staff of a kiosk at a real terminal that only prints."""

import re
import shutil
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sci_tui import kiosk_settings
from sci_tui.places import Places
from sci_tui.services.kiosk_log import FILE_NAME
from sci_tui.services.pin import Pin
from sci_tui.site.kiosk import staff_wording, wording
from tests.disks import disk_at
from tests.plain.test_kiosk import SILENT, kiosk, typed, waits
from tests.tui.terminal import Terminal

PIN = "270419"
WRONG = "380520"
KEYS = "....."


@pytest.fixture(scope="module")
def pin_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept of the PIN, worked out once."""
    pin = Pin(tmp_path_factory.mktemp("pin"))
    pin.set(PIN)
    assert pin.file
    return pin.file


@pytest.fixture
def data(own_places: Places, pin_file: Path) -> Path:
    """The data directory of a kiosk with a PIN."""
    assert own_places.data
    own_places.data.mkdir()
    shutil.copy(pin_file, own_places.data)
    return own_places.data


@contextmanager
def staff(
    library: Path, places: Places, settings: str = SILENT, size: tuple[int, int] = (80, 24)
) -> Iterator[Terminal]:
    """A kiosk whose staff came in."""
    with kiosk(library, places, settings, size) as terminal:
        assert "PIN" in typed(terminal, KEYS)
        assert staff_wording.TITLE in typed(terminal, PIN)
        yield terminal


def echoes(terminal: Terminal) -> bool:
    """Whether the terminal shows what is typed."""
    return bool(termios.tcgetattr(terminal.child.child_fd)[3] & termios.ECHO)


def test_the_pin_is_asked_for_on_any_page_and_never_shown(
    small_library: Path, own_places: Places, data: Path
) -> None:
    with kiosk(small_library, own_places) as terminal:
        typed(terminal, "", "1", "2")
        asked = typed(terminal, KEYS)
        assert staff_wording.PIN_TITLE in asked
        assert not echoes(terminal)
        assert "That is not the PIN" in typed(terminal, WRONG)
        assert staff_wording.PIN_BY_LINE[0] in typed(terminal, "abc")
        assert "4. Settings" in typed(terminal, PIN)
        assert echoes(terminal)
        for pin in (PIN, WRONG, "abc"):
            assert pin.encode() not in terminal.written
        # What the visitor saw is out of sight.
        assert "Latest research" not in terminal.text
        typed(terminal, "0")
        assert waits(terminal)


def test_without_a_digit_one_is_back_where_one_was(
    small_library: Path, own_places: Places, data: Path
) -> None:
    with kiosk(small_library, own_places) as terminal:
        typed(terminal, "", "1", KEYS)
        assert typed(terminal, "").startswith("Number (0 goes back")
        assert echoes(terminal)
        assert "square" in " ".join(typed(terminal, "2").split())


def test_without_a_pin_nobody_comes_in_and_is_told_why(
    small_library: Path, own_places: Places
) -> None:
    with kiosk(small_library, own_places) as terminal:
        told = " ".join(typed(terminal, KEYS).split())
        assert staff_wording.PIN_CLOSED in told
        assert "kiosk set-pin" in told
        assert "1. Latest research" in told


def test_after_wrong_pins_one_waits(small_library: Path, own_places: Places, data: Path) -> None:
    with kiosk(small_library, own_places) as terminal:
        told = " ".join(typed(terminal, KEYS, WRONG, WRONG, WRONG).split())
        # The seconds are told as they are when it is told.
        assert re.search(r"Wait (30|[12]\d) seconds", told)
        assert staff_wording.PIN_LOCKED in " ".join(typed(terminal, PIN).split())


def test_who_leaves_the_question_open_is_forgotten(
    small_library: Path, own_places: Places, data: Path
) -> None:
    with kiosk(small_library, own_places, SILENT + "idle-elsewhere = 30\n") as terminal:
        typed(terminal, KEYS)
        terminal.press(PIN[:3])
        terminal.until_shown(wording.STILL_THERE)
        terminal.until(lambda: waits(terminal), "the wait for the next visitor")
        assert echoes(terminal)
        assert PIN[:3].encode() not in terminal.written
        assert "1. Latest research" in typed(terminal, "")


def test_staff_change_settings_and_write_the_note(
    small_library: Path, own_places: Places, data: Path
) -> None:
    with staff(small_library, own_places) as terminal:
        assert "Idle time" in typed(terminal, "4", "1")
        assert "5 minutes" in typed(terminal, "4")
        typed(terminal, "0", "3", "2")
        long = "a" * 301
        assert long in typed(terminal, long).replace("\n", "")
        assert "Note:" in typed(terminal, "2")
        assert staff_wording.NOTE_LEFT in typed(terminal, "")
        assert staff_wording.NOTE_SAVED in typed(terminal, "2", "Ask Jo.")
        assert staff_wording.NOTE_ALONE in typed(terminal, "2")
        typed(terminal, "", "0", "0")
        assert waits(terminal)
        assert "Ask Jo." in typed(terminal, "")
    assert own_places.kiosk
    saved = kiosk_settings.load(own_places.kiosk)
    assert (saved.idle_on_study, saved.note) == (300, "Ask Jo.")


def test_staff_take_answers_away_and_look_at_health(
    small_library: Path, own_places: Places, data: Path, tmp_path: Path
) -> None:
    place = tmp_path / "media"
    place.mkdir()
    settings = f'{SILENT}sticks = "{place}"\n'
    with disk_at(place / "stick", "1m"), staff(small_library, own_places, settings) as terminal:
        assert "stick" in typed(terminal, "1")
        assert "0 answers" in typed(terminal, "1")
        assert [folder.name[:8] for folder in (place / "stick").iterdir()] == ["sci-tui-"]
        assert "Looked at anew" in typed(terminal, "0", "5", "1")


@pytest.mark.parametrize(("allowed", "choice", "code"), [("", "7", 10), ("true", "8", 11)])
def test_staff_leave_with_the_code_that_the_unit_acts_on(
    small_library: Path, own_places: Places, data: Path, allowed: str, choice: str, code: int
) -> None:
    settings = SILENT + (f"shut-down = {allowed}\n" if allowed else "")
    with staff(small_library, own_places, settings) as terminal:
        typed(terminal, choice)
        terminal.press("2", "enter")
        assert terminal.until_ended() == code
        assert "1. Answers" not in terminal.text
    log = (data / FILE_NAME).read_text(encoding="utf-8")
    assert PIN not in log
    assert "staff" in log.casefold()
