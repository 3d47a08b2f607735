"""Model packages: a folder with weights.safetensors, manifest.json and MODEL_CARD.md. Loading never unpickles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import nn

from xaiviewer.case import ModelIdentity
from xaiviewer.errors import ModelError
from xaiviewer.nets.architectures import build
from xaiviewer.nets.calibration import Calibration

SCHEMA = 1
_WEIGHTS, _MANIFEST = "weights.safetensors", "manifest.json"


@dataclass(frozen=True)
class Preprocessing:
    """What a network was trained on; see `nets.preprocessing`.

    Attributes:
        size: side of the input in pixels.
        margin: added around the head, as a share of its side.
        sequences: keys of `case.SEQUENCES` in channel order.
        missing: which of them stands in for one that a case lacks.
    """

    size: int
    margin: float
    sequences: tuple[str, ...]
    missing: str = "flair"


@dataclass(frozen=True, eq=False)
class Model:
    """A network with its weights, ready for inference.

    Attributes:
        identity: which weights these are.
        network: in evaluation mode, float32, parameters without gradients.
        preprocessing: what its input must look like.
        classes: names of the outputs; empty for a segmenter.
        calibration: from logits to probabilities.
        calibration_of_extracted_brains: the same where the skull was removed; as for whole heads where none was fitted.
        threshold: probability above which a slice is called positive.
        manifest: everything the file says.
    """

    identity: ModelIdentity
    network: nn.Module
    preprocessing: Preprocessing
    classes: tuple[str, ...]
    calibration: Calibration
    calibration_of_extracted_brains: Calibration
    threshold: float
    manifest: Mapping[str, Any]

    def logits(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """A classifier's raw outputs ``[slice, class]`` for ``[slice, sequence, size, size]``; one pass, forward."""
        with torch.inference_mode():
            found: NDArray[np.float32] = self.network(torch.from_numpy(inputs)).numpy()
        return found


def load_model(folder: Path) -> Model:
    """Read a model package.

    Raises:
        ModelError: where a file is missing or damaged, or the weights are not those the manifest names.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        data = (folder / _WEIGHTS).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest != manifest["sha256"]:
            raise ModelError(f"The weights in {folder} are not those its manifest names; install the program again.")
        network = build(manifest["architecture"])
        network.load_state_dict({name: values.float() for name, values in load(data).items()})
        given = manifest["preprocessing"]
        preprocessing = Preprocessing(
            int(given["size"]),
            float(given["margin"]),
            tuple(given["sequences"]),
            str(given.get("missing_sequence", "flair")),
        )
        calibration = Calibration(**manifest.get("calibration", {}))
        extracted = manifest.get("calibration_of_extracted_brains")
        return Model(
            ModelIdentity(manifest["name"], manifest["architecture"], digest),
            network.eval().requires_grad_(False),
            preprocessing,
            tuple(manifest["classes"]),
            calibration,
            calibration if extracted is None else Calibration(**extracted),
            float(manifest.get("threshold", 0.5)),
            manifest,
        )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        raise ModelError(f"The model in {folder} cannot be read ({error}); install the program again.") from error


def save_model(folder: Path, network: nn.Module, manifest: Mapping[str, Any]) -> None:
    """Write a model package; `manifest` gets the schema version and the weights' SHA-256 (half precision)."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: values.detach().cpu().contiguous().to(torch.float16 if values.is_floating_point() else values.dtype)
        for name, values in network.state_dict().items()
    }
    data = save(weights)
    (folder / _WEIGHTS).write_bytes(data)
    full = {"schema": SCHEMA, **manifest, "sha256": hashlib.sha256(data).hexdigest()}
    (folder / _MANIFEST).write_text(json.dumps(full, indent=1) + "\n", encoding="utf-8")
