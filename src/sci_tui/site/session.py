"""Where one reader has been, and how to go back."""

from typing import NamedTuple

from sci_tui.site.routes import HOME, Route


class Spot(NamedTuple):
    """Where on a page a reader is, in a way that survives another width of the window.

    ``signs`` counts those before the reading line in its block, without blanks; ``rows_above`` is
    how many rows of the page stand above that line on the screen.
    """

    block: int = -1
    signs: int = 0
    rows_above: int = 0


class Visit(NamedTuple):
    """A page that was opened.

    ``within`` is the list it was opened from if it is a study's; ``asked_on`` the page on which
    help was asked for.
    """

    route: Route
    within: Route | None = None
    asked_on: Route | None = None
    spot: Spot | None = None


class Session:
    """The visits of one reader, the present one last."""

    def __init__(self, route: Route = HOME) -> None:
        self._visits = [Visit(route)]

    @property
    def here(self) -> Visit:
        """The page that is open."""
        return self._visits[-1]

    def leave_at(self, spot: Spot) -> None:
        """Remember where on the open page the reader is."""
        self._visits[-1] = self.here._replace(spot=spot)

    def visit(self, route: Route) -> Visit:
        """Open a page. The page that is open already stays one step of the way back."""
        if route == self.here.route:
            return self.here
        if _asks(self.here.route, route) and len(self._visits) > 1:
            # A question that was answered, or left alone, is no step of the way back.
            self._visits.pop()
            return self.visit(route)
        asked_on = self.here.route if route.name == "help" else None
        self._visits.append(Visit(route, self._list_for(route), asked_on))
        return self.here

    def replace(self, route: Route, within: Route | None = None) -> Visit:
        """Open a page in place of the one that is open, as the next study of a list is."""
        self._visits[-1] = Visit(route, within)
        return self.here

    def settle(self, route: Route) -> Visit:
        """Be at a page once something was done: back on it if it was just left, else there anew.

        A page that only asked something is not one to come back to.
        """
        if len(self._visits) > 1 and self._visits[-2].route == route:
            return self.back()
        if self.here.route.query and self.here.route.name == route.name:
            return self.replace(route)
        return self.visit(route)

    def back(self) -> Visit:
        """The page before, or home where there is none."""
        if len(self._visits) > 1:
            self._visits.pop()
        elif self.here.route != HOME:
            self._visits[-1] = Visit(HOME)
        return self.here

    @property
    def at_start(self) -> bool:
        """Whether going back leads nowhere."""
        return len(self._visits) == 1 and self.here.route == HOME

    def _list_for(self, route: Route) -> Route | None:
        if route.name != "study":
            return None
        return self.here.route if self.here.route.is_list else self.here.within


def _asks(route: Route, answer: Route) -> bool:
    """Whether a page is there only to be answered: which value, whether to delete, what to show.

    From the page to narrow a list one may look elsewhere, as at help, and come back to it.
    """
    if route.is_narrowing:
        return (route.name, route.slug) == (answer.name, answer.slug)
    return bool(route.asked("change") or route.asked("delete"))
