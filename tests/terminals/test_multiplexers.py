"""Inside a real tmux and a real GNU screen, looked at from outside."""

import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from sci_tui.places import Places
from tests.kiosk.opened import HOME as KIOSK_HOME
from tests.kiosk.opened import SILENT, WAITS
from tests.tui.terminal import PATIENCE, command, environment

SHOWS: Final = "Search the library"


def run(*words: str, **changes: str | None) -> str:
    """What another program says."""
    return subprocess.run(
        words, env=environment(**changes), capture_output=True, check=True, timeout=20
    ).stdout.decode()


class Tmux:
    """A window of tmux with the reader in it, and a shell below."""

    def __init__(self, folder: Path) -> None:
        self._words = ("tmux", "-S", str(folder / "socket"), "-f", "/dev/null")

    def start(self, line: str) -> None:
        """Run a line of the shell in a window of 80 by 24."""
        run(*self._words, "new-session", "-d", "-x", "80", "-y", "24", line, TERM="xterm-256color")

    def type(self, keys: str) -> None:
        """Type some letters."""
        run(*self._words, "send-keys", "-l", keys)

    def text(self) -> str:
        """What stands in the window."""
        return run(*self._words, "capture-pane", "-p")

    def told(self, name: str) -> str:
        """What tmux knows of the window."""
        return run(*self._words, "display-message", "-p", f"#{{{name}}}").strip()

    def end(self) -> None:
        """End it, whatever runs in it."""
        subprocess.run([*self._words, "kill-server"], check=False, capture_output=True)


class Screen:
    """The same in GNU screen."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o700)
        self._folder = folder
        self._words = ("screen", "-S", "reader", "-p", "0", "-X")

    def _run(self, *words: str) -> None:
        run(*words, SCREENDIR=str(self._folder), TERM="xterm", LANG="C.UTF-8")

    def start(self, line: str) -> None:
        """Run a line of the shell in a window of 80 by 24."""
        (self._folder / "rc").write_text("defutf8 on\n", encoding="utf-8")
        rc = str(self._folder / "rc")
        self._run("screen", "-U", "-c", rc, "-dmS", "reader", "sh", "-c", line)

    def type(self, keys: str) -> None:
        """Type some letters."""
        self._run(*self._words, "stuff", keys)

    def text(self) -> str:
        """What stands in the window."""
        copy = self._folder / "copy"
        copy.unlink(missing_ok=True)
        self._run(*self._words, "hardcopy", str(copy))
        deadline = time.monotonic() + 1
        while not copy.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        return copy.read_text(encoding="utf-8", errors="replace") if copy.exists() else ""

    def end(self) -> None:
        """End it, whatever runs in it."""
        env = environment(SCREENDIR=str(self._folder))
        subprocess.run([*self._words, "quit"], env=env, check=False, capture_output=True)


KINDS: Final[dict[str, type[Tmux | Screen]]] = {"tmux": Tmux, "screen": Screen}


@pytest.fixture(params=KINDS)
def window(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tmux | Screen]:
    """A window of one of the two."""
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    opened = KINDS[request.param](tmp_path)
    try:
        yield opened
    finally:
        opened.end()


def until(window: Tmux | Screen, condition: Callable[[str], bool], what: str) -> str:
    """Look until what is seen is right, and still so a moment later."""
    deadline, before = time.monotonic() + PATIENCE, ""
    while True:
        text = window.text()
        if condition(text) and text == before:
            return text
        before = text
        assert time.monotonic() < deadline, f"{what} did not come:\n{text}"
        time.sleep(0.1)


def test_it_is_read_and_left_in_a_window(
    window: Tmux | Screen, small_library: Path, own_places: Places
) -> None:
    home = read_in(window, small_library)
    leave(window, home)


def test_a_kiosk_waits_is_read_and_ended_in_a_window(
    window: Tmux | Screen, small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    number = tmp_path / "process"
    words = shlex.join(command("--library", str(small_library), "--kiosk"))
    kept = shlex.quote(f"echo $$ > {number}; PATH={SILENT} exec {words}")
    window.start(f"echo before; sh -c {kept}; echo left with $?; cat")
    waits = until(window, lambda text: WAITS in text, "the poster")
    assert "before" not in waits
    check_clean(waits)
    for keys, shows in (
        ("\r", KIOSK_HOME), ("1", "5 studies"), ("2", "this study"), ("\r", "part 2 of 8"),
        ("h", KIOSK_HOME), ("3", "three ways"), ("3", "Search for:"),
        ("walking\r", "2 studies with"), ("0", "three ways"), ("0", KIOSK_HOME), ("0", WAITS),
    ):  # fmt: skip
        window.type(keys)
        check_clean(until(window, lambda text: shows in text, shows))  # noqa: B023
    if isinstance(window, Tmux):
        assert window.told("cursor_flag") == "1"
        assert window.told("alternate_on") == "1"
    os.kill(int(number.read_text()), signal.SIGTERM)
    check_left(window, 128 + signal.SIGTERM)


def read_in(window: Tmux | Screen, library: Path) -> str:
    """Open the reader, go through some pages and come back home; what stands there."""
    words = " ".join(f"'{word}'" for word in command("--library", str(library)))
    window.start(f"echo before; {words}; echo left with $?; cat")
    home = until(window, lambda text: SHOWS in text, "home")
    assert "before" not in home
    check_clean(home)
    window.type("l")
    check_clean(until(window, lambda text: "5 studies" in text or "of 5" in text, "the list"))
    window.type("2")
    study = until(window, lambda text: "this study" in text, "a study")
    check_clean(study)
    window.type(" ")
    check_clean(until(window, lambda text: text != study, "the next part"))
    window.type("/")
    check_clean(until(window, lambda text: "Search for:" in text, "the field"))
    window.type("walking\r")
    check_clean(until(window, lambda text: "2 studies with" in text, "what is found"))
    window.type("?")
    check_clean(until(window, lambda text: "Help" in text, "help"))
    window.type("bh")
    again = until(window, lambda text: SHOWS in text, "home")
    assert again.split("\n")[1:-2] == home.split("\n")[1:-2]
    if isinstance(window, Tmux):
        assert window.told("cursor_flag") == "1"
        assert window.told("alternate_on") == "1"
    return again


def leave(window: Tmux | Screen, home: str) -> None:
    """Leave the reader with its key."""
    assert SHOWS in home
    window.type("q")
    assert "Goodbye." in check_left(window, 0)


def check_left(window: Tmux | Screen, code: int) -> str:
    """The shell is there again with its window in order, and gets what is typed."""
    after = until(window, lambda text: f"left with {code}" in text, "the end")
    if isinstance(window, Tmux):
        assert "before" in after
        assert (window.told("alternate_on"), window.told("cursor_flag")) == ("0", "1")
        assert window.told("mouse_any_flag") == "0"
    window.type("typed\r")
    until(window, lambda text: text.count("typed") == 2, "the echo")
    return after


def check_clean(text: str) -> None:
    """Nothing of a sequence stands on the screen as text."""
    for left in ("[?", "[>", "$p", "25u", "2026", "[<"):
        assert left not in text, text
