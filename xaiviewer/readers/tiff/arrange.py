"""The pages of one TIFF as volumes: ImageJ's, OME's and tifffile's axes, or simply one page after the other."""

from __future__ import annotations

from dataclasses import dataclass

from xaiviewer.case import Geometry
from xaiviewer.readers.tiff import foreign, imagej, omepages, shaped, spacing
from xaiviewer.readers.tiff.axes import places
from xaiviewer.readers.tiff.pages import IMAGEJ, OME, SHAPED, Pages, described_by
from xaiviewer.readers.tiff.volume import Volume, plain, sorted_out

_BY = {IMAGEJ: imagej.arrange, OME: omepages.arrange, SHAPED: shaped.arrange}


@dataclass(frozen=True, eq=False)
class Arranged:
    """The pages of a file.

    Attributes:
        volumes: channel by channel, the first time point before the second.
        notices: sentences on what was left out or assumed.
    """

    volumes: tuple[Volume, ...]
    notices: tuple[str, ...]


def arrange(pages: Pages) -> Arranged:
    """Which page is which slice of which channel at which time.

    Raises:
        ReadError: where the file describes its axes and they cannot be told apart.
    """
    notices = [*pages.notices, *(f"Slice left out: {sentence}" for _, sentence in pages.faults)]
    by = _BY.get(described_by(pages.description), _undescribed)
    return Arranged(tuple(by(pages, notices)), tuple(notices))


def _undescribed(pages: Pages, notices: list[str]) -> list[Volume]:
    """Pages that nobody has described, or a microscope's program."""
    notices += spacing.about_resolution(pages)
    axes = foreign.axes_of(pages)
    if axes is None:
        return plain(pages.stack, Geometry(), notices)
    return sorted_out(pages, pages.stack, places(pages.path, axes, notices), (), Geometry(), notices)
