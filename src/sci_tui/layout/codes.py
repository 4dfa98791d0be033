"""Codes for the camera of a phone, drawn for a terminal and as SVG.

In a terminal two modules stand above each other in a row. Dark modules are ink and light ones are
the ground, with a theme that makes the ink black and the ground white whatever the page looks like:
dark on light is what the standard asks for, and many cameras see nothing in a code that is light on
dark. The modules are squares, as a cell is about twice as high as it is wide; signs that divide a
cell further (quadrants, sextants, braille) would make them oblong or leave gaps between them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sci_tui.layout.lines import Look, Role, Span
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.codes import QUIET
from sci_tui.site.pages import Code
from sci_tui.site.wording import ONLY_ASCII_NO_CODE, code_needs

if TYPE_CHECKING:
    from segno import QRCode

_STANDARD_QUIET: Final = 4
_SIGNS: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
"""What stands for an upper and a lower module, of which 1 is dark."""
_SCALE: Final = 4
_KEPT: Final = 32
"""Codes that are kept, as each takes up to a twentieth of a second and pages are laid out again."""

Row = tuple[Span, ...]


def drawn(code: Code, look: Look) -> Iterator[Row]:
    """The rows of a code; where it cannot be drawn, a sentence that says why."""
    if look.ascii_only:
        yield from _said(ONLY_ASCII_NO_CODE, look)
        return
    symbol = _symbol(code.text)
    size = len(symbol.matrix)
    room = min(code.side, look.width)
    quiet = min((room - size) // 2, _STANDARD_QUIET)
    if quiet < QUIET:
        needed = size + 2 * QUIET
        yield from _said(code_needs(needed, (needed + 1) // 2), look)
        return
    rows = [tuple(row) for row in symbol.matrix_iter(border=quiet)]
    if len(rows) % 2:
        rows.append((0,) * len(rows[0]))
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        signs = "".join(_SIGNS[pair] for pair in zip(upper, lower, strict=True))
        # What is beside it is not of the code, and keeps the look of the page.
        yield Span("", Role.PROSE), Span(signs, Role.CODE), Span("", Role.PROSE)


def as_svg(code: Code) -> str:
    """The code as an element of SVG, with what it holds as its name."""
    return _symbol(code.text).svg_inline(
        scale=_SCALE, border=_STANDARD_QUIET, dark="#000", light="#fff", title=code.sentences[0]
    )


@lru_cache(_KEPT)
def _symbol(text: str) -> "QRCode":
    """The smallest code that holds a text.

    A text that is not ASCII says that it is UTF-8 (ECI 26), as phones and zbar take a short one
    without that for Latin-1 or Big5. On a screen nothing gets dirty, so correction L is enough.
    """
    import segno  # noqa: PLC0415 - a fiftieth of a second that only codes take

    return segno.make_qr(
        text,
        error="l",
        mode="byte",
        encoding="utf-8",
        eci=not text.isascii(),
    )


def _said(sentence: str, look: Look) -> Iterator[Row]:
    for row in wrapped(sentence, look.width):
        yield (Span(row, Role.QUIET),)
