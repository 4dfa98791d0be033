"""The driver: a terminal whose real cursor is always visible, and that survives any input.

Screen readers, braille displays and magnifiers follow the terminal's own cursor; Textual hides it.
What this module overrides are private names of Textual, so they stay together here, and a test
fails with their names when an upgrade takes one away.
"""

from codecs import getincrementaldecoder
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Offset

_HIDE: Final = "\x1b[?25l"
_SHOW: Final = "\x1b[?25h"

USED_OF_TEXTUAL: Final = (
    (linux_driver, "getincrementaldecoder"),
    (LinuxDriver, "start_application_mode"),
    (LinuxDriver, "write"),
    (LinuxDriver, "flush"),
)
"""Names of Textual that this module relies on."""


def _forgiving(encoding: str) -> Callable[..., Any]:
    """A decoder for which a byte that is no text is a replacement sign and not the end."""
    return partial(getincrementaldecoder(encoding), errors="replace")


# The input thread decodes strictly and would end the program at the first stray byte.
linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]


class ReaderDriver(LinuxDriver):
    """Textual's driver with the real cursor shown."""

    def start_application_mode(self) -> None:
        """Take over the terminal, also after a suspension, and show the cursor."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        super().write(_SHOW)
        self.flush()

    _written = ""

    def write(self, data: str) -> None:
        """Write to the terminal, whatever else is asked for leaving the cursor visible."""
        self._written = data.replace(_HIDE, "")
        super().write(self._written)

    def move_cursor(self, to: Offset) -> None:
        """Put the real cursor on a cell, unless the last repaint has just done so."""
        move = f"\x1b[{to.y + 1};{to.x + 1}H"
        if not self._written.endswith(move):
            self.write(move)
            self.flush()
