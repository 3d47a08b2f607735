"""The reader's own keys and mouse: what was changed, over what the program comes with."""
