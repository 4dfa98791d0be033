"""What a page is made of: plain data that does not know who reads it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sci_tui.domain.browse import Place
from sci_tui.site.actions import Back, Target
from sci_tui.site.routes import Route

if TYPE_CHECKING:
    from sci_tui.domain.study import Figure


class Heading(NamedTuple):
    """The beginning of a section; rank 2 stands below rank 1. The note stands beside it."""

    text: str
    rank: int = 1
    note: str = ""


class Text(NamedTuple):
    """A paragraph, sentence by sentence."""

    sentences: tuple[str, ...]


class KeyText(NamedTuple):
    """A paragraph that says the most important thing of its page."""

    sentences: tuple[str, ...]


class Aside(NamedTuple):
    """A quiet line: where something comes from, what it is, what to keep in mind."""

    text: str


class Items(NamedTuple):
    """A list of short texts, each of one paragraph."""

    items: tuple[Text, ...]
    numbered: bool


class Fields(NamedTuple):
    """Labels and what they stand for."""

    rows: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """A small table; by ear each row is a sentence that names its columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Picture(NamedTuple):
    """A figure drawn as text, and the paragraph that says the same."""

    figure: "Figure"
    sentences: tuple[str, ...]
    note: str = ""


class Code(NamedTuple):
    """A text in a square code for the camera of a phone (a QR code), and what is said of it.

    ``side`` is how many modules its side may have, the quiet zone too, so that it is seen whole.
    """

    text: str
    sentences: tuple[str, ...]
    side: int


class Choice(NamedTuple):
    """That a link is one of several values: which it is, and whether it is chosen."""

    is_chosen: bool
    position: int
    among: int


class Quote(NamedTuple):
    """A sentence of the page that a link leads to: whoever follows the link begins there.

    ``marks`` are the words in it that were looked for: where each begins and ends.
    """

    sentence: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def parts(self) -> Iterator[tuple[str, bool]]:
        """The sentence in parts, each with whether it is marked."""
        at = 0
        for start, end in self.marks:
            yield self.sentence[at:start], False
            yield self.sentence[start:end], True
            at = end
        yield self.sentence[at:], False


class Link(NamedTuple):
    """Something to choose. ``note`` stands beside it, ``detail`` on a line below, then ``quote``.

    ``choice`` is there where it is one of several values.
    """

    text: str
    to: Target
    note: str = ""
    detail: str = ""
    choice: Choice | None = None
    quote: Quote | None = None


Block = Heading | Text | KeyText | Aside | Items | Fields | Table | Picture | Code | Link


def number_of(link: Link, position: int) -> int:
    """The number that names a link: its position, counted from 1, or 0 for the way back."""
    return 0 if isinstance(link.to, Back) else position


def numbered(links: tuple[Link, ...]) -> Iterator[tuple[Link, int]]:
    """Each link with the number that names it."""
    return ((link, number_of(link, position)) for position, link in enumerate(links, start=1))


class Crumb(NamedTuple):
    """One step of the way from home to a page."""

    text: str
    to: Route


class Page(NamedTuple):
    """One page of the site.

    ``trail`` is the way from home to it. On a list, moving goes from link to link; elsewhere from
    line to line. ``facts`` stand beside a study's text where there is room. ``place`` is where a
    study stands in the list it was opened from, ``within``.
    """

    route: Route
    title: str
    blocks: tuple[Block, ...]
    trail: tuple[Crumb, ...] = ()
    is_list: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    within: Route | None = None

    @property
    def links(self) -> tuple[Link, ...]:
        """Everything to choose, in order; the first has number 1."""
        return tuple(block for block in self.blocks if isinstance(block, Link))


def study_of(link: Link) -> str:
    """The slug of the study that a link leads to, empty if it leads elsewhere."""
    match link.to:
        case Route("study", slug, ""):
            return slug
        case _:
            return ""
