"""A terminal at the far end of a serial line, which carries 960 bytes a second."""

import os
import shutil
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.tui.terminal import Terminal

A_SECOND: Final = 960
"""Bytes in a second at 9600 baud: each is ten bits long with those that begin and end it."""
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class SlowLine(Terminal):
    """A program at a serial line: what it writes waits in the kernel until the line has room.

    So the program meets a line that is really slow. Time is told by ``clock``, which does not run
    faster on a machine that has other things to do.
    """

    # What the chip of a serial line takes before it has to have sent something.
    most_at_once = 16

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
    ) -> None:
        stty = shutil.which("stty")
        assert stty
        # The speed is there before the program is, as when it is getty that sets it.
        at_speed = ("/bin/sh", "-c", f'{stty} 9600 && exec "$0" "$@"', *command)
        self._is_free_at = time.monotonic()
        super().__init__(at_speed, environment, size)

    def read(self, timeout: float) -> bytes:
        """What comes next over the line, which first has to be done with what came before."""
        self._until_free()
        data = super().read(timeout)
        self._is_free_at = time.monotonic() + len(data) / A_SECOND
        return data

    def _until_free(self) -> None:
        # Nothing is waited for here that might come earlier or later: the line takes this long.
        time.sleep(max(0.0, self._is_free_at - time.monotonic()))

    @property
    def clock(self) -> float:
        """Seconds for which the line has carried something, and those of work of the program.

        They are told as if one came after the other. When the machine does something else, neither
        goes on.
        """
        return len(self.written) / A_SECOND + self._worked

    @property
    def _worked(self) -> float:
        fields = Path(f"/proc/{self.child.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def speeds(self) -> tuple[int, int]:
        """The speeds of the line as the terminal has them, in and out."""
        _, _, _, _, into, out, _ = termios.tcgetattr(self.child.child_fd)
        return into, out
