"""Bytes on disk to a Case: one package per format, one dispatcher, finding and pairing kept apart from decoding."""

from xaiviewer.readers.build.own_grid import OWN, series_preview
from xaiviewer.readers.dispatch import (
    NothingFoundError,
    SearchResult,
    contents,
    find_cases,
    is_address,
    load_case,
    read_series,
    search,
)
from xaiviewer.readers.files.listing import NO_IMAGE, Skipped

__all__ = [
    "NO_IMAGE",
    "OWN",
    "NothingFoundError",
    "SearchResult",
    "Skipped",
    "contents",
    "find_cases",
    "is_address",
    "load_case",
    "read_series",
    "search",
    "series_preview",
]
