"""Other programs that search the same synthetic studies."""
