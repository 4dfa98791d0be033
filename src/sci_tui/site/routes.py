"""Where a reader can go.

A route is written like the path of a web address: ``study/SLUG/sources``, or
``category/pain?design=randomised-trial&sort=sure``. Written and read again it is the same route.
The page to narrow a list is written with what the list is narrowed to so far:
``category/pain/narrow?design=randomised-trial``.
"""

from enum import StrEnum
from typing import Final, NamedTuple, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode

from sci_tui.domain.browse import (
    DESIGN_NAMES,
    EDITIONS,
    EVIDENCE_LEVELS,
    PEOPLE,
    YEARS,
    Compared,
    Figures,
    Filters,
    Sort,
)
from sci_tui.domain.errors import UnknownRoute
from sci_tui.domain.kinds import Completeness, Design, Level, Outcome, Species, TimeSinceInjury

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
_OF_A_STUDY: Final = ("news", "sources", "feedback", "take-home")
_TEXTS: Final = ("following", "how-to-read", "about", "contact", "disclaimer")
"""Pages of text with an address of their own; their figures have sources, as a study's have."""
_KEYS: Final = {name: name.replace("_", "-") for name in Filters._fields}
"""How a query writes each filter, and the order of a list."""
_CATEGORY, *_FILTERS = _KEYS.values()
_AFTER: Final = "after"
"""Where in its order the part of a list begins that is shown."""
_QUERIES: Final = {
    "latest": (_CATEGORY, *_FILTERS, _AFTER),
    "category": (*_FILTERS, _AFTER),
    "like-me": ("change",),
    "search": ("q", _CATEGORY, *_FILTERS, _AFTER),
    "settings": ("change",),
    "my-feedback": ("delete",),
}
_MOST_ASKED: Final = 20
_PLACES: Final = (0, 1_000_000_000)
_NARROWED: Final = ("latest", "category", "search")
_NARROW: Final = "narrow"

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
            design=DESIGN_NAMES.get(self.asked("design")) or self._one_of(Design, "design"),
            evidence_level=self._number("evidence-level", EVIDENCE_LEVELS),
            since=self._number("since", YEARS),
            until=self._number("until", YEARS),
            species=self._one_of(Species, "species"),
            people=self._number("people", PEOPLE),
            completeness=self._one_of(Completeness, "completeness"),
            injury_level=self._one_of(Level, "injury-level"),
            time=self._one_of(TimeSinceInjury, "time"),
            compared=self._one_of(Compared, "compared"),
            outcome=self._one_of(Outcome, "outcome"),
            figures=self._one_of(Figures, "figures"),
            edition=self._number("edition", EDITIONS),
            sort=self._one_of(Sort, "sort") or Sort.NEWEST,
        )

    @property
    def after(self) -> int:
        """After which place of its order a list begins; 0 for its beginning.

        Raises:
            UnknownRoute: If that is no number.
        """
        return self._number(_AFTER, _PLACES) or 0

    @property
    def is_list(self) -> bool:
        """Whether it is a page that studies can be opened from as one of many."""
        return self.can_be_narrowed or self == LIKE_ME_STUDIES

    @property
    def can_be_narrowed(self) -> bool:
        """Whether it is a list of studies that its query can narrow."""
        if self.name == "search" and not self.asked("q").strip():
            return False
        return self.name in _NARROWED and not self.part

    @property
    def is_narrowing(self) -> bool:
        """Whether it is the page to narrow a list."""
        return self.part == _NARROW

    @property
    def is_narrowed(self) -> bool:
        """Whether a list, or the page to narrow it, asks for less than all its studies."""
        return any(self.asked(key) for key in self._filter_keys)

    @property
    def of_list(self) -> "Route":
        """The list that a page narrows."""
        return self._replace(part="")

    @property
    def to_narrow(self) -> "Route":
        """The page to narrow a list."""
        return self.beginning_after(None)._replace(part=_NARROW)

    @property
    def cleared(self) -> "Route":
        """The same with all its studies, in the same order."""
        dropped = (*self._filter_keys, _AFTER)
        kept = tuple(pair for pair in self.query if pair[0] not in dropped)
        return self._replace(query=kept)

    def asking(self, name: str, value: str | int | None) -> "Route":
        """The same with another value for a field of ``Filters``, or with none."""
        key = _KEYS[name]
        others = tuple(pair for pair in self.query if pair[0] not in (key, _AFTER))
        return self._replace(query=(*others, (key, str(value))) if value else others)

    def for_words(self, words: str) -> "Route":
        """A search for other words, narrowed and sorted as this one is."""
        others = tuple(pair for pair in self.query if pair[0] not in ("q", _AFTER))
        return self._replace(query=(("q", words), *others) if words else others)

    def beginning_after(self, place: int | None) -> "Route":
        """The part of a list that begins after a place of its order; none for its beginning."""
        others = tuple(pair for pair in self.query if pair[0] != _AFTER)
        return self._replace(query=(*others, (_AFTER, str(place))) if place else others)

    @property
    def _filter_keys(self) -> tuple[str, ...]:
        return tuple(key for key in _QUERIES.get(self.name, ()) if key not in ("q", "sort", _AFTER))

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
SEARCH: Final = Route("search")
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
    takes = not route.part or route.is_narrowing
    allowed = _QUERIES.get(route.name, ()) if takes else ()
    for key, _ in route.query:
        if key not in allowed:
            choices = f"Allowed here: {', '.join(allowed)}." if allowed else "This page has none."
            raise UnknownRoute(f"{key!r} in {text!r} is not known. {choices}")
    if route.name in _NARROWED:
        _ = route.filters, route.after
    return route


def study(slug: str, part: str = "") -> Route:
    """The page of a study, or one of the pages that belong to it."""
    return Route("study", slug, part)


def search(words: str) -> Route:
    """The page of what was found for some words."""
    return SEARCH.for_words(words)


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
        case [name, part] if name in ("latest", "search") and part == _NARROW:
            return Route(name, "", part, query)
        case ["category", slug, part] if part == _NARROW and slug:
            return Route("category", slug, part, query)
    return None
