"""A file for each measurement."""
