"""One image file, opened as far as its header."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import ReadError
from xaiviewer.readers.files.synthetic import synthetic_name
from xaiviewer.readers.naming.names import listed, shown
from xaiviewer.readers.tiff.axes.arrange import Arranged
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.planes import StoredPlane, is_lossy, read_planes


@dataclass(frozen=True, eq=False)
class ImageFile:
    """One image file.

    Attributes:
        path: the file.
        planes: its pages that can be decoded, in the order of its volumes, or the one picture.
        arranged: of a TIFF: its pages as volumes.
    """

    path: Path
    planes: tuple[StoredPlane, ...]
    arranged: Arranged | None

    @property
    def is_volume(self) -> bool:
        """Does it hold several slices, or what cannot be the channels of one?"""
        if self.arranged is None or len(self.planes) == 1:
            return False
        alike = len({each.signature for each in self.planes}) == 1
        return not alike or any(len(each.pages) > 1 or each.time for each in self.arranged.volumes)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the channel of every plane; "" where it has none."""
        return tuple(each.name for each in self.arranged.volumes) if self.arranged else ("",)

    @property
    def signature(self) -> str:
        """Size and type, alike for files that can be slices of one volume."""
        whole = self.planes[0].signature
        return whole if len(self.planes) == 1 else f"{whole}, {len(self.planes)} pages"

    @property
    def label(self) -> str:
        """The file, as users name it."""
        return self.planes[0].label


def open_file(path: Path) -> ImageFile:
    """The file at `path`; ReadError where nothing in it can be decoded."""
    planes, arranged = read_planes(path)
    if arranged is not None and arranged.false_colours:
        arranged = arranged.in_grey()
        planes = tuple(page for volume in arranged.volumes for page in volume.pages)
    return ImageFile(path, planes, arranged)


def open_files(folder: Path, names: Iterable[str]) -> tuple[dict[str, ImageFile], dict[str, str]]:
    """The files that open and the sentences on those that do not, by name."""
    opened, faults = {}, {}
    for name in names:
        try:
            opened[name] = open_file(folder / name)
        except ReadError as error:
            faults[name] = str(error)
    return opened, faults


def case_name(path: Path, folders: Iterable[str]) -> tuple[str, bool]:
    """What a case is called, and whether it is synthetic; a folder called as one of `folders` says nothing."""
    folder = path if path.is_dir() else path.parent
    synthetic = synthetic_name(folder)
    if synthetic is not None:
        return synthetic, True
    if not path.is_dir():
        return shown(path.stem or str(path)), False
    whole = path.resolve()
    name = whole.parent.name if whole.name.lower() in folders else whole.name
    return shown(name or str(path)), False


def about(planes: Iterable[StoredPlane], *, grey: bool = False) -> list[str]:
    """What the reader should know of how the slices were saved.

    Args:
        grey: they are in colour but hold greys alone.
    """
    planes = list(planes)
    notices = []
    if grey:
        notices.append("The pictures are grey saved in colour: their three equal channels are taken as one.")
    opaque = dict.fromkeys(shown(each.path.name) for each in planes if each.opacity)
    if opaque:
        notices.append(f"The last channel is taken as opacity and left out ({listed(list(opaque))}).")
    if any(each.inks for each in planes):
        notices.append(
            "The slices are stored in printing inks (CMYK): their values are turned into red, green and blue by the "
            "plain formula and are no longer those of the scanner; use the originals if you have them."
        )
    pages = [each for each in planes if isinstance(each, Page)]
    if odd := [shown(each.path.name) for each in pages if each.surplus]:
        wrong = "hold more, or other parts, than their size needs: it may be stated wrongly"
        notices.append(f"The pictures {wrong}; compare with another program ({listed(list(dict.fromkeys(odd)))}).")
    if open_ := [shown(each.path.name) for each in pages if each.assumed_grey]:
        assumed = "do not say whether 0 is black; that is assumed: compare with another program"
        notices.append(f"The pictures {assumed} ({listed(list(dict.fromkeys(open_)))}).")
    if any(map(is_lossy, planes)):
        extra = ", and in colour it mixes the sequences" if planes[0].channels == 3 and not grey else ""
        notices.append(f"The slices are saved as JPEG, which loses detail{extra}; use the originals if you have them.")
    if any(each.photometric == 0 and each.kind == "float" for each in pages):
        notices.append("The slices store white as 0 in fractions, for which no black is stated; shown as stored.")
    return notices
