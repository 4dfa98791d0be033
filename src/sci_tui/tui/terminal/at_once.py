"""Showing a change within one widget at once.

Textual shows it too, but asks every widget for its rows on the way, and takes five turns of its
loop to do so.
"""

from collections.abc import Iterator

from textual.geometry import Offset, Region
from textual.widget import Widget

from sci_tui.tui.terminal.driver import ReaderDriver
from sci_tui.tui.terminal.rolling import Roll, Row, Rows, cursor_at


def show_at_once(widget: Widget, *regions: Region) -> bool:
    """Write regions of a widget, given as in its own ``refresh``, and then the real cursor.

    Returns:
        False if the widget is not what the terminal shows just now. A refresh is right then.
    """
    app, driver = widget.app, widget.app._driver  # noqa: SLF001 - Textual has no public name for it
    if driver is None or not _can_show(widget):
        return False
    # What Textual draws of it later is drawn anew.
    widget._styles_cache.set_dirty(*regions)  # noqa: SLF001
    left, top = widget.region.offset
    rows = (
        cursor_at(Offset(left + region.x, top + y)) + row
        for region in regions
        for y, row in enumerate(_rows(widget, region), region.y)
    )
    driver.write("".join(rows) + cursor_at(app.cursor_position))
    driver.flush()
    return True


def is_to_roll(widget: Widget) -> bool:
    """Whether the terminal had best move the rows of a widget by itself, as its line is slow."""
    if _rolling_driver(widget) is None:
        return False
    return widget.region.width == widget.app.size.width


def roll_at_once(widget: Widget, by: int, left: Region) -> bool:
    """Have the terminal move the rows of a widget, and write those that come in; then the cursor.

    Args:
        widget: What has scrolled already.
        by: By how many rows what it shows has gone up; down where that is negative.
        left: What looks otherwise of what stays, given as it is now, in one row.

    Returns:
        False if the terminal had best not do so. To show all of the widget is right then.
    """
    driver, rows = _rolling_driver(widget), widget.size.height
    is_partly = 0 < abs(by) < rows and 0 <= left.y < rows
    if driver is None or not (is_partly and is_to_roll(widget) and _can_show(widget)):
        return False
    new = Region(0, rows - by if by > 0 else 0, widget.size.width, abs(by))
    widget._styles_cache.clear()  # noqa: SLF001 - which remembers rows by where they stood
    x, y = widget.region.offset
    driver.roll(
        Roll(
            Rows(y, y + rows - 1),
            by,
            Row(Offset(x + left.x, y + left.y + by), "".join(_rows(widget, left))),
            tuple(_rows(widget, new)),
            widget.app.cursor_position,
        )
    )
    return True


def _rolling_driver(widget: Widget) -> ReaderDriver | None:
    driver = widget.app._driver  # noqa: SLF001
    return driver if isinstance(driver, ReaderDriver) and driver.is_to_roll else None


def _rows(widget: Widget, region: Region) -> Iterator[str]:
    """What a terminal is sent for a region of a widget, row by row."""
    return (strip.render(widget.app.console) for strip in widget.render_lines(region))


def _can_show(widget: Widget) -> bool:
    """Whether it may be written just now, and all of it is on the screen that is in front."""
    return not widget.app._batch_count and _is_shown(widget)  # noqa: SLF001


def _is_shown(widget: Widget) -> bool:
    """Whether all of it is on the screen that is in front."""
    region, screen = widget.region, widget.screen
    return bool(region) and screen is widget.app.screen and screen.region.contains_region(region)
