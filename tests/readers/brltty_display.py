"""A braille display of so many cells with the real BRLTTY behind it.

BRLTTY's driver "vr" (Virtual) is a display at the other end of a socket: it says in lines of text
what stands in the cells, and takes commands, as from the keys of a display. Here that is a socket
in a folder; nothing is bound to the network, and no device is touched.

Whether BRLTTY has seen what the screen shows is not a matter of time: it notes every look at the
screen in its log, so one waits for a look that began after the screen was written.
"""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from tests.readers.brltty_screen import SharedScreen
from tests.tui.terminal import PATIENCE

_LOOK: Final = 0.005
_VISUAL: Final = re.compile(r'Visual "(.*)"')
_BRAILLE: Final = re.compile(r'Braille "(.*)"')
_ESCAPED: Final = re.compile(r"\\(.)")
_CURSOR_DOTS: Final = "78"

_A_LOOK: Final = re.compile(rb"update: starting\n.*?update: finished\n", re.DOTALL)
_SCREEN: Final = b"update: screen: "
_ATTACHED: Final = b"Screen image shared memory key: "
_CAN_GIVE_UP_RIGHTS: Final = 1 << 8
"""The right CAP_SETPCAP."""


class Line(NamedTuple):
    """What stands on a display."""

    text: str
    cells: Sequence[str]
    """The dots of every cell; none in an empty one."""

    @property
    def cursor(self) -> int | None:
        """The first cell is number 1; None if the cursor is elsewhere on the screen."""
        marked = [
            number for number, dots in enumerate(self.cells, 1) if dots.endswith(_CURSOR_DOTS)
        ]
        # Letters with an accent may have the dots of the cursor themselves.
        plain = [number for number in marked if self.text[number - 1 : number].isascii()]
        candidates = plain or marked
        assert len(candidates) < 2, f"The cursor is in one of {candidates}: {self.text!r}"
        return candidates[0] if candidates else None


class Display:
    """A display and its BRLTTY, to be ended with ``end``.

    Args:
        cells: How many there are.
    """

    def __init__(self, cells: int) -> None:
        self.cells = cells
        self.shown: list[str] = []
        """Every text that stood on the display, one after the other."""

        self._text = ""
        self._dots: Sequence[str] = ()
        self._unread = b""
        self._things = ExitStack()
        try:
            self._begin()
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End BRLTTY, and leave nothing behind."""
        self._things.close()

    # ------------------------------------------------------------ the screen and the display

    def show(self, rows: Sequence[str], cursor: tuple[int, int]) -> None:
        """Put before BRLTTY what a terminal shows."""
        self._screen.show(rows, cursor)

    def line(self, mark: int | None = None) -> Line:
        """What stands there once BRLTTY has seen the screen of now, or of an earlier mark."""
        begun = self.mark() if mark is None else mark
        self._until(lambda: self._has_looked_since(begun), "look at the screen")
        self._take_in()
        return Line(self._text, self._dots)

    def mark(self) -> int:
        """This moment, for BRLTTY."""
        return (self._folder / "log").stat().st_size

    def press(self, command: str) -> None:
        """A key of the display: LNUP, LNDN, FWINLT, FWINRT, HOME, ... (man brltty)."""
        mark = self.mark()
        self._socket.sendall(f"{command}\n".encode())
        self._until(lambda: f" ({command}: ".encode() in self._log(mark), f"{command}")

    # ------------------------------------------------------------ beginning and ending

    def _begin(self) -> None:
        self._folder, self._screen = self._place()
        self._things.callback(self._screen.close)
        self.show([" " * 80] * 24, (0, 0))
        listening = self._things.enter_context(socket.socket(socket.AF_UNIX))
        listening.bind(str(self._folder / "display"))
        listening.listen(1)
        self._process = self._started()
        self._things.callback(self._stop)
        self._socket = self._things.enter_context(self._connected(listening))
        self._socket.sendall(f"cells {self.cells}\n".encode())
        self._until(lambda: _ATTACHED in self._log(0), "screen")
        self._screen.forget()
        # The cursor at least is to be felt on an empty screen.
        self._until(self._shows_something, "first line")

    def _place(self) -> tuple[Path, SharedScreen]:
        """A folder of its own, with a key that nobody else has made of another one."""
        while True:
            folder = Path(tempfile.mkdtemp(prefix="brltty-"))
            self._things.callback(shutil.rmtree, folder)
            try:
                return folder, SharedScreen(folder)
            except FileExistsError:
                continue

    def _started(self) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("wb") as log:
            return subprocess.Popen(
                [*_alone(), "/bin/brltty", *self._options()],
                cwd=self._folder,
                env={"HOME": str(self._folder), "LANG": "C", "PATH": "/usr/bin:/bin"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _options(self) -> list[str]:
        """Everything private, and no speech, keyboard, sound or programming interface."""
        (self._folder / "brltty.conf").touch()
        (self._folder / "written").mkdir()
        options = {
            "--braille-driver": "vr",
            "--braille-device": f"client:{self._folder / 'display'}",
            "--screen-driver": "sc",
            "--speech-driver": "no",
            "--keyboard-table": "off",
            "--configuration-file": str(self._folder / "brltty.conf"),
            # As root it takes this folder for its home.
            "--updatable-directory": str(self._folder),
            "--writable-directory": str(self._folder / "written"),
            "--pid-file": str(self._folder / "pid"),
            "--override-preferences": "alert-tunes=no",
            "--log-level": "debug,update",
        }
        switches = "--no-daemon --standard-error --quiet --no-api --stay-privileged".split()
        return [*switches, *(f"{name}={value}" for name, value in options.items())]

    def _connected(self, listening: socket.socket) -> socket.socket:
        listening.settimeout(_LOOK)
        came: list[socket.socket] = []

        def has_come() -> bool:
            try:
                came.append(listening.accept()[0])
            except TimeoutError:
                return False
            return True

        self._until(has_come, "BRLTTY")
        came[0].setblocking(False)
        return came[0]

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    # ------------------------------------------------------------ what BRLTTY does

    def _shows_something(self) -> bool:
        self._take_in()
        return bool(self._dots)

    def _has_looked_since(self, mark: int) -> bool:
        """Whether a look at the screen has begun and ended since."""
        return any(_SCREEN in look for look in _A_LOOK.findall(self._log(mark)))

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert self._process.poll() is None, f"BRLTTY ended before {what}:\n{self._said}"
            assert time.monotonic() < deadline, f"There is no {what}:\n{self._said}"
            time.sleep(_LOOK)

    @property
    def _said(self) -> str:
        return self._log(max(0, self.mark() - 2000)).decode(errors="replace")

    def _log(self, mark: int) -> bytes:
        with (self._folder / "log").open("rb") as file:
            file.seek(mark)
            return file.read()

    def _take_in(self) -> None:
        """Read what BRLTTY has sent to the display."""
        try:
            while data := self._socket.recv(65536):
                self._unread += data
        except BlockingIOError:
            pass
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            self._note(line.decode())

    def _note(self, line: str) -> None:
        if found := _VISUAL.fullmatch(line):
            shown = _ESCAPED.sub(r"\1", found[1])
            self._text = self._screen.alphabet.text_of(shown).rstrip()
            self.shown.append(self._text)
        elif found := _BRAILLE.fullmatch(line):
            self._dots = [dots.strip() for dots in found[1].split("|")]


def _alone() -> list[str]:
    """What starts a command that ends with this process, and without the rights of root.

    With them BRLTTY loads kernel modules and joins groups.
    """
    dying = ["setpriv", "--pdeathsig", "KILL"]
    status = Path("/proc/self/status").read_text(encoding="ascii")
    rights = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    if int(rights.split()[1], base=16) & _CAN_GIVE_UP_RIGHTS:
        dying.append("--bounding-set=-all")
    return dying
