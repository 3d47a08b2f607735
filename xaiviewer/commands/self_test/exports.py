"""Every form of export, written of the self-test's case and opened again: each is made by a library of its own.

The case is the phantom as it was analysed, but read from DICOM files, without which there are no DICOM objects; and
its patient is taken out, without which there are no source images.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import cv2
import numpy as np

from xaiviewer.case import Case
from xaiviewer.commands.self_test.files import write_series
from xaiviewer.errors import XaiViewerError
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import Analysis

if TYPE_CHECKING:
    from xaiviewer.exports.context import Context

_SALT = b"of the self-test"


def export_checks(case: Case, analysis: Analysis, folder: Path) -> dict[str, Callable[[], str]]:
    """A check by name for every form, each of which writes below `folder` and opens what it wrote.

    Args:
        case: the phantom.
        analysis: what the networks said of it, with maps.
        folder: to write to.
    """
    from xaiviewer.exports.kind import Kind  # noqa: PLC0415 - a failing import is a check's failure
    from xaiviewer.exports.kinds.registry import KINDS  # noqa: PLC0415
    from xaiviewer.exports.run import write  # noqa: PLC0415

    made: list[Context] = []

    def of(kind: Kind) -> str:
        if not made:
            made.append(_context(case, analysis, folder / "images"))
        written = write(folder / kind.key, made, [kind])
        if written.left_out:
            raise XaiViewerError(written.left_out[0][1].why)
        files = [file for file in written.folder.rglob("*") if file.is_file() and file.name != "manifest.json"]
        for file in files:
            _open(file)
        return f"{written.files} files, {sum(file.stat().st_size for file in files) / 1e6:.2f} MB"

    checks: dict[str, Callable[[], str]] = {}
    for kind in KINDS:
        checks[f"export as {kind.key}"] = lambda kind=kind: of(kind)  # type: ignore[misc]
    checks["seal"] = _sealed
    return checks


def _context(case: Case, analysis: Analysis, folder: Path) -> Context:
    """The case as its export is made of it."""
    from xaiviewer.exports.context import Context, Reading, Wanted  # noqa: PLC0415
    from xaiviewer.exports.identity import as_written, pseudonymous  # noqa: PLC0415
    from xaiviewer.readers import load_case  # noqa: PLC0415

    write_series(folder, case.volumes[0].voxels.astype(np.uint16), "ExplicitVRLittleEndian")
    read = load_case(folder)
    if (len(read), *read.shape) != (len(case), *case.shape):
        raise XaiViewerError(f"{len(case)} slices were written, {len(read)} were read.")
    read = replace(read, mask=case.mask)
    layer = analysis.opening_layer(range(len(analysis.layers)))
    method = analysis.favourites[layer].method
    slices, maps = {}, []
    for index in sorted(analysis.slices):
        result = analysis.slices[index]
        found = result.layer_maps(method)
        if found is None:
            raise XaiViewerError(f"Slice {index + 1} has no maps by {method}.")
        maps.append(found.maps[layer])
        slices[index] = replace(result, explanations={})
    explained = ExplainedCase(
        read, replace(analysis, slices=slices), {layer: method}, {layer: np.stack(maps).astype(np.float32)}
    )
    identity = pseudonymous(read, _SALT)
    written = as_written(explained, identity)
    reading = Reading("reader 1", "case", "Is the prediction right?", "yes", identity.moved("2026-01-02T03:04:05Z"))
    marks = None if case.mask is None else case.mask.voxels
    return Context(written, identity, read, readings=(reading,), marks=marks, wanted=Wanted(images=True))


def _open(file: Path) -> None:
    """Read a file as others do; whatever is wrong with it raises."""
    data = file.read_bytes()
    match file.suffix:
        case ".dcm":
            from pydicom import dcmread  # noqa: PLC0415 - only where it is wanted

            good = bool(dcmread(io.BytesIO(data)).SOPInstanceUID)
        case ".gz":
            import nibabel  # noqa: PLC0415

            image: Any = nibabel.load(file)
            good = np.asarray(image.dataobj).ndim >= 3
        case ".xlsx":
            import openpyxl  # noqa: PLC0415

            good = bool(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)
        case ".pdf":
            good = data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
        case ".png" | ".gif":
            good = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) is not None
        case ".svg":
            good = ET.fromstring(data).tag.endswith("svg")  # noqa: S314 - it was written here
        case ".json":
            good = bool(json.loads(data))
        case _:
            good = bool(data.decode().strip())
    if not good:
        raise XaiViewerError(f"{file.name} holds nothing.")


def _sealed() -> str:
    """A reader study's sealing, which is done by a compiled library."""
    from xaiviewer.studies.sealing import locked, unlocked  # noqa: PLC0415 - a failing import is this check's failure

    if unlocked("a passphrase", "test", locked("a passphrase", "test", b"sealed")) != b"sealed":
        raise XaiViewerError("What was sealed is not what was opened.")
    return "AES-256-GCM, HKDF and scrypt"
