"""TIFF files and pictures (PNG, JPEG): a folder of slices, or a file of several pages, and their masks."""

from xaiviewer.readers.naming.layout import is_mask, is_picture
from xaiviewer.readers.tiff.cases import cases

__all__ = ["cases", "is_mask", "is_picture"]
