"""Files sorted into studies, their series and their masks; headers only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydicom.uid import MediaStorageDirectoryStorage, RTStructureSetStorage, SegmentationStorage

from xaiviewer.case import Contents, MaskSource, Series
from xaiviewer.case.series import Cancel, Progress, ignore, never
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers.dicom.files import patient
from xaiviewer.readers.dicom.files.attributes import CONTRAST, NUMBERS, TEXTS
from xaiviewer.readers.dicom.files.functional import KEYWORDS as GROUP_KEYWORDS
from xaiviewer.readers.dicom.files.header import DicomHeader, integer, read_header, tags, text
from xaiviewer.readers.dicom.files.opening import names_a_class
from xaiviewer.readers.dicom.files.patient import Patient
from xaiviewer.readers.dicom.files.quiet import guarded
from xaiviewer.readers.dicom.geometry.frame import OWN_KEYWORDS, DicomFrame, frames_of
from xaiviewer.readers.dicom.geometry.series import series_of
from xaiviewer.readers.dicom.pixels.image import IMAGE_KEYWORDS, PALETTE_KEYWORDS, image_of
from xaiviewer.readers.dicom.segmentation import rtstruct, seg
from xaiviewer.readers.dicom.segmentation.seg_header import LABEL_MAP
from xaiviewer.readers.files.listing import Fault
from xaiviewer.readers.naming.addresses import name_among
from xaiviewer.readers.naming.names import natural_key, shown, unique

_SEGMENTATIONS = {SegmentationStorage, LABEL_MAP}
_MASKS = {*_SEGMENTATIONS, RTStructureSetStorage}
_MOSAICS = ("MOSAIC", "VFRAME")  # Siemens', United Imaging's
_TILING = "DimensionOrganizationType"
_WANTED = tags(
    sorted(
        {
            *("SOPInstanceUID", "StudyDescription", "PixelDataProviderURL", CONTRAST, *TEXTS, *NUMBERS),
            *("TotalPixelMatrixRows", "TotalPixelMatrixColumns", _TILING),
            *patient.KEYWORDS,
            *(*IMAGE_KEYWORDS, *PALETTE_KEYWORDS, *GROUP_KEYWORDS, *OWN_KEYWORDS),
        },
        key=str,
    )
)
_KIND = tags(["SOPClassUID"])
_FIRST = tags(["SOPClassUID", "StudyInstanceUID", "Rows", *patient.KEYWORDS])
_DAMAGED = "has a damaged header; copy or export it again."


@dataclass
class _Study:
    """What was found of one StudyInstanceUID and patient."""

    uid: str
    patient: Patient
    first: DicomHeader
    frames: dict[str, list[DicomFrame]] = field(default_factory=dict)
    masks: list[DicomHeader] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What it is told apart by."""
        return patient.study_key(self.uid, self.patient)


def studies(
    files: Sequence[Path],
    *,
    root: Path,
    progress: Progress = ignore,
    cancelled: Cancel = never,
    read: Callable[[Path, str | None], None] = ignore,
) -> tuple[list[Contents], list[Fault]]:
    """The studies in `files`, one `Contents` each, and the files that were left out.

    Args:
        root: the folder, archive or file that they were found by. The only study of a root has its name and is
            addressed by it; several are addressed by ``root / StudyInstanceUID``. Images of several patients are
            several studies, whatever UID they have.
        progress: told after every file.
        cancelled: asked before every file.
        read: told of every file, folder by folder, and the key of its picture's study; None where it has no picture.

    Raises:
        Cancelled: when `cancelled` says so.
    """
    found: dict[str, _Study] = {}
    faults: list[Fault] = []
    for done, path in enumerate(sorted(files, key=lambda path: natural_key(str(path))), 1):
        if cancelled():
            raise Cancelled
        study = None
        try:
            study = _take(path, found)
        except ReadError as error:
            faults.append((path, str(error)))
        read(path, study)
        progress(done, len(files))
    return _contents(list(found.values()), root, faults), faults


def study_of(path: Path) -> str | None:
    """The key of the study that the picture in a file is of; None where it holds none that can be read."""
    try:
        header = read_header(path, _FIRST)
        with guarded(path, _DAMAGED):
            if "Rows" in header.data and text(header.data, "SOPClassUID") not in _SEGMENTATIONS:
                whose = patient.taken_from(header.data)
                return patient.study_key(text(header.data, "StudyInstanceUID"), whose)
    except ReadError:
        pass
    return None


def masks_on(series: Sequence[Series], files: Iterable[Path]) -> list[MaskSource]:
    """The segmentations and structure sets among `files` that refer to these series, by image or frame of reference."""
    headers = []
    for path in files:
        if not names_a_class(path, _MASKS):  # of thousands of slices no header is parsed
            continue
        try:
            header = read_header(path, _KIND)
            with guarded(path, _DAMAGED):
                if text(header.data, "SOPClassUID") in _MASKS:
                    headers.append(header)
        except ReadError:
            continue
    masks, _ = _masks(headers, list(series), [])
    return [mask for mask in masks if mask.series]


def _take(path: Path, found: dict[str, _Study]) -> str | None:
    """Read one file's header and put it into its study, whose key is returned where it is a picture's."""
    header = read_header(path, _WANTED)
    with guarded(path, _DAMAGED):
        if text(header.data.file_meta, "MediaStorageSOPClassUID") == MediaStorageDirectoryStorage:
            return None
        uid, whose = text(header.data, "StudyInstanceUID"), patient.taken_from(header.data)
        key = patient.study_key(uid, whose)
        kind = text(header.data, "SOPClassUID")
        if kind in _MASKS:
            found.setdefault(key, _Study(uid, whose, header)).masks.append(header)
            return None
        _refuse_tiles(path, header)
        image, notices = image_of(header)
        frames = frames_of(header, image)
        study = found.setdefault(key, _Study(uid, whose, header))
        study.frames.setdefault(text(header.data, "SeriesInstanceUID"), []).extend(frames)
        study.notices += notices
        return key


def _refuse_tiles(path: Path, header: DicomHeader) -> None:
    """Raise ReadError where a picture is not one slice: many in one, or one in many."""
    data = header.data
    if any(word in text(data, "ImageType").upper() for word in _MOSAICS):
        raise ReadError(
            f"{shown(path)} is a mosaic: all slices of a volume tiled into one picture; export the series as "
            "enhanced multi-frame or convert it to NIfTI."
        )
    tiled = text(data, _TILING).upper().startswith("TILED")
    if tiled or any(integer(data, f"TotalPixelMatrix{each}") > integer(data, each) for each in ("Rows", "Columns")):
        raise ReadError(
            f"{shown(path)} is a slide in tiles: its frames are parts of one large picture, and no slices; export the "
            "part to be judged as one picture."
        )


def _merged(found: Sequence[_Study]) -> list[_Study]:
    """What states no patient, or only part of what others state, goes to the only one of its UID that it can be of."""
    distinct: list[_Study] = []
    # Pictures before masks, those that say most of the patient first; else in the order of the files.
    for study in sorted(found, key=lambda each: (not each.frames, -sum(map(bool, each.patient)))):
        alike = [each for each in distinct if each.uid == study.uid and each.patient.may_be(study.patient)]
        if not study.frames:  # a mask may have been made under a pseudonym
            alike = alike or [each for each in distinct if each.uid == study.uid]
        if len(alike) != 1:
            distinct.append(study)
            continue
        (owner,) = alike
        for uid, frames in study.frames.items():
            owner.frames.setdefault(uid, []).extend(frames)
        owner.masks += study.masks
        owner.notices += study.notices
    return [study for study in found if any(study is each for each in distinct)]


def _contents(found: Sequence[_Study], root: Path, faults: list[Fault]) -> list[Contents]:
    """One for every study that holds pictures; masks of studies without any go where their frame of reference is."""
    found = _merged(found)
    series: dict[str, list[Series]] = {}
    for study in found:
        if own := _series(study, faults):
            series[study.key] = own
    kept = [study for study in found if study.key in series]
    without_images = [(header, study.patient) for study in found if study.key not in series for header in study.masks]
    assigned = [(header, _study_around(header, whose, kept, series)) for header, whose in without_images]
    result = []
    for study in kept:
        own = series[study.key]
        drawn = [header for header, owner in assigned if owner is study]
        masks, notices = _masks([*study.masks, *drawn], own, faults)
        single = len(kept) == 1
        address = root if single else root / name_among(study.key, series)
        name = root.name if single else _name(study, own)
        about = (*study.notices, *_about_others(study, kept), *notices)
        whose, number = patient.mark(study.patient), patient.number(study.patient)
        told = Contents(shown(name), address, tuple(own), tuple(masks), about, study=study.key, patient=whose)
        result.append(replace(told, number=number))
    faults += [
        (header.path, f"{shown(header.path)} is a mask without its pictures; put them into the same folder.")
        for header, owner in assigned
        if owner is None
    ]
    return result


def _study_around(
    mask: DicomHeader, whose: Patient, kept: Sequence[_Study], series: Mapping[str, Sequence[Series]]
) -> _Study | None:
    """The study in whose frame of reference a mask lies; of several patients' the one whose it is."""
    frame = text(mask.data, "FrameOfReferenceUID")
    here = [study for study in kept if frame and any(each.frame_of_reference == frame for each in series[study.key])]
    if not all(here[0].patient.may_be(study.patient) for study in here):
        here = [study for study in here if any(whose) and study.patient.may_be(whose)]
    return next(iter(here), None)


def _about_others(study: _Study, kept: Sequence[_Study]) -> list[str]:
    """What is said where other patients' images have the same StudyInstanceUID."""
    if not any(each.uid == study.uid for each in kept if each is not study):
        return []
    return ["Images of another patient state the same study; they are a case of their own. Look whether that is right."]


def _series(study: _Study, faults: list[Fault]) -> list[Series]:
    """In the order of their numbers."""
    taken: set[str] = set()
    made: list[Series] = []
    for _, frames in sorted(study.frames.items(), key=_place_in_list):
        path = frames[0].header.path
        try:
            with guarded(path, _DAMAGED):
                made += series_of(frames, taken)
        except ReadError as error:
            faults += [(path, str(error)) for path in dict.fromkeys(frame.header.path for frame in frames)]
    return made


def _place_in_list(each: tuple[str, list[DicomFrame]]) -> tuple[object, ...]:
    uid, frames = each
    return natural_key(text(frames[0].header.data, "SeriesNumber")), uid


def _masks(headers: list[DicomHeader], series: list[Series], faults: list[Fault]) -> tuple[list[MaskSource], list[str]]:
    """What the segmentations and structure sets hold; their keys made unique."""
    masks: dict[str, MaskSource] = {}
    notices = []
    for header in headers:
        reader = seg if text(header.data, "SOPClassUID") in _SEGMENTATIONS else rtstruct
        try:
            with guarded(header.path, _DAMAGED):
                mask = reader.mask_source(header.path, series)
        except ReadError as error:
            notices.append(f"Mask left out: {error}")
            faults.append((header.path, str(error)))
            continue
        key = unique(mask.key, masks)
        masks[key] = replace(mask, key=key)
    return list(masks.values()), notices


def _name(study: _Study, series: list[Series]) -> str:
    """What a study is called beside others, without data of the patient."""
    data = study.first.data
    modalities = sorted({str(each.attributes.get("Modality", "")) for each in series} - {""})
    parts = [text(data, "StudyDescription"), text(data, "StudyDate"), "/".join(modalities)]
    return " ".join(part for part in parts if part) or study.uid or "study"
