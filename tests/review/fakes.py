"""A reader and an analyser without files and networks: deterministic; a gate lets a test count slices through."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import (
    METHODS,
    SCORES,
    Agreement,
    Analysis,
    Case,
    Explanation,
    Favourite,
    Frame,
    Geometry,
    Layer,
    Mask,
    ModelIdentity,
    Request,
    SliceResult,
    Volume,
)
from xaiviewer.errors import Cancelled, ReadError

_BLOCKS = (3, 4, 6, 3)
_PATIENCE_S = 10


def resnet_layers(size: int = 224) -> tuple[Layer, ...]:
    """The 102 layers of a ResNet-50 by name."""
    layers = [
        Layer("conv1", "conv1_conv", "convolution", 0, 0, (size // 2,) * 2, 2),
        Layer("relu", "conv1_relu", "relu", 0, 0, (size // 2,) * 2, 2),
    ]
    for stage, blocks in enumerate(_BLOCKS, start=1):
        stride = 2 ** (stage + 1)
        for block in range(blocks):
            before = stride // 2 if stage > 1 and block == 0 else stride
            names = [("conv1", "1_conv", before), ("relu", "1_relu", before), ("conv2", "2_conv", stride)]
            names += [("relu_1", "2_relu", stride), ("conv3", "3_conv", stride)]
            names += [("downsample.0", "0_conv", stride)] if block == 0 else []
            names += [("relu_2", "out", stride)]
            for name, keras, step in names:
                kind = "relu" if "relu" in name else "convolution"
                full = f"layer{stage}.{block}.{name}"
                keras_name = f"conv{stage + 1}_block{block + 1}_{keras}"
                layers.append(Layer(full, keras_name, kind, stage, block, (size // step,) * 2, step))
    return tuple(layers)


def make_case(
    name: str = "case", slices: int = 6, *, side: int = 64, synthetic: bool = False, known: bool = False
) -> Case:
    """A bright disc of head with a brighter lesion in the middle slices."""
    rows, columns = np.mgrid[:side, :side] / side - 0.5
    head = (np.hypot(rows, columns) < 0.42).astype(np.float32)
    lesion = np.hypot(rows + 0.1, columns - 0.12) < 0.1
    mask = np.zeros((slices, side, side), dtype=bool)
    mask[slices // 3 : slices - slices // 3] = lesion
    texture = np.random.default_rng(len(name)).random((slices, side, side), dtype=np.float32)
    grey = (head * (90 + 40 * texture) + 70 * mask).astype(np.uint8)
    affine = np.diag([-1.0, 1.0, 5.0, 1.0]) if known else np.eye(4)
    affine[0, 0] = 1.0
    geometry = Geometry(affine, known)
    volumes = tuple(
        Volume(key, np.clip(grey * gain, 0, 255).astype(np.uint8), geometry)
        for key, gain in (("t1", 0.8), ("flair", 1.0), ("t1c", 1.2))
    )
    drawn = np.ones(slices, dtype=bool)
    names = tuple(f"{name}_{index + 1}" for index in range(slices))
    return Case(name, Path(name), volumes, names, Mask(mask, drawn), ("One notice.",), synthetic)


class FakeReader:
    """Knows the cases it was given; everything else cannot be read."""

    def __init__(self, *cases: Case, broken: tuple[str, ...] = ()) -> None:
        self.cases = {case.name: case for case in cases}
        self.broken = broken
        self.loaded: list[str] = []

    def load_case(self, path: Path) -> Case:
        self.loaded.append(path.name)
        if path.name not in self.cases:
            raise ReadError(f"{path.name} cannot be read; choose another folder.")
        return self.cases[path.name]

    def find_cases(self, path: Path) -> list[Path]:
        if path.name == "all":
            return [Path(name) for name in (*self.cases, *self.broken)]
        if path.name in self.cases or path.name in self.broken:
            return [path]
        raise ReadError(f"{path.name} holds no case; choose a folder with slices.")


class FakeAnalyser:
    """Smooth seeded maps on every layer's own grid. With `gate`, each slice waits for one release."""

    def __init__(
        self,
        *,
        size: int = 224,
        gate: threading.Semaphore | None = None,
        measured: bool = True,
        error: Exception | None = None,
    ) -> None:
        self.layers = resnet_layers(size)
        self.size = size
        self.gate = gate
        self.measured = measured
        self.error = error
        self.order: list[int] = []
        self.threads: set[str] = set()

    def start(self, case: Case, request: Request) -> Analysis:
        self.threads.add(threading.current_thread().name)
        rows, columns = case.shape
        favourites = [
            Favourite("layer-cam" if layer.stage < 4 else "grad-cam", mass, 0.05, 22)
            for layer, mass in zip(self.layers, self._masses(), strict=True)
        ]
        return Analysis(
            classes=("no tumour", "tumour"),
            class_index=request.class_index,
            methods=request.methods,
            layers=self.layers,
            favourites=tuple(favourites),
            frame=Frame(-0.5, -0.5, float(max(rows, columns)), self.size),
            models={"classifier": ModelIdentity("fake", "resnet50", "0" * 64)},
        )

    def slices(
        self,
        case: Case,
        request: Request,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[SliceResult]:
        remaining = frozenset(range(len(case)))
        while remaining:
            self._wait(cancelled)
            index = wanted(remaining)
            remaining -= {index}
            self.order.append(index)
            if self.error is not None:
                raise self.error
            yield self.result(case, request, index)

    def result(self, case: Case, request: Request, index: int) -> SliceResult:
        """One slice's result; the same for the same arguments."""
        mask = case.mask_of(index)
        tumour = mask is not None and bool(mask.any())
        sign = 1 if request.class_index == 1 else -1
        logits = np.array([-2.0, 2.0] if tumour else [2.5, -2.5], dtype=np.float32)
        odds = np.exp(logits - logits.max())
        explanations, agreements = {}, {}
        for number, method in enumerate(request.methods):
            maps = tuple(sign * self._map(layer, 1000 * index + number, mask) for layer in self.layers)
            explanations[method] = Explanation(method, request.class_index, maps)
            if tumour:
                agreements[method] = self._agreement(method, index, number)
        segmentation = cv2.dilate(mask.astype(np.uint8), np.ones((3, 5))).astype(bool) if tumour else None
        return SliceResult(
            index, logits, (odds / odds.sum()).astype(np.float32), segmentation, explanations, agreements
        )

    def _map(self, layer: Layer, seed: int, mask: NDArray[np.bool_] | None) -> NDArray[np.float32]:
        rows, columns = layer.grid
        random = np.random.default_rng(seed + 7 * layer.stage + layer.block)
        noise = cv2.resize(
            random.normal(size=(5, 5)).astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC
        )
        here = cv2.resize((mask if mask is not None else np.zeros((4, 4))).astype(np.float32), (columns, rows))
        return np.ascontiguousarray(0.02 * noise + 0.08 * here).astype(np.float32)

    def _agreement(self, method: str, index: int, number: int) -> Agreement:
        base = np.array(self._masses()) if self.measured else np.linspace(0.1, 0.3, len(self.layers))
        random = np.random.default_rng(100 * index + number)
        values = base[:, None] * random.uniform(0.6, 1.4, (len(self.layers), len(SCORES)))
        return Agreement(method, np.clip(values * (1 - 0.1 * number), 0, 1), 0.03)

    def _masses(self) -> list[float]:
        if not self.measured:
            return [float("nan")] * len(self.layers)
        share = np.linspace(0, 1, len(self.layers))
        return [float(each) for each in 0.32 - 0.26 * share**2 + 0.04 * np.sin(share * 30)]

    def _wait(self, cancelled: Callable[[], bool]) -> None:
        if cancelled():
            raise Cancelled
        if self.gate is not None:
            assert self.gate.acquire(timeout=_PATIENCE_S), "nobody opened the gate"
            if cancelled():
                raise Cancelled


assert len(resnet_layers()) == 102
assert set(METHODS)
