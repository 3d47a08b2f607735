"""Deciding between two readers: their answers and marks side by side."""
