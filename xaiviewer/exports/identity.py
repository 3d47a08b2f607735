"""How a case is called in what is written: by its name, or by a pseudonym with nothing else left of the patient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from xaiviewer.case import AUTOMATIC, SEQUENCES, Case
from xaiviewer.dicom_objects.identity import Identity as Mapping
from xaiviewer.readers.naming.names import shown
from xaiviewer.records.export import ExplainedCase
from xaiviewer.records.folders import folder_name

_SHORTEST = 3
"""Letters that a name has at least: fewer would be found in every other word."""
_WORD = 4
"""The same for a word of a name."""
_WHOLE = 5
"""Letters below which a name is taken out only where no letter stands beside it: “Art” is no part of “start”."""
_LETTER = r"[^\W\d_]"
_WORDS = re.compile(rf"{_LETTER}+")
_HELD = (
    "brain cases csv data dicom image images json mask masks mri nifti patients pdf png series slice slices studies "
    "tiff"
)
_NOBODY = frozenset((*_HELD.split(), *SEQUENCES))
"""What folders and files are called after what they hold: our own sentences speak of it, and it names nobody."""
_DICOM = "DICOM"
_STATED = (
    *("PatientName", "PatientID", "OtherPatientIDs", "PatientBirthDate", "AccessionNumber", "StudyID"),
    *("StudyInstanceUID", "InstitutionName", "ReferringPhysicianName", "PerformingPhysicianName", "OperatorsName"),
    *("PhysiciansOfRecord", "RequestingPhysician", "StationName", "PatientAddress"),
)
_HIDDEN = "[removed]"
_DATE = re.compile(r"(?<!\d)(?:18|19|20)\d{2}[-._]?(?:0[1-9]|1[0-2])[-._]?(?:0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class Identity:
    """How a case is called.

    Attributes:
        name: in everything that is written.
        salt: of the project, where the patient is taken out; b"" where names stay.
        secrets: what must not be written then: names of the case, its folders, files and slices; longest first.
    """

    name: str
    salt: bytes = b""
    secrets: tuple[str, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether the patient is taken out."""
        return bool(self.salt)

    @property
    def shift(self) -> timedelta:
        """By how much dates are moved: the same for all cases of a project, 1 to 3650 days back; none with names."""
        return Mapping(self.salt).shift if self.hidden else timedelta(0)

    def scrubbed(self, text: str) -> str:
        """A sentence with nothing in it that names the patient; dates go too."""
        if not self.hidden:
            return text
        for each in self.secrets:
            pattern = re.escape(each)
            if len(each) < _WHOLE:
                pattern = f"(?<!{_LETTER}){pattern}(?!{_LETTER})"
            text = re.sub(pattern, _HIDDEN, text, flags=re.IGNORECASE)
        return _DATE.sub(_HIDDEN, text)

    def moved(self, at: str) -> str:
        """A time as the ledger writes it, moved by the project's days."""
        if not self.hidden:
            return at
        told = datetime.fromisoformat(at) + self.shift
        return told.isoformat(timespec="seconds").replace("+00:00", "Z")


def with_name(case: Case) -> Identity:
    """A case that keeps its name."""
    return Identity(case.name)


def pseudonymous(case: Case, salt: bytes, path: Path | None = None) -> Identity:
    """A case whose patient is taken out: its pseudonym follows from its name by the salt, and is no way back.

    Args:
        case: as it was read.
        salt: of the project: in one project a case is always called the same.
        path: what it was opened by, where that is not its source.
    """
    return Identity(Mapping(salt).pseudonym(_whose(case)), salt, secrets_of(case, path))


def _whose(case: Case) -> str:
    """By what a patient is told from others: as DICOM objects of the export have it, or by the case's name."""
    series = () if case.contents is None else case.contents.series
    file = next((each.files[0] for each in series if each.format == _DICOM), None)
    stated = "" if file is None else "\0".join(_header(file, ("PatientID", "PatientName")))
    return stated if stated.strip("\0") else case.name


def secrets_of(case: Case, path: Path | None = None) -> tuple[str, ...]:
    """Every name that the files give a case, longest first."""
    contents = case.contents
    files = [] if contents is None else [each for series in contents.series for each in series.files]
    files += [] if contents is None else [each for mask in contents.masks for each in mask.files]
    named = [case.name, *case.slice_names, *(volume.name for volume in case.volumes)]
    named += [] if contents is None else [contents.name, contents.study, contents.patient, contents.number]
    if contents is not None:
        named += [each.name for each in contents.series] + [each.name for each in contents.masks]
    for file in (case.source, *(() if path is None else (path,)), *files):
        named += [file.name, _stem(file), str(file), file.parent.name]
    named += [word for word in _WORDS.findall(case.name) if len(word) >= _WORD]
    stated = [] if contents is None else [each.files[0] for each in contents.series if each.format == _DICOM]
    return by_length([*_naming(named), *(told for file in stated for told in stated_in(file))])


def _naming(named: Iterable[str]) -> list[str]:
    """Those that may name somebody."""
    return [each for each in named if each.casefold() not in _NOBODY]


def stated_in(file: Path) -> list[str]:
    """Who a DICOM header says that it is about, and who had a part in it: whole values and the words of names."""
    values = _header(file, _STATED)
    words = [word for value in values for word in _WORDS.findall(value) if len(word) >= _WORD]
    return [*values, *words]


def _header(file: Path, keywords: Sequence[str]) -> list[str]:
    from pydicom import dcmread  # noqa: PLC0415 - other formats need no pydicom
    from pydicom.errors import InvalidDicomError  # noqa: PLC0415

    try:
        header = dcmread(file, stop_before_pixels=True, specific_tags=list(keywords))
    except (OSError, InvalidDicomError):  # it was read before: where it is gone nothing of it is known
        return []
    return [str(header.get(keyword, "")) for keyword in keywords]


def of_path(path: Path, salt: bytes) -> Identity:
    """What is known of a case that could not be read: what its path gives away."""
    found = by_length(_naming([path.name, _stem(path), str(path), *path.parts[1:]]))
    return Identity("a case", salt, found)


def by_length(named: Iterable[str]) -> tuple[str, ...]:
    """Names once each, and as sentences have them; those that hold others first, without those too short to be told
    from words.
    """
    every = {name for each in named for name in (each, shown(each)) if len(name) >= _SHORTEST}
    return tuple(sorted(every, key=lambda each: (-len(each), each)))


def as_written(explained: ExplainedCase, identity: Identity) -> ExplainedCase:
    """The case as it is written: under its name as it is, or with nothing that its files call it."""
    if not identity.hidden:
        return explained
    case, analysis = explained.case, explained.analysis
    volumes = tuple(replace(each, name="another series" if each.name else "") for each in case.volumes)
    told = replace(
        case,
        name=identity.name,
        source=Path(identity.name),
        volumes=volumes,
        slice_names=tuple(f"slice {number:03d}" for number in range(1, len(case) + 1)),
        notices=tuple(identity.scrubbed(each) for each in case.notices),
        contents=None,
        choices=AUTOMATIC,
        stand_in=identity.scrubbed(case.stand_in),
    )
    notices = tuple(identity.scrubbed(each) for each in analysis.notices)
    return replace(explained, case=told, analysis=replace(analysis, notices=notices))


def folder_of(identity: Identity) -> str:
    """The case's folder."""
    return folder_name(identity.name)


def _stem(file: Path) -> str:
    return file.name.split(".")[0]
