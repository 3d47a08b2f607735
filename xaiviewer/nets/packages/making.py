"""Writing a package: from a network in memory, or from weights and a description."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.torch import save
from torch import nn

from xaiviewer.case.patient_marks import number_mark
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.packages.description import Described, Trained, as_json, check, patient_hash
from xaiviewer.nets.packages.files import CARD, GOLDEN, MODEL, WEIGHTS, weights_file
from xaiviewer.nets.packages.golden import Golden, as_bytes, computed, example_of, sides_stated
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.nets.packages.schema import complaint, published
from xaiviewer.nets.packages.state import filled_in
from xaiviewer.nets.packages.store import refuse_occupied

_NOTICE = "Research use only, not for diagnosis."


def make_package(
    folder: Path | str,
    network: nn.Module,
    described: Described,
    *,
    example: NDArray[np.float32] | None = None,
    card: str = "",
    further: Sequence[nn.Module] = (),
    half: bool = False,
) -> Path:
    """Write a network of yours as a package that xaiviewer opens; nothing is left where it would not open.

    Args:
        folder: the package to make; it must not exist.
        network: with its weights, as `described.factory` builds it.
        described: what it is and takes.
        example: an input ``[picture, channel, size, size]`` as the network takes it, for the golden output; random
            numbers where there is none; of volumes it may be smaller than the network's own, where that takes them.
        card: the text of MODEL_CARD.md; a short one is written where there is none.
        further: of a segmenter, networks of the same kind that a thorough outline asks as well.
        half: whether the weights are rounded to half precision, which halves their file.

    Returns:
        the folder.

    Raises:
        ModelError: where network and description do not fit together; with what differs.
        UsageError: where the folder exists or cannot be written.
    """
    was_training = network.training
    network.eval()
    if example is None:
        example = example_of(described, network)
    given = example.astype(np.float32)
    weights = _weights(network, half=half)
    golden = Golden(given, computed(filled_in(described.factory, weights, WEIGHTS) if half else network, given))
    network.train(was_training)
    others = [_weights(each, half=half) for each in further]
    return write_package(Path(folder), weights, described, golden=golden, card=card, further=others)


def _weights(network: nn.Module, *, half: bool) -> bytes:
    """Those of a network, as a safetensors file."""
    tensors = {name: each.detach().cpu().contiguous().clone() for name, each in network.state_dict().items()}
    if half:
        tensors = {name: each.half() if each.is_floating_point() else each for name, each in tensors.items()}
    return save(tensors)


def write_package(
    folder: Path,
    weights: bytes,
    described: Described,
    *,
    golden: Golden | None = None,
    card: str = "",
    further: Sequence[bytes] = (),
) -> Path:
    """Write a package of weights that lie in a safetensors file already; arguments and errors as `make_package`.

    Args:
        weights: the file.
        golden: what the author got; None where that is not known, which is said wherever the network is used.
        further: the files of a segmenter's other networks.
    """
    refuse_occupied(folder)
    digests = [hashlib.sha256(each).hexdigest() for each in (weights, *further)]
    sides = sides_stated(described, golden)
    full = replace(described, sha256=digests[0], further=tuple(digests[1:]), golden_sides=sides)
    refuse(full)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}); name another place.") from error
    try:
        fresh = place / folder.name
        fresh.mkdir()
        (fresh / full.factory.file).write_bytes(weights)
        for number, each in enumerate(further, 1):
            (fresh / weights_file(number)).write_bytes(each)
        (fresh / MODEL).write_text(json.dumps(as_json(full), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (fresh / CARD).write_text(
            card or card_of(full, golden=golden is not None and not golden.at_import), encoding="utf-8"
        )
        if golden is not None:
            (fresh / GOLDEN).write_bytes(as_bytes(golden))
        tried(fresh, f"“{full.name}”")
        fresh.rename(folder)
    except OSError as error:
        refuse_occupied(folder)  # another import of this name was first
        raise UsageError(f"{folder} cannot be written ({error.strerror}); name another place.") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return folder


def tried(fresh: Path, named: str) -> None:
    """Open a package that lies in a folder which will be gone.

    Raises:
        ModelError: where it does not open; it speaks of what the user knows it by.
    """
    try:
        open_package(fresh)
    except ModelError as error:
        raise ModelError(str(error).replace(str(fresh), named)) from error


def trained_on(patients: Iterable[str], data: str = "", *, numbers: Iterable[str] = ()) -> Trained:
    """Patients that a network was trained on, so that a case of theirs is marked and none of them is named.

    Args:
        patients: their names, as the list of cases shows them; of DICOM the number that the files state (PatientID) is
            one as well, wherever they lie.
        data: what the network was trained on, in words.
        numbers: marks of the numbers that their files state, see `Contents.number`; "" of files that state none.
    """
    salt, names = secrets.token_hex(16), list(patients)
    marks = [mark for mark in (*map(number_mark, names), *numbers) if mark]
    hashes = (frozenset(patient_hash(salt, each) for each in known) for known in (names, marks))
    return Trained(data, salt, *hashes)


def card_of(described: Described, *, golden: bool) -> str:
    """The text of a MODEL_CARD.md that says what is known and what is not."""
    inputs = described.inputs
    channels = ", ".join(each.name for each in inputs.channels)
    told = "It came with a golden output." if golden else "It came without a golden output."
    if described.golden_sides is not None:
        sides = " x ".join(map(str, described.golden_sides))
        told += f" Its golden input has {sides} voxels, fewer than the network's own: every layer is passed."
    size = " x ".join(map(str, inputs.sides or (inputs.size,)))
    return (
        f"# {described.name}\n\n{_NOTICE}\n\n"
        f"* Network: {described.factory.architecture}, {json.dumps(dict(described.factory.arguments))}\n"
        f"* Input: {channels}; {size} pixels, {inputs.field}, scale {inputs.normalisation.scale}\n"
        f"* Classes: {', '.join(described.classes) or 'none'}; finding: {described.finding or 'none'}; "
        f"{described.output}\n"
        f"* Licence: {described.licence}\n"
        f"* Training: {described.trained.data or 'not stated'}\n"
        f"* {told}\n"
        "* Not measured: calibration, agreement of maps with masks, sanity of maps.\n"
    )


def refuse(described: Described) -> None:
    """Raise ModelError for a description that does not hold, whatever its weights are."""
    known = replace(described, sha256=described.sha256 or "0" * 64)
    wrong = complaint(json.loads(json.dumps(as_json(known))), published("model"))
    try:
        check(described)
    except ValueError as error:
        wrong = wrong or str(error)
    if wrong:
        raise ModelError(f"This description of “{described.name}” does not hold: {wrong}.")
