"""Where the reader changes keys and mouse."""
