"""Trains the bundled networks: ``xaiviewer train classifier DATA`` and ``xaiviewer train segmenter DATA``."""
