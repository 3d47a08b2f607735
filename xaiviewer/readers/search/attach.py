"""What lies beside a DICOM study: NIfTI masks drawn on it, and files that are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer.case import Contents, MaskSource
from xaiviewer.readers import nifti
from xaiviewer.readers.files.listing import Skipped, siblings
from xaiviewer.readers.naming.layout import is_picture
from xaiviewer.readers.naming.names import listed, shown, unique
from xaiviewer.readers.search.findings import Findings, FoundCase
from xaiviewer.readers.search.formats import is_nifti

SIBLING = "left out: it lies beside {}; open it by itself"


def attach(studies: list[Contents], files: Mapping[Path, Sequence[Path]]) -> tuple[set[Path], list[Skipped]]:
    """Give NIfTI masks to the studies around them.

    A mask belongs to the study in its own folder, or to that of the nearest folder above. Of several it belongs to the
    one with images on its very grid, or to the only one that it overlaps: heads lie at much the same place in every
    scanner, so that overlapping alone does not tell one patient from another.

    Args:
        studies: with their addresses; those that get masks, or something to say, are replaced.
        files: the masks by folder; of a pair both files.

    Returns:
        The files that are a mask of some study now, and those that may be of several, with the reason.
    """
    places: dict[Path, list[int]] = {}
    for index, study in enumerate(studies):
        places.setdefault(study.path if study.path.is_dir() else study.path.parent, []).append(index)
    taken: set[Path] = set()
    doubtful: list[Skipped] = []
    for folder, paths in files.items():
        around = next((places[each] for each in (folder, *folder.parents) if each in places), [])
        for path in dict.fromkeys(nifti.pair_of(each)[0] for each in paths) if around else ():
            owners = _owners(studies, around, path)
            if len(owners) > 1:
                doubtful += _ambiguous(studies, owners, path)
            elif owners:
                ((index, mask),) = owners.items()
                studies[index] = with_mask(studies[index], mask)
                taken.update(nifti.pair_of(path))
    return taken, doubtful


def _owners(studies: Sequence[Contents], around: Sequence[int], path: Path) -> dict[int, MaskSource]:
    """Of which studies the mask may be: those on its very grid, else those that it overlaps."""
    fitting = [(index, nifti.mask_on(path, studies[index].series)) for index in around]
    found = [(index, *mask) for index, mask in fitting if mask is not None]
    exact = any(same for *_, same in found)
    return {index: mask for index, mask, same in found if same or not exact}


def _ambiguous(studies: list[Contents], around: Iterable[int], path: Path) -> list[Skipped]:
    """Say of a mask that it may be of several studies, to which of them it is not given."""
    reason = "it may be a mask of several studies in the same folder; put it into a folder with the images of one"
    for index in around:
        notice = f"{shown(path.name)} was left out: {reason}."
        studies[index] = replace(studies[index], notices=(*studies[index].notices, notice))
    return [Skipped(each, reason) for each in nifti.pair_of(path)]


def with_masks(image: Contents, file: Path) -> Contents:
    """What one DICOM file opens, with the masks that lie beside it: those that refer to it, and NIfTI masks on it."""
    from xaiviewer.readers import dicom  # noqa: PLC0415

    others = [entry.path for entry in siblings(file).entries if entry.path != file]
    volumes = list(filter(is_nifti, others))
    named = {mask.files for mask in image.masks}
    unnamed = [path for path in others if path not in volumes and not is_picture(path.name)]
    for each in dicom.masks_on(image.series, filter(dicom.is_dicom, unnamed)):
        image = image if each.files in named else with_mask(image, each)
    studies = [image]
    attach(studies, {file.parent: list(filter(nifti.is_label_map, volumes))})
    return studies[0]


def with_mask(study: Contents, mask: MaskSource) -> Contents:
    """The study with one mask more, whose key is made unique."""
    key = unique(mask.key, {each.key for each in study.masks})
    return replace(study, masks=(*study.masks, replace(mask, key=key)))


def leave_siblings_out(findings: Findings, cases: Iterable[int], left: Sequence[Path], what: str) -> None:
    """Say which files of a folder were left out because something else lies beside them, and tell the cases there.

    Args:
        findings: are added to.
        cases: places of the folder's cases among those found.
        left: the files.
        what: lies beside them.
    """
    if not left:
        return
    findings.skipped += [Skipped(path, SIBLING.format(what)) for path in sorted(left)]
    names = [shown(path.name) for path in sorted(left)]
    one = len(names) == 1
    sentence = (
        f"{len(names)} {'file' if one else 'files'} in the same folder {'was' if one else 'were'} left out "
        f"({listed(names)}); open {'it by itself' if one else 'them by themselves'}."
    )
    for index in cases:
        case = findings.cases[index]
        if case.contents is not None:
            known = replace(case.contents, notices=(*case.contents.notices, sentence))
            findings.cases[index] = FoundCase(case.path, known)
