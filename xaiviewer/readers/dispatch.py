"""The one way from a path to a case, whatever the format: search, contents, voxels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from xaiviewer.case import AUTOMATIC, Case, Choices, Contents, Preview
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import ReadError, UsageError
from xaiviewer.readers import nifti, tiff
from xaiviewer.readers.build.assemble import assemble
from xaiviewer.readers.build.own_grid import read_own
from xaiviewer.readers.files.cache import ContentsCache
from xaiviewer.readers.files.listing import Listing, Skipped, list_files, siblings
from xaiviewer.readers.naming.addresses import named_like_a_study, uid_in
from xaiviewer.readers.naming.names import listed, none_opens, present, refusal, shown
from xaiviewer.readers.search.attach import with_masks
from xaiviewer.readers.search.find import find, in_archive
from xaiviewer.readers.search.findings import Findings, FoundCase
from xaiviewer.readers.search.formats import is_nifti

FORMATS = "DICOM, NIfTI, TIFF, PNG or JPEG"
_CACHE = ContentsCache()


@dataclass(frozen=True)
class SearchResult:
    """What a search found.

    Attributes:
        cases: in natural order, each to be opened with `load_case`.
        skipped: files that belong to no case; those of one kind have one reason, so that they can be counted.
    """

    cases: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()


class NothingFoundError(ReadError):
    """No case lies there. Carries what was looked at and left out."""

    def __init__(self, sentence: str, skipped: tuple[Skipped, ...] = ()) -> None:
        super().__init__(sentence)
        self.skipped = skipped


def search(
    path: Path,
    *,
    progress: Progress = ignore,
    cancelled: Cancel = never,
    found: Callable[[Path], None] = ignore,
) -> SearchResult:
    """The cases at or below `path`: a folder, a file, a zip of DICOM, a DICOMDIR.

    Args:
        path: where to look.
        progress: called with the number of files looked at and of cases found.
        cancelled: asked between files.
        found: hears of the path of each case, once, as soon as it is certain: NIfTI and TIFF files folder by folder, a
            DICOM study when the last of its folders was read. A study of which more turns up elsewhere may be told of
            twice, first by that part.

    Raises:
        NothingFoundError: where no case lies there, or the file is no image.
        ReadError: where nothing lies at `path`, or it may not be entered.
        Cancelled: when `cancelled` says so.
    """
    if is_address(path):
        return _only(contents(path, cancelled=cancelled).path, found)
    if present(path) and path.is_file():
        if not _several(path):
            why = _no_image(path)
            if why:
                raise NothingFoundError(why)
            return _only(path, found)
        findings = _in_one_file(path, progress, cancelled)
        listing = Listing(())
        for each in findings.cases:
            found(each.path)
    else:
        listing = list_files(path, cancelled=cancelled)
        findings = find(listing, path, labels=False, progress=progress, cancelled=cancelled, found=found)
    skipped = tuple(findings.skipped)
    if not findings.cases:
        raise NothingFoundError(_nothing(path, findings), skipped)
    for each in findings.cases:
        if each.contents is not None and not any(series.format == "NIfTI" for series in each.contents.series):
            _CACHE.keep(each.contents, listing.below(_anchor(each.path)))
    return SearchResult(tuple(each.path for each in findings.cases), skipped)


def _only(path: Path, found: Callable[[Path], None]) -> SearchResult:
    found(path)
    return SearchResult((path,))


def find_cases(path: Path) -> list[Path]:
    """The cases at or below `path`, in natural order; see `search`.

    Raises:
        ReadError: where nothing lies at `path`, it may not be entered, or no case lies below it.
    """
    return list(search(path).cases)


def contents(path: Path, *, progress: Progress = ignore, cancelled: Cancel = never) -> Contents:
    """What lies on disk for the case at `path`: its series and masks, from headers alone.

    Args:
        path: a patient's folder, a file, or an address that `search` gave.
        progress: called with the number of files looked at and of cases found.
        cancelled: asked between files.

    Raises:
        ReadError: where it cannot be opened, or holds several cases; one sentence naming the file and the remedy.
        Cancelled: when `cancelled` says so.
    """
    anchor = _anchor(path)
    listing = list_files(anchor, cancelled=cancelled) if anchor.is_dir() else siblings(anchor)
    around = frozenset(listing.entries)
    known = _CACHE.known(path, around)
    if known is None:
        if anchor.is_dir():
            findings = find(listing, anchor, progress=progress, cancelled=cancelled)
        else:
            findings = _in_one_file(anchor, progress, cancelled)
        known = _chosen(path, anchor, findings)
        _CACHE.keep(known, around)
    return known


def load_case(
    path: Path,
    choices: Choices = AUTOMATIC,
    *,
    preview: Callable[[Preview], None] | None = None,
    progress: Progress = ignore,
    cancelled: Cancel = never,
) -> Case:
    """Read a case: the chosen series and mask on FLAIR's axial grid.

    What does not fit (a damaged slice, a mask of another size) is left out, and `Case.notices` says so, as it does of
    everything that is mapped or resampled.

    Args:
        path: a patient's folder, a file, or an address that `search` gave.
        choices: which series and mask to take; what is open is decided as `sequences.suggest` does.
        preview: hears of the middle slice as soon as it is decoded.
        progress: called with slices read and slices in all.
        cancelled: asked between files and slices.

    Raises:
        ReadError: where it cannot be opened; one sentence naming the file and the remedy.
        UsageError: for choices that do not exist.
        Cancelled: when `cancelled` says so.
    """
    found = contents(path, cancelled=cancelled)
    return assemble(found, choices, preview=preview, progress=progress, cancelled=cancelled)


def read_series(path: Path, key: str, *, progress: Progress = ignore, cancelled: Cancel = never) -> Case:
    """Read one series of a case on its own grid, whatever it shows: a case of one volume, see `own_grid.read_own`.

    Args:
        path: what `load_case` opens the case by.
        key: of one of the series in its `contents`.
        progress: called with slices read and slices in all.
        cancelled: asked between files and slices.

    Raises:
        ReadError: where it cannot be read; one sentence naming it and the remedy.
        UsageError: where the case has no such series.
        Cancelled: when `cancelled` says so.
    """
    found = contents(path, cancelled=cancelled)
    series = next((each for each in found.series if each.key == key), None)
    if series is None:
        known = listed([each.key for each in found.series])
        raise UsageError(f"{shown(path)} has no series {key!r}; it has {known}.")
    return read_own(found, series, progress=progress, cancelled=cancelled)


def is_address(path: Path) -> bool:
    """Is it the address of a case in a folder or archive that several share, and no file or folder itself?"""
    if present(path):
        return False
    if present(path.parent) and path.parent.is_dir():
        return named_like_a_study(path.name)
    return any(present(above) and above.is_file() for above in path.parents)


def _anchor(path: Path) -> Path:
    """What lies on disk of an address: itself, or the folder or archive before what is no file of its own.

    Raises:
        ReadError: where nothing does.
    """
    if present(path):
        return path
    for above in path.parents:
        if present(above):
            if above == path.parent or above.is_file():
                return above
            break
    raise ReadError(f"{shown(path)} does not exist; check the name, or choose another file or folder.")


def _several(path: Path) -> bool:
    """May the file hold several cases: is it an archive or an index of files?"""
    if is_nifti(path) or tiff.is_picture(path.name):
        return False
    from xaiviewer.readers import dicom  # noqa: PLC0415

    return dicom.is_zip(path) or dicom.is_dicomdir(path)


def _in_one_file(path: Path, progress: Progress, cancelled: Cancel) -> Findings:
    """What one file opens.

    Raises:
        ReadError: where it is no file, or of no kind that is read.
    """
    if not path.is_file():
        raise ReadError(f"{shown(path)} is not a file; choose a file or a patient's folder.")
    findings = Findings()
    if is_nifti(path):
        found = nifti.contents(path)
        findings.cases = [FoundCase(found.path, found)]
    elif tiff.is_picture(path.name):
        cases, faults = tiff.cases(path, [entry.path.name for entry in siblings(path).entries])
        findings.leave_out(faults)
        findings.cases = [FoundCase(each.path, each) for each in cases]
    else:
        return _in_dicom_file(path, progress, cancelled)
    return findings


def _in_dicom_file(path: Path, progress: Progress, cancelled: Cancel) -> Findings:
    """What an archive, a DICOMDIR or one DICOM file opens; told by content, for names say nothing here."""
    from xaiviewer.readers import dicom  # noqa: PLC0415

    why = _no_image(path)
    if why:
        raise ReadError(why)
    if dicom.is_zip(path):
        return in_archive(path, progress=progress, cancelled=cancelled)
    if dicom.is_dicomdir(path):
        files, notices = dicom.dicomdir_files(path)
    else:
        files, notices = [path], _about_siblings(path)
    findings = Findings()
    found, faults = dicom.studies(files, root=path, progress=progress, cancelled=cancelled)
    findings.leave_out(faults)
    if files == [path]:
        found = [with_masks(each, path) for each in found]
    findings.cases = [FoundCase(each.path, replace(each, notices=(*each.notices, *notices))) for each in found]
    return findings


def _no_image(path: Path) -> str:
    """Why a file holds no image of any kind, told from its name and its first bytes; "" where it may."""
    if is_nifti(path) or tiff.is_picture(path.name):
        return ""
    from xaiviewer.readers import dicom  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        return refusal(path, error)
    if dicom.is_zip(path) or dicom.is_dicomdir(path) or dicom.is_dicom(path):
        return ""
    if empty:
        return f"{shown(path)} is empty (0 bytes); copy it again from its source."
    return f"{shown(path)} is no image that this program reads; choose a {FORMATS} file or a patient's folder."


def _about_siblings(path: Path) -> list[str]:
    """What is to be said where one file of a series was opened."""
    from xaiviewer.readers import dicom  # noqa: PLC0415

    others = [entry.path for entry in siblings(path).entries if entry.path != path and entry.path.suffix == path.suffix]
    if any(map(dicom.is_dicom, others[:3])):
        return [f"Only {shown(path.name)} is open; open its folder for the other images of the same study."]
    return []


def _chosen(path: Path, anchor: Path, findings: Findings) -> Contents:
    """The case at `path` among what was found at its anchor.

    Raises:
        ReadError: where it is not there, cannot be opened, or there are several.
    """
    cases = findings.cases
    if path != anchor:
        opened = [(each.path, each.contents) for each in cases if each.contents is not None]
        exact = [found for place, found in opened if path == place or path.name == found.study]
        of_uid = [found for _, found in opened if path.name == uid_in(found.study)]
        if len(exact) == 1 or len(of_uid) == 1:
            return replace((exact or of_uid)[0], path=path)
        raise ReadError(f"{shown(path)} does not exist; check the name, or choose another file or folder.")
    own = [each for each in cases if each.path == path] or (cases if len(cases) == 1 else [])
    if own and own[0].contents is not None:
        return replace(own[0].contents, path=path)
    if not own and cases:
        holds = f"no case itself but {len(cases)} below it" if path.is_dir() else f"{len(cases)} cases"
        raise ReadError(f"{shown(path)} holds {holds}; open one of those, such as {shown(cases[0].path)}.")
    raise NothingFoundError(_nothing(path, findings), tuple(findings.skipped))


def _nothing(path: Path, findings: Findings) -> str:
    """Why there is nothing to open."""
    if findings.sentences:
        return none_opens(findings.sentences, "files")
    reasons = list(dict.fromkeys(shown(each.reason) for each in findings.skipped))
    left = f" ({len(findings.skipped)} files were left out: {listed(reasons)})" if reasons else ""
    below = " and the folders below it hold" if path.is_dir() else " holds"
    return f"{shown(path)}{below} no {FORMATS} images{left}; choose a patient's folder or a folder of patients."
