"""Showing a change within one widget at once.

Textual shows it too, but asks every widget for its rows on the way, and takes five turns of its
loop to do so.
"""

from textual.geometry import Offset, Region
from textual.widget import Widget

from sci_tui.tui.terminal.driver import cursor_at


def show_at_once(widget: Widget, *regions: Region) -> bool:
    """Write regions of a widget, given as in its own ``refresh``, and then the real cursor.

    Returns:
        False if the widget is not what the terminal shows just now. A refresh is right then.
    """
    app, driver = widget.app, widget.app._driver  # noqa: SLF001 - Textual has no public name for it
    if driver is None or app._batch_count or not _is_shown(widget):  # noqa: SLF001
        return False
    # What Textual draws of it later is drawn anew.
    widget._styles_cache.set_dirty(*regions)  # noqa: SLF001
    left, top = widget.region.offset
    rows = (
        cursor_at(Offset(left + region.x, top + y)) + strip.render(app.console)
        for region in regions
        for y, strip in enumerate(widget.render_lines(region), region.y)
    )
    driver.write("".join(rows) + cursor_at(app.cursor_position))
    driver.flush()
    return True


def _is_shown(widget: Widget) -> bool:
    """Whether all of it is on the screen that is in front."""
    region, screen = widget.region, widget.screen
    return bool(region) and screen is widget.app.screen and screen.region.contains_region(region)
