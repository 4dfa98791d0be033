"""What a key costs: the time until the last byte of its answer, and the bytes."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from bench.figures import BYTES, MILLISECONDS, Row, Sample, below, beside
from bench.measures.measure import Measure
from bench.programs import FEED_TITLE, Programs
from bench.terminal import Answer, Terminal
from bench.trouble import NotMeasured
from bench.turns import in_turn

DOWN: Final = b"\x1b[B"
UP: Final = b"\x1b[A"
DOWN_IN_APPLICATION_MODE: Final = b"\x1bOB"
"""What a terminal sends to programs that switch its keypad over, as newsboat does."""
PAGE_DOWN: Final = b"\x1b[6~"
PAGE_UP: Final = b"\x1b[5~"


class Listed(NamedTuple):
    """A list: the route that it is opened by, and the text that tells that it is there."""

    route: str
    title: str


WORDS: Final = Listed("words", "Words explained")
"""The longest list of the library that comes with the program."""
STUDIES: Final = Listed("latest", "Latest research")
"""The longest list of a large library."""
_DOWN: Final = "Down in a list: "
_EAR: Final = "Down in screen-reader mode: "
_BURST: Final = "100 Downs at once / newsboat"
_DOWNS: Final = 100
_AFTER_BURST: Final = str(_DOWNS + 1)
_PAGES: Final = 3
"""So many pages down fit into every page that is measured."""


def down(programs: Programs, listed: Listed = WORDS) -> Iterator[Row]:
    """Down in a long list, beside Textual's own list of a thousand."""
    with (
        programs.open(programs.reader("open", listed.route)) as ours,
        programs.open(programs.app("options")) as peer,
    ):
        for terminal, text in ((ours, listed.title), (peer, "Option 1")):
            terminal.wait_until_usable(text)
            terminal.settle(0.5)
        times = programs.times(_DOWNS, 5)
        answers = [(ours.press(DOWN, 0.06), peer.press(DOWN, 0.06)) for _ in range(times)]
    ours_seconds, peer_seconds = (_seconds(each) for each in zip(*answers, strict=True))
    sizes = _sizes([answer for answer, _ in answers])
    yield beside(f"{_DOWN}time / OptionList", 0.5, ours_seconds, peer_seconds, MILLISECONDS)
    yield below(f"{_DOWN}p99", 0.016, ours_seconds.p99, MILLISECONDS)
    row = below(f"{_DOWN}bytes", 64, sizes.median, BYTES, _span(sizes))
    usual = min((answer for answer, _ in answers), key=lambda each: abs(each.size - sizes.median))
    yield row._replace(written=usual.visible)


def down_by_ear(programs: Programs) -> Iterator[Row]:
    """Down in screen-reader mode, where a reader looks for the cursor 20 ms after the key."""
    with programs.open(programs.reader("--screen-reader", "open", WORDS.route)) as terminal:
        terminal.wait_until_usable(WORDS.title)
        terminal.settle(0.5)
        # The items of its first page, forth and back, so that no page is turned.
        keys = [DOWN, UP] * programs.times(_DOWNS // 2, 3)
        answers = [terminal.press(key, 0.06) for key in keys]
    seconds = _seconds(answers)
    yield below(f"{_EAR}the cursor moves", 0.020, seconds.median, MILLISECONDS)
    yield below(f"{_EAR}p99", 0.050, seconds.p99, MILLISECONDS)


def page_down_in_list(programs: Programs, listed: Listed = WORDS) -> Iterator[Row]:
    """Page down in a long list."""
    yield from _page_down(programs, listed.route, listed.title, "PageDown in a list: ")


def page_down_in_study(programs: Programs) -> Iterator[Row]:
    """Page down in a study."""
    yield from _page_down(programs, programs.a_study, "Home", "PageDown in a study: ")


def burst(programs: Programs) -> Iterator[Row]:
    """A key held down: a hundred Downs that come all at once."""
    newsboat = programs.newsboat
    ours, peer = in_turn(
        programs.times(7, 1),
        lambda: _burst_here(programs),
        lambda: _burst_in_newsboat(programs, newsboat),
    )
    yield beside(_BURST, 1.25, ours, peer, MILLISECONDS)


def _page_down(programs: Programs, route: str, text: str, what: str) -> Iterator[Row]:
    with programs.open(programs.reader("open", route)) as terminal:
        terminal.wait_until_usable(text)
        terminal.settle(0.5)
        answers = [answer for _ in range(programs.times(10, 1)) for answer in _pages_on(terminal)]
    seconds, sizes = _seconds(answers), _sizes(answers)
    slowest = MILLISECONDS.shown(seconds.p99)
    yield below(f"{what}time", 0.012, seconds.median, MILLISECONDS, f" ({slowest})")
    yield below(f"{what}bytes", 2800, sizes.median, BYTES, _span(sizes))
    yield below(f"{what}last byte", 0.05, max(seconds.values), MILLISECONDS)


def _pages_on(terminal: Terminal) -> list[Answer]:
    """Some pages down; then up again, which does not count."""
    answers = [terminal.press(PAGE_DOWN, 0.25) for _ in range(_PAGES)]
    for _ in range(_PAGES):
        terminal.press(PAGE_UP, 0.1)
    return answers


def _burst_here(programs: Programs) -> float:
    with programs.open(programs.reader("open", WORDS.route)) as terminal:
        terminal.wait_until_usable(WORDS.title)
        return _burst_in(terminal, DOWN)


def _burst_in_newsboat(programs: Programs, newsboat: list[str]) -> float:
    with programs.open(newsboat) as terminal:
        terminal.wait_for_text(FEED_TITLE)
        terminal.settle()
        terminal.press(b"\r", 0.2)
        return _burst_in(terminal, DOWN_IN_APPLICATION_MODE)


def _burst_in(terminal: Terminal, key: bytes) -> float:
    terminal.settle(0.5)
    answer = terminal.press(key * _DOWNS, 0.25)
    if _AFTER_BURST not in answer.text:
        raise NotMeasured(f"{_DOWNS} Downs did not lead to the item after them")
    return answer.seconds


def _seconds(answers: list[Answer] | tuple[Answer, ...]) -> Sample:
    return Sample(tuple(answer.seconds for answer in answers))


def _sizes(answers: list[Answer]) -> Sample:
    return Sample(tuple(answer.size for answer in answers))


def _span(sizes: Sample) -> str:
    return f" ({min(sizes.values):.0f} to {max(sizes.values):.0f})"


MEASURES: Final = (
    Measure("down", f"{_DOWN}time / OptionList", "<= 0.5x", down),
    Measure("ear", f"{_EAR}the cursor moves", "<= 20 ms", down_by_ear),
    Measure("page-down", "PageDown in a list: time", "<= 12 ms", page_down_in_list),
    Measure("page-down", "PageDown in a study: time", "<= 12 ms", page_down_in_study),
    Measure("burst", _BURST, "<= 1.25x", burst),
)
