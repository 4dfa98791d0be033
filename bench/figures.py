"""What was measured, as figures: a sample of values, and one row of the table."""

import math
import statistics
from typing import Final, NamedTuple

NONE: Final = "-"
"""What stands in a cell that has nothing to say."""


class Unit(NamedTuple):
    """How values are shown: divided by a factor, with so many decimals and a sign after them."""

    factor: float
    decimals: int
    sign: str

    def shown(self, value: float) -> str:
        """A value with its unit."""
        return f"{value / self.factor:.{self.decimals}f} {self.sign}"


MILLISECONDS: Final = Unit(0.001, 1, "ms")
BYTES: Final = Unit(1, 0, "B")
MEGABYTES: Final = Unit(1_000_000, 1, "MB")


class Sample(NamedTuple):
    """Values of one thing, measured several times."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """As many values are above it as below."""
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The least value that 99 of 100 do not exceed; with few values, the greatest."""
        return sorted(self.values)[math.ceil(0.99 * len(self.values)) - 1]

    def shown(self, unit: Unit) -> str:
        """The median and, in brackets, the value that 99 of 100 do not exceed."""
        return f"{unit.shown(self.median)} ({unit.shown(self.p99)})"


class Row(NamedTuple):
    """One line of the table: a goal, and whether it was met.

    ``trouble`` says why a measurement could not be made; there are no figures then. ``written`` is
    an example of what was written to the terminal, in signs that can be printed.
    """

    what: str
    goal: str
    ours: str = NONE
    peer: str = NONE
    ratio: str = NONE
    met: str = NONE
    trouble: str = ""
    written: str = ""


def beside(what: str, goal: float, ours: Sample, peer: Sample, unit: Unit) -> Row:
    """A row whose goal is a multiple of what the other program takes, by the medians."""
    ratio = ours.median / peer.median
    return Row(
        what,
        f"<= {goal:g}x",
        ours.shown(unit),
        peer.shown(unit),
        f"{ratio:.2f}x",
        _yes(ratio <= goal),
    )


def below(what: str, goal: float, value: float, unit: Unit, also: str = "") -> Row:
    """A row whose goal is a figure of its own; ``also`` is shown beside the value."""
    limit = f"<= {goal / unit.factor:g} {unit.sign}"
    return Row(what, limit, f"{unit.shown(value)}{also}", met=_yes(value <= goal))


def _yes(is_met: bool) -> str:
    return "yes" if is_met else "no"
