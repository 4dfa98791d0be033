"""What can be done, however it is shown."""
