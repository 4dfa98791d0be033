"""A camera for codes: rows of half blocks become a picture, which zbarimg reads."""

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sci_tui.layout.lines import Line, Role

_INK: Final = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
_PIXELS: Final = 4
"""Pixels on a side of each module."""

Modules = Sequence[Sequence[bool]]


def codes(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """The rows of each code among lines."""
    rows: list[str] = []
    for line in (*lines, Line(())):
        drawn = "".join(span.text for span in line.spans if span.role is Role.CODE)
        if drawn:
            rows.append(drawn)
        elif rows:
            yield tuple(rows)
            rows = []


def modules(rows: Iterable[str]) -> Modules:
    """Which modules are ink, two rows of them for each row of signs."""
    halves = []
    for row in rows:
        pairs = [_INK[sign] for sign in row]
        halves += [[bool(pair[half]) for pair in pairs] for half in (0, 1)]
    return halves


def scanned(dark: Modules) -> str:
    """What a code of such modules holds; empty if it cannot be read."""
    width, height = len(dark[0]) * _PIXELS, len(dark) * _PIXELS
    rows = (b"".join((b"\0" if d else b"\xff") * _PIXELS for d in row) * _PIXELS for row in dark)
    picture = f"P5 {width} {height} 255\n".encode() + b"".join(rows)
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--oneshot", "--nodbus", "-Sbinary=0", "pgm:-"],
        input=picture,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode().removesuffix("\n")
