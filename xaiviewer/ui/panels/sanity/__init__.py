"""Badges of the map shown: which sanity checks it passes."""
