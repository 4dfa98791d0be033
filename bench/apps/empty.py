"""The least that a Textual app can be: nothing to see, and a key rings the bell."""

from textual.app import App


class EmptyApp(App[None]):
    """Shows nothing."""

    ENABLE_COMMAND_PALETTE = False

    def on_key(self) -> None:
        """Let whoever typed know that the key has arrived."""
        self.bell()


if __name__ == "__main__":
    EmptyApp().run()
