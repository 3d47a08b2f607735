"""A plane: what becomes one slice of one or more channels, a page of a TIFF or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from xaiviewer.readers.naming.layout import PICTURES
from xaiviewer.readers.tiff.axes.arrange import Arranged, arrange
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.pages.pages import read_pages
from xaiviewer.readers.tiff.pixels import decode as page_decoder
from xaiviewer.readers.tiff.pixels import picture as picture_decoder
from xaiviewer.readers.tiff.pixels.picture import Picture, read_picture

StoredPlane = Page | Picture


def pixels(plane: StoredPlane) -> NDArray[Any]:
    """Pixels ``[channel, row, column]``, upright, without opacity.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    return with_opacity(plane)[0]


def with_opacity(plane: StoredPlane) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Pixels ``[channel, row, column]``, upright, and their opacity ``[row, column]`` where the file states one.

    Raises:
        ReadError: where the file cannot be read or decoded.
    """
    return page_decoder.with_opacity(plane) if isinstance(plane, Page) else picture_decoder.with_opacity(plane)


def read_planes(path: Path) -> tuple[tuple[StoredPlane, ...], Arranged | None]:
    """The planes of a file, channel by channel and slice by slice, and how a TIFF arranges them.

    Raises:
        ReadError: where none can be decoded, or where it cannot be told which is what.
    """
    if path.suffix.lower() in PICTURES:
        return (read_picture(path),), None
    arranged = arrange(read_pages(path))
    return tuple(page for volume in arranged.volumes for page in volume.pages), arranged


def is_lossy(plane: StoredPlane) -> bool:
    """Was it saved as JPEG, which changes values and smears edges?"""
    return (plane.packing if isinstance(plane, Page) else plane.format) == "JPEG"
