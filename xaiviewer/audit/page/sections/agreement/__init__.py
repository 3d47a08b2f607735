"""Sections on maps against masks."""
