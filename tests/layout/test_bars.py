"""The row above a page, in a window of any width."""

from hypothesis import example, given
from hypothesis import strategies as st

from sci_tui.domain.browse import Place
from sci_tui.layout.bars import way_to
from sci_tui.layout.characters import columns
from sci_tui.site.pages import Crumb, Page
from sci_tui.site.routes import HOME

places = st.none() | st.builds(
    Place, st.integers(1, 10**4), st.integers(1, 10**4), st.none(), st.none()
)
titles = st.text("ab é日", min_size=1, max_size=40)


@given(places, st.lists(titles, max_size=3), titles, st.integers(0, 130), st.booleans())
@example(Place(1000, 1000, None, None), [], "a", 10, False)
def test_it_fills_any_window_and_no_more(
    place: Place | None, trail: list[str], title: str, width: int, ascii_only: bool
) -> None:
    crumbs = tuple(Crumb(text, HOME) for text in trail)
    page = Page(HOME, title, (), crumbs, place=place)
    row = way_to(page, width, ascii_only=ascii_only)
    assert columns(row) == width
