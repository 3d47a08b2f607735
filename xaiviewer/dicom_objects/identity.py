"""Who the patient is taken out of DICOM data sets, with their pixels left as they are (PS3.15, Annex E).

The Basic Application Level Confidentiality Profile with Retain Longitudinal Temporal Information with Modified Dates,
and stricter: whatever is free text is removed unless it is known to describe the picture's technique or was written by
this program, instead of only what the profile's table lists. UIDs are mapped by HMAC-SHA-256 with a project's salt, so
that objects of one project keep referring to each other and nobody without the salt can map them back; dates and times
are moved by a span that is the project's as well: what lies between two of them stays, what day and what time of day it
was does not.

Pixels are not looked at: text that is burned into them stays, and out of a head's slices a face can be rendered. What a
scanner's files lack of the standard they lack afterwards: nothing is made up for them.
"""

from __future__ import annotations

import copy
import hashlib
import hmac
import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.multival import MultiValue
from pydicom.uid import UID


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WELL_KNOWN = "1.2.840.10008."  # DICOM's own: classes, transfer syntaxes, frames of reference
_MOST_DAYS = 3650
_DAY_S = 86_400
_TECHNIQUE = _words(
    "AcquisitionContrast AngioFlag BurnedInAnnotation CodeMeaning CodeValue CodingSchemeDesignator "
    "CodingSchemeVersion ConvolutionKernel EchoNumbers ImagedNucleus LUTExplanation LUTLabel LongCodeValue "
    "MetaboliteMapDescription MultiCoilConfiguration MultiCoilElementName PulseSequenceName "
    "ReceiveCoilManufacturerName TransmitCoilManufacturerName "
    "Manufacturer ManufacturerModelName MappingResource ReceiveCoilName RescaleType SequenceName SoftwareVersions "
    "StackID TransmitCoilName WindowCenterWidthExplanation"
)
"""Text that says how a picture was made and never whose it is."""
_OURS = _words(
    "AlgorithmName AlgorithmParameters AlgorithmSource AlgorithmVersion ContentCreatorName ContentDescription "
    "ContentLabel DeviceSerialNumber DimensionDescriptionLabel ICCProfile PersonName SegmentAlgorithmName "
    "SegmentDescription SegmentLabel SeriesDescription TextValue TrackingID"
)
"""Further text of objects that this program made, and their colour space: it wrote it, and readers are pseudonyms."""
_REMOVED = _words(
    "AdditionalPatientHistory ContributingEquipmentSequence DigitalSignaturesSequence "
    "EncryptedAttributesSequence IconImageSequence LastMenstrualDate MACParametersSequence "
    "ModifiedAttributesSequence OriginalAttributesSequence OtherPatientIDsSequence PatientAge PatientBirthTime "
    "PatientBodyMassIndex PatientInsurancePlanCodeSequence PatientSexNeutered PatientSize PatientWeight "
    "PregnancyStatus ReferencedPatientSequence RequestAttributesSequence SmokingStatus "
    "SourcePatientGroupIdentificationSequence"
)
_EMPTIED = _words(
    "AccessionNumber PatientBirthDate PatientSex PositionReferenceIndicator ReferringPhysicianName StudyID"
)
"""Type 2: the standard wants them, empty."""
_OF_PEOPLE = re.compile("Admi|Institution|Operator|Patient|Person|Physician|Procedure|Protocol|Reason|Request|Schedul")
"""Sequences that are about people, and about what was ordered and why, not about pictures."""
_REFERENCES = ("EvidenceSequence", "ReferencedPerformedProcedureStepSequence")
"""Of these those that hold nothing but UIDs."""
_TIME = re.compile(r"(\d\d):?(\d\d)?:?(\d\d)?(\.\d{1,6})?")
_TEXTS = _words("AE AS LO LT PN SH ST UC UN UR UT")
_BYTES = _words("OB OD OF OL OV OW")
_PICTURES = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
_KEPT_BYTES = frozenset((*_PICTURES, "LUTData", "RedPaletteColorLookupTableData"))
_KEPT_BYTES |= frozenset(("GreenPaletteColorLookupTableData", "BluePaletteColorLookupTableData"))
_KEPT_BYTES |= frozenset(("ExtendedOffsetTable", "ExtendedOffsetTableLengths"))
_UNPAIRED = frozenset(("BRAIN", "HEAD", "SKULL"))
"""BodyPartExamined of which there is one."""
_METHODS = (
    ("113100", "Basic Application Confidentiality Profile"),
    ("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
)


@dataclass(frozen=True)
class Identity:
    """Under which a project hands out what belongs to patients.

    Attributes:
        salt: of the project; it never leaves its file.
    """

    salt: bytes

    def pseudonym(self, patient: str) -> str:
        """What a patient is called in the project, by what the files call them."""
        return f"P{self._digest('patient', patient).hex()[:12]}"

    def uid(self, uid: str) -> UID:
        """What stands in place of a UID: always the same in one project; DICOM's own stay."""
        if not uid or uid.startswith(_WELL_KNOWN):
            return UID(uid)
        return UID(f"2.25.{uuid.UUID(bytes=self._digest('uid', uid)[:16], version=4).int}")

    @property
    def shift(self) -> timedelta:
        """By how much dates of the project are moved: 1 to 3650 days back."""
        return timedelta(days=-(1 + int.from_bytes(self._digest("dates", "")[:8], "big") % _MOST_DAYS))

    @property
    def _turn(self) -> timedelta:
        """By how much times of day are moved on beside that: never by nothing."""
        return timedelta(seconds=1 + int.from_bytes(self._digest("times", "")[:8], "big") % (_DAY_S - 1))

    def applied(self, data: Dataset, *, ours: bool = True) -> Dataset:
        """A copy without the patient; `ours`: the program made it, so that its own words are kept."""
        whose = self.pseudonym(f"{data.get('PatientID', '')}\0{data.get('PatientName', '')}")
        made = copy.deepcopy(data)
        self._clean(made, _TECHNIQUE | _OURS if ours else _TECHNIQUE)
        if not made.get("Laterality") and str(made.get("BodyPartExamined", "")).strip().upper() in _UNPAIRED:
            made.pop("Laterality", None)  # type 2C, and its condition does not hold: it shall be absent (PS3.5, 7.4.4)
        made.PatientName = made.PatientID = whose
        made.PatientIdentityRemoved = "YES"
        made.LongitudinalTemporalInformationModified = "MODIFIED"
        made.DeidentificationMethod = "PS3.15 Annex E, basic profile; pixels as they were"
        made.DeidentificationMethodCodeSequence = [_code(value, meaning) for value, meaning in _METHODS]
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = data.file_meta.TransferSyntaxUID
        meta.MediaStorageSOPClassUID = made.SOPClassUID
        meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
        made.file_meta, made.preamble = meta, b"\0" * 128
        return made

    def _clean(self, data: Dataset, known: frozenset[str]) -> None:
        self._move(data)
        for element in list(data):
            keyword = element.keyword
            people = element.VR == "SQ" and _OF_PEOPLE.search(keyword) and not keyword.endswith(_REFERENCES)
            if keyword == "DeviceSerialNumber" and keyword not in known:
                element.value = f"D{self._digest('device', str(element.value)).hex()[:12]}"
            elif self._goes(element, known) or (people and not known & _OURS):
                del data[element.tag]
            elif keyword in _EMPTIED:
                element.value = ""
            elif people:
                element.value = []  # some of our objects' are type 2
            elif element.VR == "SQ":
                for item in element.value:
                    self._clean(item, known)
            elif element.VR == "UI":
                element.value = _each(element.value, self.uid)

    @staticmethod
    def _goes(element: DataElement, known: frozenset[str]) -> bool:
        """Whether an element is removed."""
        keyword = element.keyword
        if keyword in _EMPTIED:
            return False
        if element.tag.is_private or not keyword or keyword in _REMOVED:  # overlays and curves have a keyword, no place
            return True
        if element.tag.group >> 8 in {0x50, 0x60}:
            return True
        if element.VR in _BYTES:
            return keyword not in _KEPT_BYTES and keyword not in known
        return element.VR in _TEXTS and keyword not in known

    def _move(self, data: Dataset) -> None:
        """Dates and times of a data set; a time and its date go together, over midnight too."""
        days = {each.keyword.removesuffix("Date"): each for each in data if each.VR == "DA" and each.VM == 1}
        hours = {each.keyword.removesuffix("Time"): each for each in data if each.VR == "TM" and each.VM == 1}
        together = days.keys() & hours.keys()
        for name in together:
            moved = self._moved(f"{days[name].value}{_plain_time(str(hours[name].value))}")
            days[name].value, hours[name].value = moved[:8], moved[8:]
        done = {each[name].tag for each in (days, hours) for name in together}
        for element in data:
            if element.tag not in done and element.VR in {"DA", "DT", "TM"}:
                element.value = _each(element.value, self._moved_time if element.VR == "TM" else self._moved)

    def _moved(self, told: str) -> str:
        """A date, or a time with a date before it, moved; "" where it is none. No zone is kept: it tells a place."""
        text = str(told).strip()
        try:
            day = date(int(text[:4]), int(text[4:6] or 1), int(text[6:8] or 1))
            found = _TIME.match(text, 8)
            if found is None:
                return (day + self.shift).strftime("%Y%m%d")
            there = datetime.combine(day, _time(found)) + self.shift + self._turn
        except (ValueError, OverflowError):
            return ""
        return there.strftime("%Y%m%d%H%M%S") + (found[4] or "")

    def _moved_time(self, told: str) -> str:
        """A time of day without a date, moved; "" where it is none."""
        return self._moved(f"20000101{_plain_time(told)}")[8:]

    def _digest(self, kind: str, text: str) -> bytes:
        return hmac.new(self.salt, f"{kind}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def warnings_of(header: Dataset) -> list[str]:
    """What is to be said before a de-identified export: of what stays in the pixels."""
    stated = str(header.get("BurnedInAnnotation", "")).upper()
    kind = {str(each).upper() for each in header.get("ImageType", ())}
    found = []
    if stated == "YES" or (stated != "NO" and kind & {"SECONDARY", "SCREEN SAVE"}):
        found.append("Text may be burned into the pictures, and pixels are left as they are: look at them first.")
    if stated != "NO" and str(header.get("RecognizableVisualFeatures", "")).upper() != "NO":
        found.append("A face can be rendered out of the slices of a head; hand them on only where that is allowed.")
    return found


def _plain_time(told: str) -> str:
    """A time of day as DICOM writes it now; "" where it is none."""
    found = _TIME.fullmatch(told.strip())
    return "" if found is None else "".join(each or "" for each in (found[1], found[2], found[3], found[4]))


def _time(found: re.Match[str]) -> time:
    """A time of day, to the second."""
    return time(int(found[1]), int(found[2] or 0), min(int(found[3] or 0), 59))  # 60: a leap second


def _each(value: object, change: object) -> object:
    assert callable(change)
    if isinstance(value, MultiValue | list | tuple):
        return [change(str(each)) for each in value]
    return change(str(value)) if value else value


def _code(value: str, meaning: str) -> Dataset:
    made = Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, "DCM", meaning
    return made
