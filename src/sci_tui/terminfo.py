"""What the terminal knows, as terminfo has it: nothing else is written to it.

A VT100 prints what it does not know, or waits for more of it; so does many a serial console.
"""

import curses
import re
from typing import Final, NamedTuple

_OTHER_SCREEN: Final = 1049
_CURSOR: Final = 25
_WRAPPING: Final = 7
"""Every terminal since the VT100 has it, named in terminfo or not."""
_OF_XTERM: Final = frozenset((1000, 1002, 1003, 1004, 1006, 2004))
"""The mouse, what has the focus, and pasted text: what xterm has, and what runs inside xterm."""
_OF_LATER: Final = frozenset((1015, 1016, 2026, 2048))
_MODE: Final = re.compile(r"\x1b\[\?(\d+)[hl]")
_QUESTION: Final = re.compile(r"\x1b\[\?\d+\$p|\x1b\[[<>]\d*u")
_STRING: Final = re.compile(r"\x1b[\]PX^_]")
"""The beginning of what names a title, fills the clipboard or draws a picture. All of it ends as
text on a terminal that does not know it, and none is needed."""
_LOOK: Final = re.compile(r"\x1b\[([\d;]*)m")
_MIXED: Final = ("38", "48")
"""Codes of a colour that others name behind them."""
_COLOUR: Final = re.compile(r"[349]\d|10\d")
_LOOKS: Final = ("bold", "dim", "sitm", "smul", "blink", "rev", "smxx")
"""Capabilities that name how signs can look, but for their colours."""
_FEWEST_COLOURS: Final = 8
_MOVING_ROWS: Final = {"csr": b"\x1b[%i%p1%d;%p2%dr", "ri": b"\x1bM"}


class Knows(NamedTuple):
    """What one terminal knows.

    ``modes`` are the private modes by their numbers, ``looks`` the codes for how signs look. What
    ``is_late`` also answers questions about itself and takes the keyboard protocol of kitty.
    ``keeps_ground`` is ``bce``: it erases in the colour that signs stand on at that moment.
    ``moves_rows`` is ``csr`` with ``ri``, as the VT100 has them: told between which
    rows, it moves them up at a line feed on the last and down at a reverse index on the first.
    """

    modes: frozenset[int]
    looks: frozenset[str]
    has_colours: bool
    is_late: bool
    keeps_ground: bool
    moves_rows: bool

    def takes(self, control: str) -> bool:
        """Whether one control sequence may be written; what is not one may be in any case."""
        if mode := _MODE.fullmatch(control):
            return int(mode[1]) in self.modes
        if _QUESTION.fullmatch(control):
            return self.is_late
        return not _STRING.match(control)

    def look(self, text: str) -> str:
        """A text in no look that the terminal does not know."""
        return _LOOK.sub(self._known_look, text)

    def _known_look(self, found: re.Match[str]) -> str:
        known, rest = list[str](), found[1].split(";")
        while rest:
            code = rest.pop(0)
            if code in _MIXED:
                count = {"5": 2, "2": 4}.get(rest[0] if rest else "", 0)
                code = ";".join((code, *rest[:count]))
                del rest[:count]
            is_colour = self.has_colours and bool(_COLOUR.match(code))
            if not code.strip("0") or code in self.looks or is_colour:
                known.append(code)
        return f"\x1b[{';'.join(known)}m" if known else ""


ALL: Final = Knows(
    modes=frozenset((_WRAPPING, _CURSOR, _OTHER_SCREEN)) | _OF_XTERM | _OF_LATER,
    looks=frozenset(map(str, range(1, 10))),
    has_colours=True,
    is_late=True,
    keeps_ground=False,
    moves_rows=True,
)
"""What a terminal is taken to know that terminfo has never heard of: it is newer than that."""


def known(descriptor: int) -> Knows:
    """What the terminal knows that ``TERM`` names and a file descriptor leads to."""
    try:
        curses.setupterm(fd=descriptor)
    except curses.error:
        return ALL
    modes = {_WRAPPING}
    modes |= {_CURSOR} if b"?25h" in _capability("cnorm") else set()
    modes |= {_OTHER_SCREEN} if b"?1049h" in _capability("smcup") else set()
    keeps_ground = curses.tigetflag("bce") > 0
    # The Linux console has a mouse too, but by another way.
    is_xterm = _OTHER_SCREEN in modes and bool(_capability("kmous"))
    # What runs inside xterm, such as tmux, answers for itself and keeps no colour.
    is_late = is_xterm and keeps_ground
    modes |= _OF_XTERM if is_xterm else set()
    modes |= _OF_LATER if is_late else set()
    return Knows(
        frozenset(modes),
        frozenset(
            code
            for name in _LOOKS
            for codes in re.findall(rb"\x1b\[([\d;]+)m", _capability(name))
            for code in codes.decode().split(";")
        ),
        curses.tigetnum("colors") >= _FEWEST_COLOURS,
        is_late,
        keeps_ground,
        all(_capability(name).startswith(begins) for name, begins in _MOVING_ROWS.items()),
    )


def _capability(name: str) -> bytes:
    return curses.tigetstr(name) or b""
