"""What the imported networks do: those that decide, and those that outline beside them."""

from __future__ import annotations

from xaiviewer.errors import XaiViewerError
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import opened


def outlines(name: str) -> bool:
    """Whether an imported network is a segmenter; of one that cannot be read that is not known, and not said."""
    if name not in store.names():
        return False
    try:
        return read_described(opened(store.folder() / name)).task == "segmentation"
    except XaiViewerError:
        return False


def segmenters() -> tuple[str, ...]:
    """The names of those that are."""
    return tuple(filter(outlines, store.names()))
