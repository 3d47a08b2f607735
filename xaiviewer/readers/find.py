"""Finding cases: which files below a folder make one, how it is addressed, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.case.series import never, unheard
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import nifti, tiff
from xaiviewer.readers.addresses import addressed, files_of, study_uid
from xaiviewer.readers.kinds import Kinds, sort_by_kind
from xaiviewer.readers.layout import is_mask
from xaiviewer.readers.listing import Listing, Skipped, by_folder, list_files
from xaiviewer.readers.names import listed, natural_key, shown

Progress = Callable[[int, int], None]
"""Called with the number of files looked at and of cases found."""

BESIDE = "left out: it lies beside {}; open it by itself"


@dataclass(frozen=True)
class Found:
    """A case.

    Attributes:
        path: what it is opened by.
        contents: what lies on disk for it; None where that was not looked at, because it cannot be opened.
    """

    path: Path
    contents: Contents | None = None


@dataclass
class Findings:
    """What lies below a folder.

    Attributes:
        cases: in natural order of their paths.
        skipped: what was left out.
        sentences: on what cannot be opened, naming the file.
    """

    cases: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def leave_out(self, faults: Iterable[tuple[Path, str]]) -> None:
        """Add files that cannot be opened; the sentences begin with the file's path."""
        for path, sentence in faults:
            self.sentences.append(sentence)
            reason = sentence.removeprefix(shown(str(path))).strip(" :")
            self.skipped.append(Skipped(path, reason or sentence))


def find(
    listing: Listing,
    root: Path,
    *,
    labels: bool = True,
    progress: Progress = unheard,
    cancelled: Callable[[], bool] = never,
) -> Findings:
    """The cases among the files of `listing`, which lie below `root`.

    A DICOM study comes before NIfTI files in the same folder, and these before pictures; what is left out is said.

    Args:
        labels: list the labels of NIfTI masks, which reads them.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    findings = Findings(skipped=list(listing.skipped))
    kinds = sort_by_kind([entry.path for entry in listing.entries], cancelled=cancelled)
    findings.skipped += kinds.skipped
    work = _Work(kinds, root, findings, labels, progress, cancelled)
    work.looked_at(len(listing.entries) - kinds.total)
    findings.cases += _studies(work)
    studied = _folders(findings.cases)
    found = _nifti(work, studied)
    occupied = studied | _folders(found)
    findings.cases += found
    findings.cases += _pictures(work, occupied)
    findings.cases += _archives(work)
    findings.cases.sort(key=lambda each: [natural_key(part) for part in each.path.parts])
    progress(len(listing.entries), len(findings.cases))
    return findings


@dataclass
class _Work:
    """What the steps of a search share."""

    kinds: Kinds
    root: Path
    findings: Findings
    labels: bool
    progress: Progress
    cancelled: Callable[[], bool]
    seen: int = 0
    more: int = 0

    def looked_at(self, files: int, cases: int = 0) -> None:
        """Report that so many more files were looked at, and so many more cases found in them.

        Raises:
            Cancelled: when that is wanted.
        """
        if self.cancelled():
            raise Cancelled
        self.seen += files
        self.more += cases
        self.progress(self.seen, self.more)


def _studies(work: _Work) -> list[Found]:
    paths = work.kinds.dicom
    if not paths:
        return []
    from xaiviewer.readers import dicom  # noqa: PLC0415

    found, faults = dicom.studies(
        paths, root=work.root, progress=lambda done, _: work.progress(work.seen + done, 0), cancelled=work.cancelled
    )
    work.findings.leave_out(faults)
    studied = {path.parent for each in found for path in files_of(each)}
    others = {path.parent for path in (*work.kinds.nifti, *work.kinds.pictures)} - studied
    work.looked_at(len(paths), len(found))
    return [Found(each.path, each) for each in addressed(found, work.root, others)]


def _nifti(work: _Work, studied: set[Path]) -> list[Found]:
    apart = [path for path in work.kinds.nifti if path.parent not in studied]
    _told(work.kinds.nifti, apart, "a DICOM study", work.findings)
    cases: list[Found] = []
    for folder, names in by_folder(apart).items():
        found, faults = nifti.cases([folder / name for name in names], root=work.root, labels=work.labels)
        work.findings.leave_out(faults)
        cases += [Found(each.path, each) for each in found]
        work.looked_at(len(names), len(found))
    return cases


def _pictures(work: _Work, occupied: set[Path]) -> list[Found]:
    apart = [path for path in work.kinds.pictures if path.parent not in occupied]
    _told(work.kinds.pictures, apart, "DICOM or NIfTI images", work.findings)
    cases: list[Found] = []
    for folder, names in by_folder(apart).items():
        found, faults = tiff.cases(folder, names)
        work.findings.leave_out(faults)
        cases += [Found(each.path, each) for each in found]
        if not found and any(path == folder for path, _ in faults) and not all(map(is_mask, names)):
            cases.append(Found(folder))  # a patient whose slices are all damaged: opening it tells so
        work.looked_at(len(names), len(found))
    return cases


def in_archive(
    archive: Path, *, labels: bool = True, progress: Progress = unheard, cancelled: Callable[[], bool] = never
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

    def outside(text: str) -> str:
        return text.replace(str(folder), shown(str(archive)))

    def address(found: Found) -> Path:
        if single:
            return archive
        within = found.path.relative_to(folder)
        dicom_study = found.contents is not None and found.contents.series[0].format == "DICOM"
        return archive / study_uid(found.contents) if dicom_study and found.contents is not None else archive / within

    for index, each in enumerate(inside.cases):
        path, contents = address(each), each.contents
        if contents is not None:
            name = shown(archive.stem) if contents.path == folder else contents.name
            contents = replace(contents, path=path, name=name, notices=tuple(map(outside, contents.notices)))
        inside.cases[index] = Found(path, contents)
    inside.skipped = [Skipped(archive / each.path.relative_to(folder), outside(each.reason)) for each in inside.skipped]
    inside.sentences = [outside(each) for each in inside.sentences]
    return inside


def _archives(work: _Work) -> list[Found]:
    cases: list[Found] = []
    for archive in work.kinds.archives:
        try:
            inside = in_archive(archive, labels=work.labels, cancelled=work.cancelled)
        except ReadError as error:
            work.findings.leave_out([(archive, str(error))])
            continue
        cases += inside.cases
        work.findings.skipped += inside.skipped if inside.cases else [Skipped(archive, "an archive without images")]
        work.looked_at(1, len(inside.cases))
    return cases


def _told(all_of: Sequence[Path], kept: Sequence[Path], what: str, findings: Findings) -> None:
    """Say which files were left out because something else lies beside them, and tell the cases there."""
    left = sorted(set(all_of) - set(kept))
    findings.skipped += [Skipped(path, BESIDE.format(what)) for path in left]
    for folder, names in by_folder(left).items():
        sentence = (
            f"{len(names)} {'file' if len(names) == 1 else 'files'} in the same folder were left out "
            f"({listed([shown(name) for name in names])}); open them by themselves."
        )
        for index, each in enumerate(findings.cases):
            if each.contents is not None and folder in _folders([each]):
                told = replace(each.contents, notices=(*each.contents.notices, sentence))
                findings.cases[index] = Found(each.path, told)


def _folders(cases: Iterable[Found]) -> set[Path]:
    """The folders in which the images of the cases lie."""
    series = [series for each in cases if each.contents is not None for series in each.contents.series]
    return {path.parent for each in series for path in each.files}
