"""Links that content texts hold: each has to lead to a page of the library they become."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from sci_tui.domain.errors import NotThere, UnknownRoute
from sci_tui.domain.library import StandingPage, Topic
from sci_tui.exchange.problems import Problem
from sci_tui.services.feedback import FeedbackBox, outbox_in
from sci_tui.services.library import Library
from sci_tui.settings import Settings
from sci_tui.site.routes import parse
from sci_tui.site.site import Site

_NOWHERE: Final = None
"""Where a site keeps answers that is only looked through."""


def broken_links(library: Library) -> Iterator[Problem]:
    """Every link of a standing page or a topic that opens no page of the library."""
    box = FeedbackBox(outbox_in(_NOWHERE), lambda: datetime.now(UTC), lambda: str(uuid4()))
    site = Site(library, box, Settings())
    for page in library.pages():
        yield from _broken_on(f"pages/{page.slug}.toml", page, site)
    for topic in library.topics():
        yield from _broken_on(f"topics/{topic.slug}.toml", topic, site)


def _broken_on(file: str, page: StandingPage | Topic, site: Site) -> Iterator[Problem]:
    for at, section in enumerate(page.sections, start=1):
        for number, link in enumerate(section.links, start=1):
            try:
                site.page(parse(link.route))
            except (NotThere, UnknownRoute):
                yield Problem(
                    file,
                    f"sections[{at}].links[{number}].route",
                    f"{link.route!r} leads nowhere",
                    "the route of a page of this library",
                )
