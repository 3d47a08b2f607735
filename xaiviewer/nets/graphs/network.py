"""A graph of ONNX as a module that gives logits, by onnxruntime on the processor: no layers, no gradients."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.graphs.looking import look
from xaiviewer.nets.graphs.words import ENDS, LAYOUTS, OUTPUTS_ONLY

_SIDE = 224  # of an input that may have any

_LEAST = 1e-7  # of a probability whose logit is taken: float32 tells none closer to 0 or 1 from these


class GraphNetwork(nn.Module):
    """A graph of ONNX. Probabilities are turned back into logits, up to a constant that softmax ignores.

    Attributes:
        outputs_only: why no layers can be listed and no gradients taken.
    """

    outputs_only = OUTPUTS_ONLY

    def __init__(self, data: bytes, what: str, given: Mapping[str, Any]) -> None:
        """One of a file's bytes.

        Args:
            data: of the file.
            what: to call it in sentences.
            given: "ends", of `ENDS`, and "layout", of `LAYOUTS`.

        Raises:
            ModelError: where it is refused or onnxruntime cannot run it.
        """
        super().__init__()
        unknown = sorted(set(given) - {"ends", "layout"})
        self._ends, self._layout = str(given.get("ends", ENDS[0])), str(given.get("layout", LAYOUTS[0]))
        if unknown or self._ends not in ENDS or self._layout not in LAYOUTS:
            raise ModelError(
                f"A graph of ONNX is told “ends” ({', '.join(ENDS)}) and “layout” ({', '.join(LAYOUTS)}) alone."
            )
        look(data, what)
        self._data, self._what = data, what
        self._session = _session(data, what)
        taken = self._session.get_inputs()[0]
        self._name = str(taken.name)
        self.shape: list[Any] = list(taken.shape)
        if taken.type != "tensor(float)" or len(self.shape) != 4:
            raise ModelError(f"{what} takes {taken.type} of {self.shape}; export it for float pictures of four axes.")

    def forward(self, pictures: Tensor) -> Tensor:
        """``[picture, channel, size, size]`` to the logits ``[picture, class]``."""
        values = pictures.detach().cpu().numpy().astype(np.float32)
        if self._layout == "channels_last":
            values = values.transpose(0, 2, 3, 1)
        values = np.ascontiguousarray(values)
        together = self.shape[0] if isinstance(self.shape[0], int) else 0  # a batch of as many, where that is fixed
        if together in (0, len(values)):
            found = self._run(values)
        else:
            found = np.concatenate(
                [self._batch(values[at : at + together], together) for at in range(0, len(values), together)]
            )
        return torch.from_numpy(self._logits(found)).to(pictures.device)

    def _batch(self, values: NDArray[np.float32], together: int) -> NDArray[np.float32]:
        """A batch of exactly as many pictures as the graph takes; what is missing is filled in and left out again."""
        missing = together - len(values)
        if missing:
            values = np.concatenate([values, np.repeat(values[-1:], missing, axis=0)])
        return self._run(values)[: together - missing]

    def _run(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            found = np.asarray(self._session.run(None, {self._name: values})[0], dtype=np.float32)
        except Exception as error:  # onnxruntime raises kinds of its own
            told = " ".join(str(error).split())[:160]
            raise ModelError(f"{self._what} cannot be run on {list(values.shape)} ({told}).") from error
        return found.reshape(len(found), -1) if found.ndim != 2 else found

    def _logits(self, found: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._ends == "logits":
            return found
        sure = np.clip(found.astype(np.float64), _LEAST, 1 - _LEAST)
        logits = np.log(sure) if self._ends == "softmax" else np.log(sure) - np.log1p(-sure)
        return logits.astype(np.float32)

    def __getstate__(self) -> dict[str, Any]:
        """Without onnxruntime's session, which cannot be copied."""
        return {**self.__dict__, "_session": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)  # type: ignore[no-untyped-call]
        self._session = _session(self._data, self._what)


def tried(source: Path, target: Path) -> None:
    """Run a graph once, for `converting.in_a_process`; writes its input's shape and count of outputs as JSON.

    Raises:
        ValueError: where it cannot be run.
    """
    data = source.read_bytes()
    try:
        looked = look(data, "it")
        network = GraphNetwork(data, "it", {"ends": looked.ends})
        shape = [each if isinstance(each, int) else 0 for each in network.shape]
        last = not shape[1] > 0 or (shape[3] in (1, 2, 3, 4) and shape[1] > 4)
        rows, columns, channels = (shape[1], shape[2], shape[3]) if last else (shape[2], shape[3], shape[1])
        if not channels:
            raise ValueError("its input does not say how many channels it has; export it with those fixed")
        rows, columns = rows or columns or _SIDE, columns or rows or _SIDE
        layout = LAYOUTS[int(last)]
        network = GraphNetwork(data, "it", {"ends": looked.ends, "layout": layout})
        with torch.inference_mode():
            classes = network(torch.zeros(1, channels, rows, columns)).shape[1]
    except ModelError as error:
        raise ValueError(str(error)) from error
    told = {"channels": channels, "size": [rows, columns], "classes": classes, "ends": looked.ends, "layout": layout}
    target.write_text(json.dumps(told), encoding="utf-8")


def _session(data: bytes, what: str) -> Any:
    """A session of onnxruntime, on the processor and as many threads as torch takes.

    Raises:
        ModelError: where there is no onnxruntime, or it refuses the graph.
    """
    try:
        import onnxruntime  # noqa: PLC0415 - when such a network is opened
    except ImportError as error:
        raise ModelError(f"{what} needs onnxruntime, which is not installed; run `pip install onnxruntime`.") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises kinds of its own
        told = " ".join(str(error).split())[:160]
        raise ModelError(f"{what} cannot be run by onnxruntime ({told}).") from error
