"""What the reader may set once and for all: a page per subject (`pages`), each applied at once and kept."""
