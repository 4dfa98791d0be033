"""Every name of Textual that is not public and that is used here all the same."""

from typing import Final

from textual import keys
from textual.app import App
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input

USED_OF_TEXTUAL: Final = (
    (linux_driver, "getincrementaldecoder"),
    (LinuxDriver, "start_application_mode"),
    (LinuxDriver, "stop_application_mode"),
    (LinuxDriver, "_request_terminal_sync_mode_support"),
    (LinuxDriver, "_query_in_band_window_resize"),
    (LinuxDriver, "_enable_mouse_support"),
    (LinuxDriver, "write"),
    (LinuxDriver, "flush"),
    (LinuxDriver, "send_message"),
    (App, "_display"),
    (App, "_post_message"),
    (App, "_context"),
    (App, "_handle_exception"),
    (App, "_close_messages_no_wait"),
    (ScrollView, "_size_updated"),
    (Input, "_position_to_cell"),
    (keys, "_character_to_key"),
)
"""Where each is, and what it is called."""

USED_OF_INSTANCES: Final = (
    (App, "_driver"),
    (App, "_batch_count"),
    (Driver, "_app"),
    (Driver, "_loop"),
    (LinuxDriver, "attrs_before"),
    (Screen, "_compositor"),
    (Widget, "_styles_cache"),
)
"""Names that are set when one is made: where, and what each is called."""
