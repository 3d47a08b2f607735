"""The pages of one TIFF as volumes: ImageJ's, OME's and tifffile's axes, or simply one page after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xaiviewer.case import Geometry
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.axes import imagej, microscopes, ome_pages, shaped, spacing
from xaiviewer.readers.tiff.axes.page_axes import pages_by_index
from xaiviewer.readers.tiff.axes.volume import PageVolume, plain, sorted_out
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.pages.pages import IMAGEJ, OME, SHAPED, Pages, described_by

_BY = {IMAGEJ: imagej.arrange, OME: ome_pages.arrange, SHAPED: shaped.arrange}
_TRUTH = (SHAPED, OME)  # how tifffile describes arrays of truth values


@dataclass(frozen=True, eq=False)
class Arranged:
    """The pages of a file.

    Attributes:
        volumes: channel by channel, the first time point before the second.
        notices: sentences on what was left out or assumed.
        false_colours: a palette is how the program shows the values, and not what they mean (ImageJ).
        inverted: the same for greys that are shown as others. What ImageJ's "Convert to Mask" finds is stored as 255
            and shown black, with a look-up table that inverts; tifffile writes all arrays of truth values with white
            as 0, and means 1 by true.
    """

    volumes: tuple[PageVolume, ...]
    notices: tuple[str, ...]
    false_colours: bool = False
    inverted: bool = False

    def in_grey(self) -> Arranged:
        """The same with the values where a palette only shows them."""
        if not self.false_colours:
            return self
        sentence = (
            f"{shown(self.volumes[0].pages[0].path)} is shown in false colours by ImageJ; its values are taken instead."
        )
        volumes = tuple(replace(each, pages=tuple(map(Page.without_palette, each.pages))) for each in self.volumes)
        return Arranged(volumes, (*self.notices, sentence))


def arrange(pages: Pages) -> Arranged:
    """Which page is which slice of which channel at which time.

    Raises:
        ReadError: where the file describes its axes and they cannot be told apart.
    """
    notices = [*pages.notices, *(f"Slice left out: {sentence}" for _, sentence in pages.faults)]
    who = described_by(pages.description)
    volumes = _BY.get(who, _undescribed)(pages, notices)
    every = [page for each in volumes for page in each.pages]
    coloured = who == IMAGEJ and any(page.photometric == 3 for page in every)
    inverted = any(page.shown_inverted and (who == IMAGEJ or (who in _TRUTH and page.bits == 1)) for page in every)
    return Arranged(tuple(volumes), tuple(notices), coloured, inverted)


def _undescribed(pages: Pages, notices: list[str]) -> list[PageVolume]:
    """Pages that nobody has described, or a microscope's program."""
    notices += spacing.about_resolution(pages)
    axes = microscopes.axes_of(pages)
    if axes is None:
        return plain(pages.stack, Geometry(), notices)
    return sorted_out(pages, pages.stack, pages_by_index(pages.path, axes, notices), (), Geometry(), notices)
