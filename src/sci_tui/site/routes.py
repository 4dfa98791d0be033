"""Where a reader can go.

A route is written like the path of a web address: ``study/SLUG/sources``, or
``category/pain?design=randomised-trial&sort=sure``. Written and read again it is the same route.
"""

from enum import StrEnum
from typing import Final, NamedTuple, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode

from sci_tui.domain.browse import EVIDENCE_LEVELS, YEARS, Filters, Sort
from sci_tui.domain.errors import UnknownRoute
from sci_tui.domain.study import Design, Level

_ALONE: Final = (
    "home",
    "latest",
    "categories",
    "like-me",
    "search",
    "words",
    "following",
    "my-feedback",
    "how-to-read",
    "about",
    "contact",
    "disclaimer",
    "help",
    "settings",
)
_WITH_SLUG: Final = ("category", "study", "topic", "word", "reference")
_OF_A_STUDY: Final = ("news", "sources", "feedback")
_TEXTS: Final = ("following", "how-to-read", "about", "contact", "disclaimer")
"""Pages of text with an address of their own; their figures have sources, as a study's have."""
_FILTERS: Final = ("design", "since", "evidence-level", "injury-level", "sort")
_QUERIES: Final = {
    "latest": ("category", *_FILTERS),
    "category": _FILTERS,
    "search": ("q", "category", *_FILTERS),
    "like-me": ("change",),
    "settings": ("change",),
    "my-feedback": ("delete",),
}
_MOST_ASKED: Final = 20
LISTS: Final = ("latest", "category", "search", "like-me")
"""Pages a study can be opened from as one of many."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Route(NamedTuple):
    """A place in the library: which page, of what, and what was asked of it."""

    name: str
    slug: str = ""
    part: str = ""
    query: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The route as it is typed."""
        path = "/".join(
            quote(piece, safe="") for piece in (self.name, self.slug, self.part) if piece
        )
        return f"{path}?{urlencode(self.query)}" if self.query else path

    def asked(self, key: str) -> str:
        """The value of one part of the query, empty if it was not asked for."""
        return dict(self.query).get(key, "")

    @property
    def filters(self) -> Filters:
        """The studies a list route asks for.

        Raises:
            UnknownRoute: If a filter has a value that does not exist.
        """
        return Filters(
            category=self.slug if self.name == "category" else self.asked("category"),
            design=self._one_of(Design, "design"),
            since=self._number("since", YEARS),
            evidence_level=self._number("evidence-level", EVIDENCE_LEVELS),
            injury_level=self._one_of(Level, "injury-level"),
            sort=self._one_of(Sort, "sort") or Sort.NEWEST,
        )

    def _one_of(self, kind: type[_Choice], key: str) -> _Choice | None:
        text = self.asked(key)
        try:
            return kind(text) if text else None
        except ValueError as error:
            choices = ", ".join(member.value for member in kind)
            raise UnknownRoute(
                f"{key}={text[:40]} is not a choice. Choose one of: {choices}."
            ) from error

    def _number(self, key: str, ends: tuple[int, int]) -> int | None:
        text = self.asked(key)
        if not text:
            return None
        least, most = ends
        number = int(text) if text.isdecimal() and len(text) <= len(str(most)) else -1
        if not least <= number <= most:
            raise UnknownRoute(
                f"{key}={text[:40]} is not a choice. Give a whole number from {least} to {most}."
            )
        return number


HOME: Final = Route("home")
LIKE_ME: Final = Route("like-me")
LIKE_ME_STUDIES: Final = Route("like-me", part="studies")
"""What fits. What was chosen is no part of it, as routes are shown, printed and passed on."""


def parse(text: str) -> Route:
    """Read a route as it is typed.

    Raises:
        UnknownRoute: If no page has this address.
    """
    path, _, query = text.strip().partition("?")
    pieces = [unquote(piece) for piece in path.strip("/").split("/")]
    asked = tuple(parse_qsl(query, keep_blank_values=True))
    route = _route(pieces, asked) if len(asked) <= _MOST_ASKED else None
    if route is None:
        raise UnknownRoute(
            f"{text!r} is not a page. Pages are, for example: home, categories, category/pain, "
            "study/SLUG, 'search?q=walking'. See: sci-tui --help"
        )
    allowed = () if route.part else _QUERIES.get(route.name, ())
    for key, _ in route.query:
        if key not in allowed:
            choices = f"Allowed here: {', '.join(allowed)}." if allowed else "This page has none."
            raise UnknownRoute(f"{key!r} in {text!r} is not known. {choices}")
    if route.name in LISTS:
        _ = route.filters
    return route


def study(slug: str, part: str = "") -> Route:
    """The page of a study, or one of the pages that belong to it."""
    return Route("study", slug, part)


def search(words: str) -> Route:
    """The page of what was found for some words."""
    return Route("search", query=(("q", words),) if words else ())


def _route(pieces: list[str], query: tuple[tuple[str, str], ...]) -> Route | None:
    match pieces:
        case [name] if name in _ALONE:
            return Route(name, query=query)
        case [name, slug] if name in _WITH_SLUG and slug:
            return Route(name, slug, query=query)
        case ["like-me", "studies"]:
            return LIKE_ME_STUDIES._replace(query=query)
        case ["study", slug, part] if part in _OF_A_STUDY and slug:
            return Route("study", slug, part, query)
        case ["topic" | "reference" as name, slug, "sources"] if slug:
            return Route(name, slug, "sources", query)
        case [name, "sources"] if name in _TEXTS:
            return Route(name, part="sources", query=query)
    return None
