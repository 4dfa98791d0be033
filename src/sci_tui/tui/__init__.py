"""The Textual reader: draws laid-out pages, and keeps the terminal's cursor on the focus."""
