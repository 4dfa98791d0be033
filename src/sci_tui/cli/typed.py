"""What was typed after a command, made harmless to repeat on a terminal."""

from sci_tui.domain.cleaning import clean
from sci_tui.site.routes import Route, parse


def route_from(text: str) -> Route:
    """The route that was typed, without characters that act on a terminal.

    Raises:
        UnknownRoute: If no page has this address.
    """
    route = parse(clean(text))
    # What was written as %1b only now is what it stands for.
    query = tuple((key, clean(value)) for key, value in route.query)
    return route._replace(slug=clean(route.slug), query=query)
