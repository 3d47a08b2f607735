"""Stacks of microscopes' programs, which say in a way of their own what their pages are."""

from __future__ import annotations

import struct

from xaiviewer.readers.tiff.axes.page_axes import PageAxes, refuse
from xaiviewer.readers.tiff.pages import tags as tag
from xaiviewer.readers.tiff.pages.pages import Pages

_SCANIMAGE = (b"SI.hChannels", b"scanimage.SI", b"state.acq.")
_LSM_SIZES = {"T": 24, "C": 20, "Z": 16}  # CZ_LSMINFO: bytes at which its 32-bit sizes stand


def axes_of(pages: Pages) -> PageAxes | None:
    """The axes of the pages where such a program states them; None where none has written the file.

    Raises:
        ReadError: where it has, and they are not told apart here.
    """
    count = len(pages.numbers)
    planes = len(pages.private.get(tag.METAMORPH, b"")) // 8  # six numbers for each plane, behind a pair that counts
    if planes > 1 and planes != count:
        refuse(pages.path, f"is a MetaMorph stack of {planes} planes whose axes are not named")
    if count == 1:
        return None
    if tag.FLUOVIEW in pages.private:
        refuse(pages.path, f"is a FluoView stack of {count} pages whose axes are not read here")
    if any(word in text for word in _SCANIMAGE for text in (pages.description, pages.private.get(tag.SOFTWARE, b""))):
        refuse(pages.path, f"is a ScanImage stack of {count} pages whose axes are not read here")
    header = pages.private.get(tag.ZEISS, b"")
    if len(header) < 28:
        return None
    page = pages.pages[0]
    sizes = {name: struct.unpack_from(page.order + "I", header, at)[0] for name, at in _LSM_SIZES.items()}
    if sizes["C"] == page.samples:
        sizes["C"] = 1  # the channels lie in the page
    axes = PageAxes(tuple(sizes), tuple(sizes.values()))
    if axes.count != count or len(axes.long().lengths) > 1:
        refuse(pages.path, f"is a Zeiss LSM stack ({axes}) whose pages do not tell their axes")
    return axes
