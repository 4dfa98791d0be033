"""What a Textual program needs to be read by ear and by finger.

Nothing here knows what the program is about, so that another Textual program can use it too.

For every reader, a real cursor that is always visible and typed keys that are never lost::

    class MyApp(App[None]):
        def __init__(self) -> None:
            super().__init__(driver_class=ReaderDriver)

    move_cursor(app, widget.region.offset)      # when something else gets the focus
    show_at_once(widget, region)                # instead of a refresh, where a key should be fast
    roll_at_once(widget, by, region)            # the same after scrolling, over a slow line

An app with a method ``take_at_once`` is asked first what to do with a key (``TakesAtOnce``).

For a program that writes its first screen before Textual is loaded, ``taking_over(hand_over)`` is
the driver: it enters nothing and clears nothing of what is shown already.

For those who use a screen reader or a braille display, a screen that is written as text, each thing
once and only what has changed::

    class MyAppByEar(ByEar, MyApp):
        def __init__(self) -> None:
            super().__init__(driver_class=QuietDriver)

    MyAppByEar().run(mouse=False)
    app.say_row(y)                              # after a key that draws nothing, such as End
    app.say_all()                               # for the next page, even where rows are the same
    app.leave(0, "Goodbye.")                    # so that the last words are heard

The program's own part: put what has the focus at the left of one row, with its label; do not change
how it looks when the focus comes (the cursor is the highlight); never scroll under the cursor; draw
no frames, bars and pictures; keep a row for messages and move the cursor there when one matters.

This takes private names of Textual. They are listed in ``USED_OF_TEXTUAL`` and
``USED_OF_INSTANCES``; a program tests that they are there, so that an upgrade fails loudly.
"""

from sci_tui.tui.terminal.at_once import is_to_roll, roll_at_once, show_at_once
from sci_tui.tui.terminal.by_ear import ByEar
from sci_tui.tui.terminal.cursor import move_cursor
from sci_tui.tui.terminal.driver import QuietDriver, ReaderDriver, taking_over
from sci_tui.tui.terminal.keys import TakesAtOnce, key_name
from sci_tui.tui.terminal.textual_names import USED_OF_INSTANCES, USED_OF_TEXTUAL

__all__ = [
    "USED_OF_INSTANCES",
    "USED_OF_TEXTUAL",
    "ByEar",
    "QuietDriver",
    "ReaderDriver",
    "TakesAtOnce",
    "is_to_roll",
    "key_name",
    "move_cursor",
    "roll_at_once",
    "show_at_once",
    "taking_over",
]
