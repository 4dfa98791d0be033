"""What the types cannot say: one module for each kind of thing that content has to keep to."""

from collections.abc import Iterator

from sci_tui.domain.library import Content
from sci_tui.exchange.checks.agreement import agreement
from sci_tui.exchange.checks.founding import founding
from sci_tui.exchange.checks.length import length
from sci_tui.exchange.checks.readability import readability
from sci_tui.exchange.checks.terms import terms
from sci_tui.exchange.checks.voice import voice
from sci_tui.exchange.problems import Problem


def check(content: Content) -> Iterator[Problem]:
    """Everything wrong with the content, rule by rule."""
    yield from agreement(content)
    yield from founding(content)
    yield from length(content)
    yield from readability(content)
    yield from terms(content)
    yield from voice(content)
