"""The first page, on the terminal before Textual is loaded: the same cells that Textual draws."""
