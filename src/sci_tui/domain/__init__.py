"""The words the house speaks: frozen types that know nothing of storage or display.

They are named tuples rather than dataclasses: a reader must start in the blink of an eye, and
defining thirty frozen dataclasses takes longer than reading a study from SQLite and printing it.
"""
