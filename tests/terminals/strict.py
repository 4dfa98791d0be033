"""What each terminal knows, from its manual, and a look at every byte that it was sent.

The tables are written down here a second time, apart from what the program makes of terminfo:
``console_codes(4)``, the VT100 and VT220 user guides, xterm's ``ctlseqs``, tmux(1), screen(1) and
foot-ctlseqs(7). A terminal that is sent something else prints it, or swallows what comes next.
"""

import re
from typing import Final, NamedTuple

_CONTROL: Final = re.compile(
    rb"\x1b\[(?P<mark>[<-?]?)(?P<numbers>[\d;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|(?P<string>\x1b[\]PX^_])"
    rb"|(?P<other>\x1b.?|[\x00-\x1f\x7f])",
    re.DOTALL,
)
_MOVES: Final = frozenset((b"H", b"C", b"K", b"J"))
"""To a cell, to the right, erase to the end of the row or of the screen: in the VT100 already."""
_PLAIN_CONTROLS: Final = frozenset((b"\n", b"\r"))


class Known(NamedTuple):
    """What a terminal knows: private modes, codes of looks, and whether it is a late xterm."""

    modes: frozenset[int]
    looks: frozenset[str]
    colours: int = 0
    is_late: bool = False


_VT100: Final = frozenset("01457")
_ECMA: Final = frozenset("012345789")
_MOUSE: Final = frozenset((1000, 1002, 1003, 1006))
_INSIDE: Final = frozenset((7, 25, 1049, 1004, 2004)) | _MOUSE
_XTERM: Final = _INSIDE | {1015, 1016, 2026, 2048}

TERMINALS: Final = {
    "vt100": Known(frozenset((7,)), _VT100),
    "vt220": Known(frozenset((7, 25)), _VT100),
    "linux": Known(frozenset((7, 25)), frozenset("012457"), 8),
    "xterm": Known(_XTERM, _ECMA, 8, is_late=True),
    "xterm-256color": Known(_XTERM, _ECMA, 256, is_late=True),
    "tmux-256color": Known(_INSIDE, _ECMA, 256),
    "screen": Known(_INSIDE, _ECMA - {"9"}, 8),
    "foot": Known(_XTERM, _ECMA, 1 << 24, is_late=True),
}
"""By the name in TERM."""


def unknown(written: bytes, terminal: Known) -> list[bytes]:
    """Everything in what was written that a terminal does not know, once each."""
    found = (each for each in _CONTROL.finditer(written) if not _is_known(each, terminal))
    return list(dict.fromkeys(each[0] for each in found))


def _is_known(control: re.Match[bytes], terminal: Known) -> bool:
    if control["string"]:
        return False
    if control["other"]:
        return control[0] in _PLAIN_CONTROLS
    mark, numbers, final = control["mark"], control["numbers"], control["final"]
    if control["between"]:
        # A question about a mode.
        return terminal.is_late and (mark, control["between"], final) == (b"?", b"$", b"p")
    if mark == b"?":
        asked = {int(number) for number in numbers.split(b";")}
        return final in (b"h", b"l") and asked <= terminal.modes
    if mark:
        return terminal.is_late and final == b"u"
    if final == b"m":
        return _is_known_look(numbers.decode(), terminal)
    return final in _MOVES


def _is_known_look(codes: str, terminal: Known) -> bool:
    rest = [code.lstrip("0") or "0" for code in codes.split(";")]
    while rest:
        code = rest.pop(0)
        if code in ("38", "48"):
            kind = rest.pop(0)
            colours, count = {"5": (256, 1), "2": (1 << 24, 3)}[kind]
            if terminal.colours < colours:
                return False
            del rest[:count]
        elif re.fullmatch("[34][0-79]", code):
            if not terminal.colours:
                return False
        elif code not in terminal.looks:
            return False
    return True
