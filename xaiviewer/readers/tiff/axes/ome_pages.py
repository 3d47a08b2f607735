"""The pages of an OME-TIFF as its description places them: channels, slices and time points of one or more images."""

from __future__ import annotations

from dataclasses import replace

from xaiviewer.case import Geometry
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.axes import ome, spacing
from xaiviewer.readers.tiff.axes.labels import distinct, named
from xaiviewer.readers.tiff.axes.page_axes import PageAxes, PageIndex, refuse, roles
from xaiviewer.readers.tiff.axes.volume import PageVolume, plain, sorted_out
from xaiviewer.readers.tiff.pages.pages import Pages

_MOST_IMAGES = 64


def arrange(pages: Pages, notices: list[str]) -> list[PageVolume]:
    """The volumes of a file with an OME description.

    Raises:
        ReadError: where its channels, slices and time points cannot be told apart.
    """
    path = pages.path
    images: list[ome.Pixels] = []
    try:
        images, uuid = ome.parse(pages.description)
        return _images(pages, images, uuid, notices)
    except ome.Unusable as error:
        if len(pages.numbers) > 1 and not (len(images) == 1 and images[0].only_slices):
            refuse(path, f"holds an OME description that cannot be used ({error})")
        notices.append(f"{shown(path)} holds an OME description that cannot be used ({error}); its pages are slices.")
        return plain(pages.stack, Geometry(), notices)


def _images(pages: Pages, images: list[ome.Pixels], uuid: str, notices: list[str]) -> list[PageVolume]:
    """The volumes of all images that lie in this file and share no page."""
    volumes: list[PageVolume] = []
    used: set[int] = set()
    left_out, fault = 0, ome.Unusable("none of its planes lies in this file")
    for number, image in enumerate(images[:_MOST_IMAGES]):
        sentences: list[str] = []
        try:
            found = _planes(pages, image, uuid)
            if used.intersection(found.values()):
                raise ome.Unusable("two of its images share a page")  # noqa: TRY301
            made = _volumes(pages, image, found, sentences)
        except ome.Unusable as error:
            left_out, fault = left_out + 1, error if not number else fault
            continue
        used |= set(found.values())
        several = len(images) > 1
        volumes += [
            replace(each, name=f"{named(image.name)} {each.name}".strip()) if several else each for each in made
        ]
        notices += sentences
    if not volumes:
        raise fault
    if len(images) > 1:
        left = f", of which {left_out} cannot be used here and are left out" if left_out else ""
        notices.append(f"{shown(pages.path)} describes {len(images)} images{left}; each is a series of its own.")
    names = distinct([each.name for each in volumes]) or [""] * len(volumes)
    return [replace(each, name=name) for each, name in zip(volumes, names, strict=True)]


def _planes(pages: Pages, image: ome.Pixels, uuid: str) -> dict[PageIndex, int]:
    """The page, from 0, of every channel, slice and time point of an image, as far as they lie in this file."""
    samples = pages.pages[0].samples
    if samples != image.samples:  # some writers leave out how many channels lie in a page
        if samples not in (1, image.sizes["C"]):
            raise ome.Unusable("its channels are not those of its pages")
        image.samples = samples
    there = set(pages.numbers)
    found = {index: at for index, at in image.pages(pages.path.name, uuid).items() if at + 1 in there}
    if not found:
        raise ome.Unusable("none of its planes lies in this file")
    return found


def _volumes(pages: Pages, image: ome.Pixels, found: dict[PageIndex, int], notices: list[str]) -> list[PageVolume]:
    path = pages.path
    each_axis = [sorted({index[axis] for index in found}) for axis in range(3)]
    axes = PageAxes(("C", "Z", "T"), (len(each_axis[0]), len(each_axis[1]), len(each_axis[2])))
    if len(found) != axes.count:
        raise ome.Unusable(f"planes are missing in this file ({axes})")
    missing = image.sizes["Z"] - len(each_axis[1])
    if missing > 0 and len({each.file for each in image.blocks}) > 1:
        notices.append(
            f"{shown(path)} is one of several files: {missing} of {image.sizes['Z']} slices lie in the others."
        )
    elif missing > 0:
        notices.append(
            f"{shown(path)} holds {missing} of {image.sizes['Z']} slices less than it states; copy it again."
        )
    names = [named(each) for each in image.names]
    if len(image.names) == image.sizes["C"] > image.samples > 1:  # one name per sample
        names = []
    long = axes.long()
    role = dict(zip(long.names, roles(path, long, notices), strict=True))
    if stood_in := next((name for name, instead in role.items() if name != instead), ""):
        found = {_moved(index, "CZT".index(stood_in)): at for index, at in found.items()}
        names = [] if stood_in == "C" else names
    geometry, sentences = spacing.geometry(shown(path), image.spacing_mm)
    notices += sentences
    by_number = {page.number: page for page in pages.pages}
    stack = [by_number.get(number) for number in range(1, max(pages.numbers) + 1)]
    return sorted_out(pages, stack, found, names, geometry, notices)


def _moved(index: PageIndex, axis: int) -> PageIndex:
    """The place with its index on `axis` as its slice."""
    channel, _, time = index
    return (0, channel, time) if axis == 0 else (channel, time, 0)
