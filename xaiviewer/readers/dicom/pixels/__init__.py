"""Pixels decoded: how a file stores them, what a compressed frame says of itself, their values."""
