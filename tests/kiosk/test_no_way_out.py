"""A visitor does not get out of the kiosk, whatever is pressed, pasted or sent to it."""

import re
import signal
import termios
from pathlib import Path

import pytest

from bench.kiosk import keys
from bench.kiosk.__main__ import command as bare_command
from bench.kiosk.__main__ import environment as bare_environment
from bench.kiosk.terminal import WAITS
from bench.kiosk.terminal import Terminal as BareTerminal
from sci_tui.places import Places
from tests.kiosk.opened import HOME, SILENT, running, wake
from tests.tui.terminal import ALTERNATE_SCREEN, Terminal, command, environment, fresh_flags

CONTROLS = {
    "Ctrl+C": "\x03",
    "Ctrl+D": "\x04",
    "Ctrl+Q": "\x11",
    "Ctrl+S": "\x13",
    "Ctrl+Z": "\x1a",
    "Ctrl+\\": "\x1c",
    "Ctrl+P": "\x10",
    "Ctrl+L": "\x0c",
    "Alt+F4": "\x1b[1;3S",
    "F12": "\x1b[24~",
    "a shell's escape": "~.",
    "a window's close": "\x1b[11t",
}
SIGNALS = [
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTSTP,
    signal.SIGTTIN,
    signal.SIGTTOU,
    signal.SIGUSR1,
    signal.SIGUSR2,
    signal.SIGCONT,
    signal.SIGWINCH,
]


def is_well(terminal: Terminal) -> bool:
    """Whether it still draws what a key leads to, on a terminal that takes no key for itself."""
    # Out of a field, and away from wherever the keys have led.
    terminal.press("\x1bOQ", "\x1bOQ", "h")
    terminal.until_shown(HOME)
    terminal.press("2")
    terminal.until_shown("Categories")
    terminal.press("h")
    terminal.until_shown(HOME)
    terminal.until_quiet()
    flags = terminal.flags[3]
    assert isinstance(flags, int)
    taken = flags & (termios.ISIG | termios.ICANON | termios.ECHO)
    return terminal.child.isalive() and not taken and terminal.modes[ALTERNATE_SCREEN]


def test_no_key_leads_out(small_library: Path, own_places: Places) -> None:
    with running(small_library) as terminal:
        wake(terminal)
        for name, key in CONTROLS.items():
            terminal.press(key)
            terminal.until_quiet()
            assert is_well(terminal), name


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_no_signal_leads_out_or_stops_it(
    small_library: Path, own_places: Places, number: signal.Signals
) -> None:
    with running(small_library) as terminal:
        terminal.kill(number)
        wake(terminal)
        terminal.kill(number)
        assert is_well(terminal)


def test_a_system_that_asks_it_to_end_is_obeyed_and_finds_the_terminal_in_order(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library) as terminal:
        wake(terminal)
        terminal.kill(signal.SIGTERM)
        assert terminal.until_ended() == 128 + signal.SIGTERM
        assert not terminal.modes[ALTERNATE_SCREEN]
        assert terminal.cursor_is_visible


def test_a_terminal_that_is_gone_ends_it_however_it_was_started(
    small_library: Path, own_places: Places
) -> None:
    terminal = Terminal(
        (
            "/usr/bin/env",
            "--ignore-signal=HUP",
            *command("--library", str(small_library), "--kiosk"),
        ),
        environment(PATH=SILENT),
    )
    terminal.until_shown(WAITS)
    terminal.kill(signal.SIGHUP)
    assert terminal.until_ended() == 128 + signal.SIGHUP


@pytest.mark.parametrize(
    "pasted",
    [
        "\x1b[200~q\rq\r\x03\x1a\x1b[201~",
        "\x1b[200~\x1b]52;c;aGVsbG8=\x07\x1b[201~",
        "\x1b]0;gone\x07",
        "\x1b[?1049l\x1b[?25l\x1bc",
        "\x1bP$qm\x1b\\",
    ],
)
def test_what_is_pasted_does_nothing_to_the_terminal(
    small_library: Path, own_places: Places, pasted: str
) -> None:
    with running(small_library) as terminal:
        wake(terminal)
        before = len(terminal.written)
        terminal.press(pasted)
        terminal.until_quiet()
        written = terminal.written[before:]
        assert not re.search(rb"\x1b\]|\x1bP|\x1bc|\x1b\[\?1049l|\x1b\[\?25l", written)
        assert is_well(terminal)


def test_a_window_of_any_size_is_borne(small_library: Path, own_places: Places) -> None:
    with running(small_library) as terminal:
        wake(terminal)
        for size in ((1, 1), (200, 60), (3, 40), (40, 12), (80, 24)):
            terminal.resize(*size)
            terminal.until_quiet()
        assert is_well(terminal)


def test_thousands_of_random_keys_leave_it_well(tmp_path: Path) -> None:
    """The same keys as those of ``python -m bench.kiosk keys``, which presses a million."""
    terminal = BareTerminal(bare_command(), bare_environment(tmp_path))
    terminal.until_shown(WAITS)
    held = list(keys.press(terminal, 3_000, 6, lambda count, vitals: None))
    assert held
    assert terminal.end() == 128 + signal.SIGTERM
    assert not (tmp_path / ".cache" / "sci-tui" / "crash.txt").exists()


def test_a_fresh_terminal_has_other_flags() -> None:
    """So that the look at the flags above can fail."""
    flags = fresh_flags()[3]
    assert isinstance(flags, int)
    assert flags & termios.ISIG
