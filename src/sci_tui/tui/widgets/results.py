"""What is found so far, below the words that are being typed."""

from textual.strip import Strip

from sci_tui.tui.widgets.page_view import PageView


class Results(PageView, inherit_bindings=False):
    """Shows what was found; its reading line is marked only once the reader has gone there."""

    def on_focus(self) -> None:
        """Show where one is."""
        self.refresh()

    def on_blur(self) -> None:
        """One is elsewhere."""
        self.refresh()

    def _marked(self, strip: Strip) -> Strip:
        return super()._marked(strip) if self.has_focus else strip
