"""Cost against the size of a library, both on logarithmic scales, as an SVG picture.

Each curve has a name at its end and marks of its own, so nothing is said by colour alone.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from bench.figures import Point

WIDTH: Final = 900
_LEFT: Final = 80
_RIGHT: Final = 560
"""Where the names of the curves begin is a little to the right of this."""
_TOP: Final = 40
_BOTTOM: Final = 520
_HEIGHT: Final = 580
_LINE: Final = 15
"""The least height between two names."""
_COLOURS: Final = ("#0b5394", "#a64d00", "#38761d", "#741b47", "#45818e", "#7f6000", "#990000")
_DASHES: Final = ("", "6 3", "2 3", "8 3 2 3")
_MARKS: Final = ("●", "■", "▲", "◆", "○", "□", "△", "◇")
_SIGNS: Final = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


class _Scale(NamedTuple):
    """From powers of ten to places in the picture."""

    lowest: int
    highest: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = (math.log10(value) - self.lowest) / (self.highest - self.lowest)
        return self.start + share * (self.end - self.start)


def picture(points: Iterable[Point]) -> str:
    """The SVG text, with a title and all values in words for those who do not see it."""
    curves: dict[str, list[Point]] = {}
    for point in points:
        curves.setdefault(point.curve, []).append(point)
    drawn = {name: sorted(each, key=lambda point: point.studies) for name, each in curves.items()}
    return "\n".join((*_head(drawn), *_body(drawn), "</svg>", ""))


def _head(curves: dict[str, list[Point]]) -> Iterator[str]:
    said = "; ".join(
        f"{name}: " + ", ".join(f"{time(p.seconds)} at {p.studies:,}" for p in each)
        for name, each in curves.items()
    )
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="12" fill="#222">'
    )
    yield "<title>Cost against the number of studies</title>"
    yield f"<desc>{escape(said)}</desc>"
    yield f'<rect width="{WIDTH}" height="{_HEIGHT}" fill="#fff"/>'


def _body(curves: dict[str, list[Point]]) -> Iterator[str]:
    every = [point for each in curves.values() for point in each]
    if not every:
        return
    across = _scale([point.studies for point in every], _LEFT, _RIGHT)
    up = _scale([point.seconds for point in every], _BOTTOM, _TOP)
    yield from _axes(across, up)
    ends = {name: up.at(each[-1].seconds) for name, each in curves.items()}
    places = dict(
        zip(sorted(ends, key=ends.__getitem__), _apart(sorted(ends.values())), strict=True)
    )
    for number, (name, each) in enumerate(curves.items()):
        colour, mark = _COLOURS[number % len(_COLOURS)], _MARKS[number % len(_MARKS)]
        dash = _DASHES[number % len(_DASHES)]
        spots = [(across.at(point.studies), up.at(point.seconds)) for point in each]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        yield (
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"'
            f' stroke-dasharray="{dash}"/>'
        )
        yield from (_text(x, y + 4, mark, "middle", colour) for x, y in spots)
        x, y = spots[-1]
        yield _stroke((x + 6, y), (_RIGHT + 18, places[name]), colour)
        yield _text(_RIGHT + 22, places[name] + 4, f"{mark} {name}", "start", colour)


def _axes(across: _Scale, up: _Scale) -> Iterator[str]:
    for power in range(across.lowest, across.highest + 1):
        x = across.at(10**power)
        yield _stroke((x, _BOTTOM), (x, _TOP), "#ddd")
        yield _text(x, _BOTTOM + 18, f"{10**power:,}", "middle")
    for power in range(up.lowest, up.highest + 1):
        y = up.at(10.0**power)
        yield _stroke((_LEFT, y), (_RIGHT, y), "#ddd")
        yield _text(_LEFT - 8, y + 4, time(10.0**power), "end")
    yield _text((_LEFT + _RIGHT) / 2, _BOTTOM + 40, "studies in the library", "middle")
    yield _text(_LEFT - 8, _TOP - 16, "median", "end")


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    lowest = math.floor(math.log10(min(values)))
    return _Scale(lowest, max(math.ceil(math.log10(max(values))), lowest + 1), start, end)


def _apart(places: Sequence[float]) -> list[float]:
    """The places, from the top down, moved so that names do not lie upon each other."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + _LINE) if moved else place)
    over = max(moved[-1] - _BOTTOM, 0)
    return [place - over for place in moved]


def time(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    factor, sign = next((each for each in _SIGNS if seconds >= each[0] * 0.9999), _SIGNS[-1])
    return f"{seconds / factor:.3g} {sign}"


def _stroke(start: tuple[float, float], end: tuple[float, float], colour: str) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
        f' stroke="{colour}" stroke-width="0.7"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#222") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
