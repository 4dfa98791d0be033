"""Textual's own list, with a thousand options and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class OptionsApp(App[None]):
    """Shows a list."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """The list alone; Textual gives it the focus."""
        yield OptionList(*(f"Option {number}" for number in range(1, 1001)))


if __name__ == "__main__":
    OptionsApp().run()
