"""The Textual reader of a clinic's kiosk."""
