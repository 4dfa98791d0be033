"""Measuring several things in turn, so that a machine that slows down slows all of them."""

from collections.abc import Callable

from bench.figures import Sample


def in_turn(times: int, *measures: Callable[[], float]) -> tuple[Sample, ...]:
    """Measure A B A B, after one round that does not count."""
    for measure in measures:
        measure()
    rounds = [tuple(measure() for measure in measures) for _ in range(times)]
    return tuple(Sample(values) for values in zip(*rounds, strict=True))
