"""Bytes on disk to a Case: one module per format, one dispatcher, finding and pairing kept apart from decoding."""

from xaiviewer.readers.dispatch import load_case
from xaiviewer.readers.find import find_cases

__all__ = ["find_cases", "load_case"]
