"""The Textual reader: draws laid-out pages and keeps the terminal's cursor on what has the focus."""
