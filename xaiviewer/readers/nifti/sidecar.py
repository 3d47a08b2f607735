"""What lies beside NIfTI files and names things: BIDS JSON, dataset.json, tables of labels."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.nifti.names import Named, stem

_MAX_BYTES = 1 << 22
_MAX_NAME = 80
# By DICOM keyword, as BIDS has them; nothing that may name a patient. Times become milliseconds, as in DICOM.
_LONGEST_S = {"EchoTime": 0.9, "InversionTime": 15, "RepetitionTime": 30}
"""No scanner measures with longer times: what is beyond was written in milliseconds, where BIDS has seconds."""
_TEXTS = (
    "Modality", "SeriesDescription", "ProtocolName", "SequenceName", "PulseSequenceName", "PulseSequenceType",
    "ScanningSequence", "SequenceVariant", "ScanOptions", "MRAcquisitionType", "ImageType", "ComplexImageComponent",
    "BodyPartExamined", "SeriesNumber", "FlipAngle", "MagneticFieldStrength", "Manufacturer", "ManufacturersModelName",
    "ContrastBolusAgent", "ContrastBolusIngredient", "SliceThickness", "EchoNumber",
)  # fmt: skip
_ITK_SNAP = re.compile(r"\s*(\d+)(?:\s+[\d.]+){4,8}\s+\"(.*)\"\s*")
_OLD_BRATS = {1: "necrotic core", 2: "oedema", 3: "enhancing tumour", 4: "enhancing tumour"}
_NEW_BRATS = {1: "necrotic core", 2: "oedema", 3: "enhancing tumour", 4: "resection cavity"}
_CHILDREN = {1: "enhancing tumour", 2: "non-enhancing tumour", 3: "cystic component", 4: "oedema"}


@dataclass(frozen=True)
class Dataset:
    """A dataset.json of nnU-Net or the Medical Segmentation Decathlon.

    Attributes:
        channels: name of each channel, by its number.
        labels: name of each label, by its value.
    """

    channels: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)


def dataset_of(folder: Path) -> Dataset | None:
    """The dataset.json in `folder` or the one above it; None where there is none that can be read."""
    for place in (folder, folder.parent):
        found = _json(place / "dataset.json")
        if found:
            channels = _by_number(found.get("channel_names") or found.get("modality"))
            labels = {value: name for value, name in _by_number(found.get("labels")).items() if value > 0}
            return Dataset(channels, labels)
    return None


def attributes_of(path: Path, named: Named) -> dict[str, Any]:
    """What a volume's name and its JSON files say that helps to recognise the sequence."""
    found: dict[str, Any] = {}
    for each in reversed(list(_sidecars(path, named))):
        found |= each
    attributes = {key: _text(found[key]) for key in _TEXTS if key in found}
    attributes |= _times_ms(found)
    entities = {"suffix": "suffix", "ce": "ContrastEnhancingAgent", "acq": "acquisition", "desc": "description"}
    return attributes | {key: named.entities[each] for each, key in entities.items() if each in named.entities}


def _times_ms(found: Mapping[str, Any]) -> dict[str, float]:
    """Echo, inversion and repetition time in milliseconds, whichever unit all of them were written in."""
    times = {
        key: float(value)
        for key in _LONGEST_S
        if isinstance(value := found.get(key), int | float) and not isinstance(value, bool) and 0 < value < 1e6
    }
    in_seconds = all(value <= _LONGEST_S[key] for key, value in times.items())
    return {key: value * 1000 if in_seconds else value for key, value in times.items()}


def label_names(path: Path, named: Named, dataset: Dataset | None) -> Mapping[int, str]:
    """Names of the labels of the mask at `path`, as far as anything beside it names them."""
    base = stem(path.name)
    for place in (path.with_name(base + ".tsv"), path.with_name("dseg.tsv")):
        if names := _table(place):
            return names
    for place in (path.with_name(base + ".txt"), path.with_name(base + ".label"), path.with_name("labels.txt")):
        if names := _itk_snap(place):
            return names
    if dataset is not None and dataset.labels:
        return dataset.labels
    if "label" in named.entities and named.entities["suffix"] == "mask":
        return {1: named.entities["label"]}
    return _brats(base)


def _brats(name: str) -> Mapping[int, str]:
    """The names that the BraTS challenges gave, which changed over the years."""
    name = name.lower()
    if "brats-ped" in name:
        return _CHILDREN
    if "brats-men-rt" in name:
        return {1: "gross tumour volume"}
    if "brats-" in name:  # since 2023
        return _NEW_BRATS
    if "brats" in name or name.startswith(("ucsf-pdgm", "upenn-gbm")):
        return _OLD_BRATS
    return {}


def _sidecars(path: Path, named: Named) -> Iterator[dict[str, Any]]:
    """The volume's own JSON first, then those it inherits from folders above (BIDS, the inheritance principle)."""
    if own := _json(path.with_name(stem(path.name) + ".json")):
        yield own
    if not named.entities:
        return
    name = f"{named.entities['suffix']}.json"
    for folder in list(path.parents)[:4]:
        if inherited := _json(folder / name):
            yield inherited
        if (folder / "dataset_description.json").exists():
            return


def _contents(path: Path) -> str:
    """The text of a small file; "" where there is none."""
    try:
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return ""
        return path.read_text("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ""


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_contents(path) or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _by_number(table: Any) -> dict[int, str]:
    """{number: name} from {"0": name}, {name: 0} or [name, ...]; what is neither is passed over."""
    if isinstance(table, list):
        table = dict(enumerate(table))
    names: dict[int, str] = {}
    for key, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, list) and len(value) == 1:
            value = value[0]  # noqa: PLW2901 - a region of one label
        for number, name in ((key, value), (value, key)):
            if _is_index(number) and isinstance(name, str):
                names[int(number)] = _text(name)
                break
    return names


def _is_index(number: Any) -> bool:
    if isinstance(number, str):
        return number.isascii() and number.isdigit() and len(number) < 10
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 1 << 31


def _table(path: Path) -> dict[int, str]:
    """A BIDS dseg.tsv: columns index and name."""
    rows = csv.DictReader(_contents(path).splitlines(), delimiter="\t")
    try:
        return {
            int(row["index"]): _text(row["name"])
            for row in rows
            if _is_index(row.get("index")) and isinstance(row.get("name"), str)
        }
    except csv.Error:
        return {}


def _itk_snap(path: Path) -> dict[int, str]:
    """ITK-SNAP's label descriptions: number, colour, opacity, two switches, name in quotes."""
    matches = [_ITK_SNAP.fullmatch(line) for line in _contents(path).splitlines()[:4096] if len(line) < 512]
    return {int(match[1]): _text(match[2]) for match in matches if match and len(match[1]) < 10 and int(match[1])}


def _text(value: Any) -> Any:
    """Text that is safe to show, numbers as they are, lists of them as DICOM writes several values."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list):
        return "\\".join(str(_text(each)) for each in value[:16])
    return "".join(each for each in shown(str(value)) if each.isprintable())[:_MAX_NAME]
