"""Functional groups of enhanced multi-frame files: what every frame says for itself, and what all share (C.7.6.16)."""

from __future__ import annotations

from dataclasses import dataclass

from pydicom.dataset import Dataset

from xaiviewer.readers.dicom.files.header import first, items

KEYWORDS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")
_NOTHING = Dataset()
_KINDS = (
    "MRImageFrameTypeSequence",
    "CTImageFrameTypeSequence",
    "PETFrameTypeSequence",
    "XAXRFFrameCharacteristicsSequence",
)


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """One frame's groups."""

    own: Dataset
    shared: Dataset

    def item(self, keyword: str) -> Dataset:
        """The group of that name, the frame's own before the shared one; empty where there is neither."""
        found = first(self.own, keyword)
        return found if found is not None else first(self.shared, keyword) or _NOTHING

    def kind(self) -> Dataset:
        """The group that holds FrameType, whatever the modality."""
        found = (self.item(keyword) for keyword in _KINDS)
        return next((each for each in found if len(each)), _NOTHING)


def groups_of(data: Dataset, frames: int) -> list[Groups]:
    """Of every frame; [] where the file has none. Frames beyond those that it describes get the shared ones alone."""
    own = items(data, "PerFrameFunctionalGroupsSequence")
    shared = first(data, "SharedFunctionalGroupsSequence")
    if not len(own) and shared is None:
        return []
    return [Groups(own[index] if index < len(own) else _NOTHING, shared or _NOTHING) for index in range(frames)]
