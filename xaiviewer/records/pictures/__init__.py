"""Slices, sheets and charts as files."""
