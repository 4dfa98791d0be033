"""Measuring several things in turn, so that a machine that slows down slows all of them."""

from collections.abc import Callable

from bench.figures import Sample


def in_turn(
    times: int, *measures: Callable[[], float], warmed_up: bool = True
) -> tuple[Sample, ...]:
    """Measure A B A B, after one round that does not count unless each takes long enough."""
    for measure in measures if warmed_up else ():
        measure()
    rounds = [tuple(measure() for measure in measures) for _ in range(times)]
    return tuple(Sample(values) for values in zip(*rounds, strict=True))
