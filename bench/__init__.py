"""Measures the speed and size of sci_tui beside other programs, in turn, on a real terminal."""
