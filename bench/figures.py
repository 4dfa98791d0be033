"""What was measured, as figures: a sample of values, and one row of the table."""

import math
import statistics
from collections.abc import Callable
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
        return f"{value / self.factor:,.{self.decimals}f} {self.sign}".rstrip()


MILLISECONDS: Final = Unit(0.001, 1, "ms")
PARTS_OF_MILLISECONDS: Final = Unit(0.001, 2, "ms")
SECONDS: Final = Unit(1, 1, "s")
BYTES: Final = Unit(1, 0, "B")
MEGABYTES: Final = Unit(1_000_000, 1, "MB")
TIMES: Final = Unit(1, 2, "x")
COUNT: Final = Unit(1, 0, "")


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


class Point(NamedTuple):
    """What something costs in a library of a size, for the plot: the median."""

    curve: str
    studies: int
    seconds: float


class Row(NamedTuple):
    """One line of the table: a goal, and whether it was met.

    ``of_goal`` is how many times the goal was reached; above 1 it was missed. ``median`` is that of
    our own values, where another program was measured beside it. ``trouble`` says why a measurement
    could not be made; there are no figures then. ``written`` is an example of what was written to
    the terminal, in signs that can be printed.
    """

    what: str
    goal: str
    ours: str = NONE
    peer: str = NONE
    ratio: str = NONE
    met: str = NONE
    trouble: str = ""
    written: str = ""
    of_goal: float | None = None
    median: float | None = None
    points: tuple[Point, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the table, column by column."""
        if self.trouble:
            return (self.what, self.goal, self.trouble)
        return (self.what, self.goal, self.ours, self.peer, self.ratio, self.met)


def median_of(sample: Sample) -> float:
    """What is compared if nothing else is said."""
    return sample.median


def p99_of(sample: Sample) -> float:
    """What is compared where a goal is about the slowest."""
    return sample.p99


def beside(
    what: str,
    goal: float | None,
    ours: Sample,
    peer: Sample,
    unit: Unit,
    by: Callable[[Sample], float] = median_of,
) -> Row:
    """A row whose goal is a multiple of what the other program takes; None for no goal."""
    ratio = by(ours) / by(peer)
    return Row(
        what,
        NONE if goal is None else f"<= {goal:g}x",
        ours.shown(unit),
        peer.shown(unit),
        f"{ratio:.2f}x",
        NONE if goal is None else _yes(ratio <= goal),
        of_goal=None if goal is None else ratio / goal,
        median=ours.median,
    )


def below(what: str, goal: float, value: float, unit: Unit, also: str = "") -> Row:
    """A row whose goal is a figure of its own; ``also`` is shown beside the value."""
    limit = f"<= {goal / unit.factor:g} {unit.sign}".rstrip()
    return Row(
        what,
        limit,
        f"{unit.shown(value)}{also}",
        met=_yes(value <= goal),
        of_goal=value / goal if goal else None,
    )


def p99_below(what: str, goal: float, sample: Sample, unit: Unit) -> Row:
    """A row whose goal is for the slowest; the median stands first, as everywhere."""
    row = below(what, goal, sample.p99, unit)
    return row._replace(goal=f"p99 {row.goal}", ours=sample.shown(unit))


def _yes(is_met: bool) -> str:
    return "yes" if is_met else "no"
