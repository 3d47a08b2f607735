"""Trains and evaluates the bundled networks: ``xaiviewer train classifier DATA``, ``xaiviewer train segmenter DATA``."""
