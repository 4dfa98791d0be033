"""What can be seen and said: a small website without the web."""
