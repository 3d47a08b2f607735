"""Model packages: a folder with weights.safetensors, manifest.json and MODEL_CARD.md. Loading never unpickles.

What sanity checks found about the network's maps may lie beside them as sanity.json; it holds for these weights alone.

A segmenter's package may hold further networks, weights-1.safetensors and so on, which make its outlines together with
the first where a thorough outline is asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import nn

from xaiviewer.case import SEQUENCES
from xaiviewer.errors import ModelError
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.devices import CPU, device_of
from xaiviewer.nets.inputs.wanted import Preprocessing
from xaiviewer.nets.memory import in_halves
from xaiviewer.requests import Channel, KeptAgreement, ModelDescription, ModelIdentity
from xaiviewer.requests.badges import sanity_beside
from xaiviewer.requests.kept_agreement import AGREEMENT, read_agreement

SCHEMA = 1
WHOLE_HEADS = "whole heads"
"""What probabilities are calibrated for where a manifest says nothing else."""

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Weights:
    """A file of weights and what its manifest says they are."""

    file: Path
    identity: ModelIdentity

    def read(self) -> bytes:
        """What the file holds.

        Raises:
            ModelError: where it is missing, or holds other weights.
        """
        with _told(self.file.parent):
            data = self.file.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.identity.sha256:
            raise ModelError(
                f"The weights in {self.file.parent} are not those its manifest names; install the program again."
            )
        return data

    def network(self, device: torch.device) -> nn.Module:
        """The network on a device, ready for inference.

        Raises:
            ModelError: where the file is missing, or holds other weights.
        """
        with _told(self.file.parent):
            network = build(self.identity.architecture)
            network.load_state_dict({name: values.float() for name, values in load(self.read()).items()})
        return network.eval().requires_grad_(False).to(device)


def _nobody(_patient: str) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Model:
    """A network with its weights, ready for inference.

    Attributes:
        description: all that is known of it without running it, its layers aside.
        network: in evaluation mode, float32, parameters without gradients.
        preprocessing: what its input must look like.
        calibration: from logits to probabilities.
        calibration_of_extracted_brains: the same where the skull was removed; as for whole heads where none was fitted.
        manifest: everything the file says.
        further: of the package's other networks, checked and not loaded.
        agreement: what is kept beside the package of how far its maps leave behind what knows nothing; None where that
            was not measured with these weights.
        notices: what is to be said of it on every case.
        trained_on: whether a patient of a name was among those that trained it.
        segmenter: name of the imported network that outlines beside it; "" for none in particular.
    """

    description: ModelDescription
    network: nn.Module
    preprocessing: Preprocessing
    calibration: Calibration
    calibration_of_extracted_brains: Calibration
    manifest: Mapping[str, Any]
    further: tuple[Weights, ...] = ()
    agreement: KeptAgreement | None = None
    notices: tuple[str, ...] = ()
    trained_on: Callable[[str], bool] = _nobody
    segmenter: str = ""

    @property
    def identity(self) -> ModelIdentity:
        """Which weights these are."""
        return self.description.identity

    @property
    def threshold(self) -> float:
        """Probability above which a slice, or a pixel, is called positive."""
        return self.description.threshold

    @cached_property
    def networks(self) -> tuple[nn.Module, ...]:
        """This network and the package's others, which are loaded when they are asked for first.

        Raises:
            ModelError: where one of their files is not what it was.
        """
        return (self.network, *(each.network(self.device) for each in self.further))

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return device_of(self.network)

    def logits(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """A classifier's raw outputs ``[slice, class]`` for ``[slice, sequence, size, size]``; one pass, forward."""

        def once(some: NDArray[np.float32]) -> NDArray[np.float32]:
            with torch.inference_mode():
                found: NDArray[np.float32] = self.network(torch.from_numpy(some).to(self.device)).cpu().numpy()
            return found

        return in_halves(once, inputs)


def load_model(folder: Path, device: torch.device = CPU) -> Model:
    """Read a model package and put its network on a device.

    Raises:
        ModelError: where a file is missing or damaged, or the weights are not those the manifest names.
    """
    with _told(folder):
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        first, *further = (
            Weights(folder / _file(number), ModelIdentity(manifest["name"], manifest["architecture"], digest))
            for number, digest in enumerate([manifest["sha256"], *manifest.get("further", [])])
        )
        for each in further:
            each.read()
        described = replace(_description(manifest, first.identity), sanity=sanity_beside(folder, first.identity.sha256))
        given, stand_in = manifest["preprocessing"], described.stand_in
        preprocessing = Preprocessing(
            int(given["size"]),
            float(given["margin"]),
            tuple(each.key for each in described.inputs),
            stand_in.key if stand_in is not None else "",
        )
        calibration = Calibration(**manifest.get("calibration", {}))
        extracted = manifest.get("calibration_of_extracted_brains")
        return Model(
            described,
            first.network(device),
            preprocessing,
            calibration,
            calibration if extracted is None else Calibration(**extracted),
            manifest,
            tuple(further),
            read_agreement(folder / AGREEMENT, first.identity.sha256),
            trained_on=_trained(manifest).__contains__,
        )


def _trained(manifest: Mapping[str, Any]) -> frozenset[str]:
    """Names of the patients that trained it; none where it does not say."""
    training = manifest.get("training", {})
    return frozenset(map(str, training.get("train", training.get("split", {}).get("train", ()))))


def _description(manifest: Mapping[str, Any], identity: ModelIdentity) -> ModelDescription:
    """What a manifest says of its network; of one without a word on its finding, that is the second of two classes."""
    classes = tuple(str(each) for each in manifest["classes"])
    finding = manifest.get("finding", classes[1] if len(classes) == 2 else None)
    return ModelDescription(
        identity,
        "classification" if classes else "segmentation",
        _inputs(manifest),
        classes,
        None if finding is None or not classes else classes.index(finding),
        threshold=float(manifest.get("threshold", 0.5)),
        calibrated_for=str(manifest.get("calibrated_for", WHOLE_HEADS)),
    )


def _inputs(manifest: Mapping[str, Any]) -> tuple[Channel, ...]:
    """The channels; the first packages name sequences, and the one that stands in for others, under preprocessing."""
    if "inputs" in manifest:
        return tuple(
            Channel(str(each["name"]), str(each.get("sequence", "")), bool(each.get("stands_in", False)))
            for each in manifest["inputs"]
        )
    given = manifest["preprocessing"]
    missing = given.get("missing_sequence")
    return tuple(Channel(SEQUENCES.get(key, key), key, key == missing) for key in given["sequences"])


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Whatever is wrong with a package, in a sentence."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        raise ModelError(f"The model in {folder} cannot be read ({error}); install the program again.") from error


def save_model(
    folder: Path, network: nn.Module, manifest: Mapping[str, Any], *, further: Sequence[nn.Module] = ()
) -> None:
    """Write a model package; `manifest` gets the schema version and the weights' SHA-256 (half precision).

    Args:
        further: other networks of the same architecture, see `Model.networks`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(_file("*")):  # an older package's
        left.unlink()
    digests = []
    for number, each in enumerate([network, *further]):
        data = save(_halved(each))
        (folder / _file(number)).write_bytes(data)
        digests.append(hashlib.sha256(data).hexdigest())
    full = {"schema": SCHEMA, **manifest, "sha256": digests[0]}
    if further:
        full["further"] = digests[1:]
    (folder / _MANIFEST).write_text(json.dumps(full, indent=1) + "\n", encoding="utf-8")


def _halved(network: nn.Module) -> dict[str, torch.Tensor]:
    return {
        name: values.detach().cpu().contiguous().to(torch.float16 if values.is_floating_point() else values.dtype)
        for name, values in network.state_dict().items()
    }


def _file(number: int | str) -> str:
    """Name of the file of a package's network; the first has no number."""
    return f"weights-{number}.safetensors" if number else "weights.safetensors"
