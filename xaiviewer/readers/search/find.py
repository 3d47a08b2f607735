"""Finding cases: which files below a folder make one, how it is addressed, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import nifti, tiff
from xaiviewer.readers.files.listing import Listing, Skipped, by_folder, list_files
from xaiviewer.readers.naming.addresses import Owners, addressed, name_among, study_files
from xaiviewer.readers.naming.layout import is_mask
from xaiviewer.readers.naming.names import natural_key, shown
from xaiviewer.readers.search.attach import attach, leave_siblings_out
from xaiviewer.readers.search.early import EarlyStudies
from xaiviewer.readers.search.findings import Findings, FoundCase
from xaiviewer.readers.search.formats import FilesByFormat, sort_by_format


def find(
    listing: Listing,
    root: Path,
    *,
    labels: bool = True,
    progress: Progress = ignore,
    cancelled: Cancel = never,
    found: Callable[[Path], None] = ignore,
) -> Findings:
    """The cases among the files of `listing`, which lie below `root`.

    A DICOM study comes before NIfTI files in the same folder, and these before pictures; what is left out is said.
    NIfTI masks in the folder of a study, or below it, are masks of the study where they overlap its images; see
    `attach`.

    Args:
        labels: list the labels of NIfTI masks, which reads them.
        found: hears of the path of each case, once, as soon as it is certain.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    findings = Findings(skipped=list(listing.skipped))
    work = _SearchState(root, findings, labels, progress, cancelled, found)
    for folder, names in by_folder(entry.path for entry in listing.entries).items():
        kinds = sort_by_format([folder / name for name in names], cancelled=cancelled)
        work.take(folder, kinds)
        work.looked_at(len(names) - kinds.total)
        if folder not in work.mixed:
            _files(work, folder, kinds.nifti, kinds.pictures)
    _studies(work)
    _archives(work)
    for each in findings.cases:
        work.announce(each.path)
    findings.cases.sort(key=lambda each: [natural_key(part) for part in each.path.parts])
    progress(len(listing.entries), len(findings.cases))
    return findings


@dataclass
class _SearchState:
    """What the steps of a search share.

    Attributes:
        dicom, archives: files for later.
        mixed: what else lies in folders with DICOM files and below those.
        masks: NIfTI masks without images, by folder; the study around them may be theirs.
        others: folders with cases of other formats.
        seen, announced: files looked at, and cases that are known to the caller.
    """

    root: Path
    findings: Findings
    labels: bool
    progress: Progress
    cancelled: Cancel
    found: Callable[[Path], None]
    dicom: list[Path] = field(default_factory=list)
    archives: list[Path] = field(default_factory=list)
    mixed: dict[Path, FilesByFormat] = field(default_factory=dict)
    masks: dict[Path, list[Path]] = field(default_factory=dict)
    others: set[Path] = field(default_factory=set)
    seen: int = 0
    announced: set[Path] = field(default_factory=set)

    def take(self, folder: Path, kinds: FilesByFormat) -> None:
        """Put a folder's files where they are worked on."""
        self.findings.skipped += kinds.skipped
        self.dicom += kinds.dicom
        self.archives += kinds.archives
        above = folder.parents[: len(folder.parts) - len(self.root.parts)]
        if kinds.dicom or any(each in self.mixed for each in above):
            self.mixed[folder] = kinds

    def looked_at(self, files: int) -> None:
        """Report that so many more files were looked at.

        Raises:
            Cancelled: when that is wanted.
        """
        if self.cancelled():
            raise Cancelled
        self.seen += files
        self.progress(self.seen, len(self.announced))

    def announce(self, path: Path) -> None:
        """A case is certain."""
        if path not in self.announced:
            self.announced.add(path)
            self.found(path)

    def add(self, cases: Iterable[FoundCase]) -> None:
        """Cases that were found, and are certain."""
        for each in cases:
            self.findings.cases.append(each)
            self.announce(each.path)


def _files(work: _SearchState, folder: Path, volumes: Sequence[Path], pictures: Sequence[Path]) -> None:
    """The NIfTI files and pictures of a folder; NIfTI masks alone wait for a study around them."""
    findings, before, images = work.findings, len(work.findings.cases), False
    if volumes and all(map(nifti.is_mask, volumes)):
        work.masks[folder] = list(volumes)
    elif volumes:
        found, faults = nifti.cases(volumes, root=work.root, labels=work.labels, cancelled=work.cancelled)
        findings.leave_out(faults)
        work.add(FoundCase(each.path, each) for each in found)
        work.others.add(folder)
        images = bool(found)
    if pictures and images:
        leave_siblings_out(findings, range(before, len(findings.cases)), pictures, "DICOM or NIfTI images")
    elif pictures:
        _pictures(work, folder, [path.name for path in pictures])
    work.looked_at(len(volumes) + len(pictures))


def _pictures(work: _SearchState, folder: Path, names: list[str]) -> None:
    found, faults = tiff.cases(folder, names)
    work.findings.leave_out(faults)
    work.others.add(folder)
    work.add(FoundCase(each.path, each) for each in found)
    if not found and any(path == folder for path, _ in faults) and not all(map(is_mask, names)):
        work.add([FoundCase(folder)])  # a patient whose slices are all damaged: opening it tells so


def _studies(work: _SearchState) -> None:
    """The DICOM studies with the NIfTI masks around them; then whatever lies beside them and is none of these."""
    for folder, kinds in work.mixed.items():
        if not kinds.dicom and kinds.nifti and all(map(nifti.is_label_map, kinds.nifti)):
            work.masks[folder] = kinds.nifti
        elif not kinds.dicom and (kinds.nifti or kinds.pictures):
            work.others.add(folder)
    found = _read_studies(work) if work.dicom else []
    studied = {path.parent for each in found for path in study_files(each)}
    lost = {folder for folder, kinds in work.mixed.items() if kinds.dicom and (kinds.nifti or kinds.pictures)} - studied
    studies = addressed(found, work.root, work.others | lost)
    masks = dict(work.masks)
    for folder in studied & set(work.mixed):
        masks[folder] = list(filter(nifti.is_label_map, work.mixed[folder].nifti))
    taken, doubtful = attach(studies, masks)
    work.findings.skipped += doubtful
    taken |= {each.path for each in doubtful}  # they are said, and no cases of their own
    first = len(work.findings.cases)
    work.add(FoundCase(each.path, each) for each in studies)
    at: dict[Path, list[int]] = {}
    for index, each in enumerate(studies, first):
        for folder in {path.parent for path in study_files(each)}:
            at.setdefault(folder, []).append(index)
    for folder, kinds in work.mixed.items():
        if folder in studied:
            left = [path for path in kinds.nifti if path not in taken]
            leave_siblings_out(work.findings, at[folder], left, "a DICOM study")
            leave_siblings_out(work.findings, at[folder], kinds.pictures, "DICOM or NIfTI images")
            work.looked_at(len(kinds.nifti) + len(kinds.pictures))
        else:
            _files(work, folder, () if folder in work.masks else kinds.nifti, kinds.pictures)
    _masks(work, taken)


def _read_studies(work: _SearchState) -> list[Contents]:
    """The studies, told of as early as may be."""
    from xaiviewer.readers import dicom  # noqa: PLC0415

    owners = Owners(work.root, work.others)
    early = EarlyStudies(work.dicom, owners, dicom.study_of, work.announce)
    found, faults = dicom.studies(
        work.dicom,
        root=work.root,
        progress=lambda done, _: work.progress(work.seen + done, len(work.announced)),
        cancelled=work.cancelled,
        read=early.read,
    )
    work.findings.leave_out(faults)
    work.looked_at(len(work.dicom))
    return found


def _masks(work: _SearchState, taken: set[Path]) -> None:
    """NIfTI masks without images that no study around them took: said, or shown as images where they are none."""
    for masks in work.masks.values():
        left = [path for path in masks if path not in taken]
        found, faults = nifti.cases(left, root=work.root, labels=work.labels, cancelled=work.cancelled)
        work.findings.leave_out(faults)
        work.add(FoundCase(each.path, each) for each in found)


def in_archive(
    archive: Path, *, labels: bool = True, progress: Progress = ignore, cancelled: Cancel = never
) -> Findings:
    """The cases in a zip archive: the only one is addressed by the archive, others by what comes behind it, as if the
    archive were a folder.

    Raises:
        ReadError: where it cannot be unpacked.
        Cancelled: when `cancelled` says so.
    """
    from xaiviewer.readers import dicom  # noqa: PLC0415

    folder = dicom.open_zip(archive, cancelled=cancelled)
    inside = find(list_files(folder), folder, labels=labels, progress=progress, cancelled=cancelled)
    single = len(inside.cases) == 1
    studies = [each.contents.study for each in inside.cases if each.contents is not None]

    def address(found: FoundCase) -> Path:
        if single:
            return archive
        study = found.contents.study if found.contents is not None else ""
        return archive / (name_among(study, studies) if study else found.path.relative_to(folder))

    for index, each in enumerate(inside.cases):
        path, contents = address(each), each.contents
        if contents is not None:
            name = shown(archive.stem) if contents.path == folder else contents.name
            contents = replace(contents, path=path, name=name)
        inside.cases[index] = FoundCase(path, contents)
    inside.skipped = [Skipped(archive / each.path.relative_to(folder), each.reason) for each in inside.skipped]
    return inside


def _archives(work: _SearchState) -> None:
    for archive in work.archives:
        try:
            inside = in_archive(archive, labels=work.labels, cancelled=work.cancelled)
        except ReadError as error:
            work.findings.leave_out([(archive, str(error))])
            continue
        work.add(inside.cases)
        work.findings.skipped += inside.skipped if inside.cases else [Skipped(archive, "an archive without images")]
        work.looked_at(1)
