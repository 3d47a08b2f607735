"""How good readers are, and how much they agree: figures of a reader study. NumPy and special functions only."""
