"""What a measurement is."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench.figures import Row
from bench.programs import Programs
from bench.trouble import NotMeasured


class Measure(NamedTuple):
    """A measurement: the name to ask for it by, what it is called, its goal, how it is made."""

    name: str
    what: str
    goal: str
    make: Callable[[Programs], Iterator[Row]]

    def rows(self, programs: Programs) -> Iterator[Row]:
        """Its rows; where it cannot be made, one row that says why."""
        try:
            yield from self.make(programs)
        except NotMeasured as trouble:
            yield Row(self.what, self.goal, trouble=str(trouble))
