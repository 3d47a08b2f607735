"""A network of every library that a user's package may name, built or run: what a frozen program may have lost."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from xaiviewer.errors import XaiViewerError

_GRAPH = (
    "CAg6owEKMgoBeBIBbSIKUmVkdWNlTWVhbioNCgRheGVzQAJAA6ABByoPCghrZWVwZGltcxgAoAECChEKAW0KAXcSAXkiBk1hdE11"
    "bBIBZyojCAMIAhABQgF3ShgAAIA/AACAPwAAgD8AAIA/AACAPwAAgD9aHAoBeBIXChUIARIRCgMSAW4KAggDCgIIIAoCCCBiFAoB"
    "eRIPCg0IARIJCgMSAW4KAggCQgQKABAN"
)
"""A graph of ONNX: the mean over the positions of three channels of 32 x 32 pixels, times a matrix of ones."""


def network_checks(folder: Path) -> dict[str, Callable[[], str]]:
    """A check by name; what is not installed is said, and in a frozen program an error."""
    return {
        "own network, torchvision": lambda: _built("torchvision", "densenet121", num_classes=2),
        "own network, timm": lambda: _built("timm", "resnet18", num_classes=2),
        "own network, monai": lambda: _built("monai", "DenseNet121", spatial_dims=2, in_channels=1, out_channels=2),
        "own network, segmentation-models-pytorch": lambda: _built("segmentation-models-pytorch", "Unet"),
        "own network, Keras": lambda: _keras(folder / "network.h5"),
        "own network, ONNX": _graph,
    }


def _missing(module: str) -> str:
    """A word on a library that is not installed; "" where it is.

    Raises:
        XaiViewerError: in a frozen program, which has them all.
    """
    if find_spec(module) is not None:
        return ""
    if getattr(sys, "frozen", False):
        raise XaiViewerError(f"{module} is not in the program; install it again.")
    return f"{module} is not installed"


def _built(library: str, name: str, **arguments: int) -> str:
    from xaiviewer.nets.packages.description import Factory  # noqa: PLC0415 - torch takes seconds to import
    from xaiviewer.nets.packages.factories import outline  # noqa: PLC0415

    return (
        _missing(library.replace("-", "_")) or f"{len(outline(Factory(library, name, arguments)).state_dict())} tensors"
    )


def _keras(file: Path) -> str:
    """What h5py writes is read as Keras's."""
    missing = _missing("h5py")
    if missing:
        return missing
    import h5py  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    from xaiviewer.nets.imports.converting import in_a_process  # noqa: PLC0415
    from xaiviewer.nets.imports.keras.hdf5 import lifted  # noqa: PLC0415

    with h5py.File(file, "w") as opened:
        opened["dense/dense/kernel:0"] = np.ones((4, 2), np.float32)
    return f"{len(in_a_process(lifted, file, 'as HDF5 ({why})'))} bytes, in another process"


def _graph() -> str:
    """onnxruntime gives what the graph says."""
    missing = _missing("onnxruntime")
    if missing:
        return missing
    import torch  # noqa: PLC0415

    from xaiviewer.nets.graphs.network import GraphNetwork  # noqa: PLC0415

    found = GraphNetwork(base64.b64decode(_GRAPH), "the graph of the self-test", {})(torch.ones(1, 3, 32, 32))
    if found.tolist() != [[3.0, 3.0]]:
        raise XaiViewerError(f"onnxruntime gives {found.tolist()} where 3 and 3 are due; install the program again.")
    return "3 and 3"
