"""A page and a width become lines; no terminal, no Textual."""
