"""The first page stands on the terminal before Textual is loaded, and Textual draws the same."""

import re
import signal
from pathlib import Path

import pyte
import pytest

from sci_tui.places import Places
from tests.first_page.stopped import Stopped, stopped
from tests.tui.terminal import ALTERNATE_SCREEN, MOUSE, REPORTS
from tests.tui.test_real_terminal import check_restored

HOME = "home"
STUDY = "study/walking-trial-2020"
LIST = "latest"
CODES = "study/walking-trial-2020/take-home"
SIZES = ((80, 24), (120, 40), (40, 12))
MOMENTS = ("textual", "textual.app", "textual.drivers.linux_driver", "sci_tui.tui.screens.asking")
"""What is loaded first and last between the first page and Textual's own, and some between."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_TEXTUAL_BEGINS = b"\x1b[?1000h"


def until_textual(terminal: Stopped) -> None:
    """Wait until Textual has drawn all."""
    terminal.let_on()
    # The last mode that Textual asks for, and the only one that every terminal gets.
    terminal.until(lambda: terminal.written.count(b"\x1b[?7l") == 2, "Textual")
    terminal.until(lambda: b"\x1b[1;1H" in terminal.written.rpartition(b"\x1b[?7l")[2], "it")
    terminal.until_quiet()


def check_same(terminal: Stopped) -> None:
    """The first page and Textual's are the same, cell by cell and with the cursor."""
    cells, cursor = terminal.cells, terminal.cursor
    assert "".join(terminal.rows).strip()
    assert terminal.cursor_is_visible
    until_textual(terminal)
    for y, (first, later) in enumerate(zip(cells, terminal.cells, strict=True)):
        assert first == later, f"row {y}: {terminal.rows[y]!r}"
    assert cursor == terminal.cursor
    assert terminal.cursor_is_visible


@pytest.mark.parametrize("no_color", [None, "1"], ids=["colours", "no colours"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("route", [HOME, STUDY, LIST, CODES])
def test_textual_draws_the_same_cells(
    small_library: Path,
    own_places: Places,
    tmp_path: Path,
    route: str,
    size: tuple[int, int],
    no_color: str | None,
) -> None:
    with stopped(
        tmp_path, small_library, "open", route, size=size, changes={"NO_COLOR": no_color}
    ) as terminal:
        check_same(terminal)


@pytest.mark.parametrize(
    ("theme", "environment"),
    [
        ("dark", {"COLORTERM": "truecolor"}),
        ("light", {}),
        ("high-contrast", {"COLORTERM": "truecolor"}),
        ("terminal", {}),
        ("light", {"TERM": "linux"}),
        ("dark", {"TERM": "xterm-16color", "NO_COLOR": ""}),
        ("light", {"TERM": "vt100", "LANG": "C", "LC_ALL": "C"}),
        ("dark", {"LANG": "C", "LC_ALL": "C"}),
    ],
    ids=str,
)
def test_it_is_so_in_every_theme_and_on_every_terminal(
    small_library: Path,
    own_places: Places,
    tmp_path: Path,
    theme: str,
    environment: dict[str, str],
) -> None:
    assert own_places.config is not None
    own_places.config.parent.mkdir(parents=True)
    own_places.config.write_text(f'theme = "{theme}"\n', encoding="utf-8")
    with stopped(tmp_path, small_library, "open", STUDY, changes=environment) as terminal:
        check_same(terminal)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_says_what_there_is_to_say_first(
    small_library: Path, own_places: Places, tmp_path: Path, size: tuple[int, int]
) -> None:
    with stopped(
        tmp_path, small_library, size=size, changes={"LANG": "C", "LC_ALL": "C"}
    ) as terminal:
        assert "The locale here is not UTF-8" in " ".join(terminal.text.split())
        check_same(terminal)


def test_what_stands_beside_facts_in_a_wide_window_is_the_same(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library, "open", STUDY, size=(150, 12)) as terminal:
        check_same(terminal)


def test_no_frame_in_between_is_another(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library, "open", LIST) as terminal:
        rows = terminal.rows
        until_textual(terminal)
        first, _, textual = terminal.written.partition(_TEXTUAL_BEGINS)
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    stream.feed(first)
    assert list(screen.display) == rows
    for part in re.split(rb"(?=\x1b\[\d+;\d+H)", textual):
        stream.feed(re.sub(rb"\x1b\[[<>=?][\d;]*\$?[a-zA-Z]|\x1b\].*?\x07", b"", part))
        assert list(screen.display) == rows


def test_the_other_screen_is_entered_once_and_nothing_is_cleared(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library) as terminal:
        until_textual(terminal)
        assert terminal.written.count(b"\x1b[?1049h") == 1
        assert not re.search(rb"\x1b\[\d*J|\x1bc", terminal.written)


def test_keys_typed_before_textual_is_there_are_kept_and_not_shown(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library) as terminal:
        assert terminal.rows[terminal.cursor[1]].startswith("▸")
        before = len(terminal.written)
        terminal.press("down", "enter", "/", "walking", "enter")
        assert terminal.read(0.5) == b""
        assert len(terminal.written) == before
        terminal.let_on()
        terminal.until_shown("with “walking”")


def test_ctrl_c_typed_before_textual_is_there_is_a_key(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library) as terminal:
        terminal.press("ctrl+c", "q")
        assert terminal.read(0.5) == b""
        terminal.let_on()
        assert terminal.until_gone() == 0
        check_gone(terminal)


def check_gone(terminal: Stopped) -> None:
    """Nothing of the reader is left."""
    check_restored(terminal)
    assert terminal.flags == terminal.flags_before
    assert terminal.written.count(b"\x1b[?1049l") == 1
    assert b"Traceback" not in terminal.written


@pytest.mark.parametrize("number", SIGNALS, ids=str)
@pytest.mark.parametrize("module", MOMENTS)
def test_a_signal_before_textual_is_there_restores_the_terminal(
    small_library: Path,
    own_places: Places,
    tmp_path: Path,
    module: str,
    number: signal.Signals,
) -> None:
    with stopped(tmp_path, small_library, module=module) as terminal:
        assert terminal.modes[ALTERNATE_SCREEN]
        assert terminal.flags != terminal.flags_before
        terminal.kill(number)
        assert terminal.until_gone() == 128 + number
        check_gone(terminal)


@pytest.mark.parametrize("number", SIGNALS, ids=str)
@pytest.mark.parametrize(
    "written", [_TEXTUAL_BEGINS, b"\x1b[?2026$p", b"\x1b[1;1H\x1b", b"\x1b[24;1H"]
)
def test_a_signal_while_textual_takes_over_restores_the_terminal(
    small_library: Path,
    own_places: Places,
    tmp_path: Path,
    written: bytes,
    number: signal.Signals,
) -> None:
    with stopped(tmp_path, small_library) as terminal:
        before = len(terminal.written)
        terminal.let_on()
        terminal.until(lambda: written in terminal.written[before:], repr(written))
        terminal.kill(number)
        assert terminal.until_gone() == 128 + number
        check_gone(terminal)


def test_it_ends_in_good_order_when_textual_cannot_be_loaded(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library, module="sci_tui.tui.app") as terminal:
        broken = tmp_path / "textual"
        broken.mkdir()
        (broken / "__init__.py").write_text("raise RuntimeError('on purpose')", encoding="utf-8")
        terminal.let_on()
        assert terminal.until_gone() == 70
        check_gone(terminal)
        after = terminal.written.rpartition(b"\x1b[?1049l")[2]
        assert b"Something went wrong inside sci-tui (RuntimeError)." in after


def test_suspended_and_resumed_it_is_left_as_ever(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library) as terminal:
        until_textual(terminal)
        terminal.press("ctrl+z")
        terminal.until(lambda: not terminal.modes[ALTERNATE_SCREEN], "the first screen")
        terminal.until_quiet()
        assert terminal.flags == terminal.flags_before
        terminal.kill(signal.SIGCONT)
        terminal.until(lambda: terminal.modes[ALTERNATE_SCREEN], "the other screen")
        terminal.until_shown("Latest research")
        terminal.until_quiet()
        terminal.press("q")
        assert terminal.until_gone() == 0
        assert terminal.flags == terminal.flags_before
        check_restored(terminal)


def test_a_window_that_is_too_small_gets_no_first_page(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    with stopped(tmp_path, small_library, size=(30, 8)) as terminal:
        assert terminal.written == b""
        assert terminal.flags == terminal.flags_before
        terminal.let_on()
        terminal.until(lambda: "too small" in " ".join(terminal.text.split()), "the sentence")


@pytest.mark.parametrize("option", ["--plain", "--screen-reader"])
def test_by_ear_and_by_line_there_is_no_first_page(
    small_library: Path, own_places: Places, tmp_path: Path, option: str
) -> None:
    module = "sci_tui.plain.shell" if option == "--plain" else "textual"
    terminal = Stopped(tmp_path, small_library, module, option)
    try:
        terminal.until_stopped()
        assert terminal.written == b""
        assert terminal.flags == terminal.flags_before
    finally:
        terminal.close()


def test_a_library_that_cannot_be_read_is_told_before_anything_is_shown(
    own_places: Places, tmp_path: Path
) -> None:
    library = tmp_path / "no.db"
    library.write_bytes(b"not a library")
    terminal = Stopped(tmp_path, library)
    try:
        assert terminal.until_gone() == 3
        assert b"\x1b" not in terminal.written
        assert terminal.written.startswith(b"sci-tui: ")
        modes = (*MOUSE, *REPORTS, ALTERNATE_SCREEN)
        assert not any(terminal.modes.get(mode) for mode in modes)
    finally:
        terminal.close()
