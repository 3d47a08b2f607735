"""A reader and an analyser without files and networks: deterministic; a gate lets a test count slices through."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.reproduced import reproduced
from xaiviewer.case import (
    AUTOMATIC,
    Case,
    Choices,
    Contents,
    Frame,
    Geometry,
    Mask,
    MaskSource,
    MaskVoxels,
    Preview,
    Segment,
    Series,
    Volume,
    Voxels,
)
from xaiviewer.errors import Cancelled, ReadError, UsageError
from xaiviewer.requests import (
    INPUT,
    MEASURES,
    METHODS,
    ONE_PASS_METHODS,
    Analysis,
    AnalysisSettings,
    Answers,
    Assessment,
    AttributionMap,
    ChannelMaps,
    Curve,
    Explanation,
    Favourite,
    Layer,
    LayerAgreement,
    LayerMaps,
    ModelDescription,
    ModelIdentity,
    Partial,
    Reference,
    Regions,
    Reliance,
    Request,
    SequenceShares,
    SliceResult,
    Synthesis,
)
from xaiviewer.requests.alongside import Alongside, counterparts, matched
from xaiviewer.requests.badges import CHECKS, Badges
from xaiviewer.requests.faithfulness import Beside, Faithfulness, FaithfulnessCurves, FaithfulnessKey
from xaiviewer.requests.reliance import MaskTest, RegionTest
from xaiviewer.requests.reproduced import Reproduced

_BLOCKS = (3, 4, 6, 3)
_PATIENCE_S = 10


def made_up_layers(size: int = 224) -> tuple[Layer, ...]:
    """The 102 layers of a network that is as deep as a ResNet-50, named as no library names them."""
    layers = [
        Layer("entry.mix", "convolution", (size // 2,) * 2, 2, ("Stem",), (("Atlas", "entry_m"),)),
        Layer("entry.clip", "relu", (size // 2,) * 2, 2, ("Stem",), (("Atlas", "entry_c"),)),
    ]
    for stage, blocks in enumerate(_BLOCKS, start=1):
        stride = 2 ** (stage + 1)
        for block in range(blocks):
            before = stride // 2 if stage > 1 and block == 0 else stride
            names = [("mix-a", before), ("clip-a", before), ("mix-b", stride), ("clip-b", stride), ("mix-c", stride)]
            names += [("mix-skip", stride)] if block == 0 else []
            names += [("clip-sum", stride)]
            for name, step in names:
                kind = "relu" if name.startswith("clip") else "convolution"
                groups = f"Stage {stage}", f"Block {block + 1}"
                other = (("Atlas", f"d{stage}{'abcdef'[block]}_{name}"),)
                layers.append(Layer(f"depth{stage}/{block}/{name}", kind, (size // step,) * 2, step, groups, other))
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
    return Case(name, Path(name), volumes, names, Mask(mask, drawn), ("One notice.",), synthetic, "flair")


class NoVoxels:
    """The source of a series that nobody decodes."""

    def slice(self, index: int) -> NDArray[np.uint8]:
        raise ReadError("series: no voxels lie on this disk; choose another series.")

    def read(self, **_: object) -> Voxels:
        raise ReadError("series: no voxels lie on this disk; choose another series.")


class NoMask:
    """The reader of a mask that nobody decodes."""

    def read(self, segments: tuple[int, ...], geometry: Geometry, shape: tuple[int, int, int]) -> MaskVoxels:
        raise AssertionError(segments)


def make_series(key: str, name: str, geometry: Geometry, shape: tuple[int, int, int], **attributes: object) -> Series:
    """A series of DICOM files without pixels."""
    files = tuple(Path(f"{key}/{number}.dcm") for number in range(shape[0]))
    return Series(key, name, "DICOM", files, shape, "int16", geometry, NoVoxels(), attributes)


TAKEN = Choices((("t1", "2"), ("flair", "4"), ("t1c", "7")), "seg-9", ())
"""What is taken of `with_contents` when the reader decides nothing."""


def with_contents(case: Case) -> Case:
    """The case as if read from a study: the three sequences, a T2, a localiser, a mask of three labels and another."""
    geometry, shape = case.geometry, (len(case), *case.shape)
    flair = make_series("4", "AX FLAIR", geometry, shape, WindowCenter="90", WindowWidth=["121", "60"], EchoTime=110)
    sideways = np.array([[0, 0, 5, 0], [1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 0, 1]], dtype=float)
    series = (
        make_series("1", "localiser", Geometry(sideways, known=True), (3, 32, 32)),
        make_series("2", "AX T1", geometry, shape),
        flair,
        make_series("5", "AX T2 TSE", geometry, shape),
        make_series("7", "AX T1 POST", geometry, shape, ContrastBolusAgent="Gadolinium"),
    )
    labels = (Segment(1, "necrotic core"), Segment(2, "oedema"), Segment(4, "enhancing tumour"))
    masks = (
        MaskSource("seg-9", "Reader A", "DICOM SEG", (Path("9.dcm"),), labels, NoMask()),
        MaskSource("seg-10", "Reader B", "DICOM SEG", (Path("10.dcm"),), (Segment(1, "lesion"),), NoMask()),
    )
    contents = Contents(case.name, case.source, series, masks)
    return replace(case, contents=contents, choices=TAKEN)


class HeldVoxels:
    """The source of a series that lies in memory; with `gate` it waits for one release before it is read."""

    def __init__(self, values: NDArray[Any], gate: threading.Semaphore | None = None) -> None:
        self.values, self.gate = values, gate

    def slice(self, index: int) -> NDArray[Any]:
        pixels: NDArray[Any] = self.values[index]
        return pixels

    def read(
        self,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Voxels:
        wait(self.gate, cancelled)
        progress(len(self.values), len(self.values))
        return Voxels(self.values, np.ones(len(self.values), dtype=bool))


def with_series(case: Case, *, patient: str = "", gate: threading.Semaphore | None = None) -> Case:
    """The case as if read from a study that holds more: "fine" in thinner slices, "sagittal", "elsewhere" in another
    frame of reference, and "broken", which cannot be decoded.
    """
    geometry, shape = case.geometry, (len(case), *case.shape)
    volumes = {volume.sequence: volume.voxels for volume in case.volumes}
    side = case.shape[0]
    thin = np.diag([1.0, 1.0, 0.5, 1.0])
    thin[2, 3] = -0.25  # the first of two halves of a slice
    sideways = np.array([[0, 0, 4, 0], [1, 0, 0, 0], [0, -0.5, 0, 30], [0, 0, 0, 1]], dtype=float)
    small = np.random.default_rng(3).integers(0, 200, (7, side, side)).astype(np.int16)
    grids = {
        "fine": (np.repeat(volumes["flair"], 2, axis=0), Geometry(geometry.affine @ thin, known=True), "here"),
        "sagittal": (small, Geometry(sideways, known=True), "here"),
        "elsewhere": (small[:4], Geometry(np.diag([1.0, 1.0, 5.0, 1.0]), known=True), "there"),
    }
    own = {key: (voxels, geometry, "here") for key, voxels in volumes.items()}
    series = [
        Series(key, key, "DICOM", (Path(f"{key}.dcm"),), values.shape, str(values.dtype), grid,
               HeldVoxels(values, gate), {"StudyDate": "20200102"}, frame_of_reference=frame)
        for key, (values, grid, frame) in {**own, **grids}.items()
    ]  # fmt: skip
    series.append(make_series("broken", "broken", geometry, shape))
    contents = Contents(case.name, case.source, tuple(series), patient=patient)
    return replace(case, contents=contents, choices=Choices(tuple((key, key) for key in own)))


@dataclass(frozen=True)
class FakeSkipped:
    """A file that belongs to no case."""

    path: Path
    reason: str


@dataclass(frozen=True)
class FakeSearch:
    """What a search found."""

    cases: tuple[Path, ...]
    skipped: tuple[FakeSkipped, ...] = ()


class FakeReader:
    """Knows the cases it was given; everything else cannot be read.

    With `gate`, every case that a search finds, and every slice after a case's first, waits for one release.
    """

    def __init__(
        self,
        *cases: Case,
        broken: tuple[str, ...] = (),
        skipped: tuple[FakeSkipped, ...] = (),
        gate: threading.Semaphore | None = None,
    ) -> None:
        self.cases = {case.name: case for case in cases}
        self.broken = broken
        self.skipped = skipped
        self.gate = gate
        self.loaded: list[str] = []
        self.asked: list[Choices] = []

    def search(
        self,
        path: Path,
        *,
        progress: Callable[[int, int], None] = lambda files, cases: None,
        cancelled: Callable[[], bool] = lambda: False,
        found: Callable[[Path], None] = lambda path: None,
    ) -> FakeSearch:
        if path.name != "all" and path.name not in (*self.cases, *self.broken):
            raise ReadError(f"{path.name} holds no case; choose a folder with slices.")
        cases = [Path(name) for name in (*self.cases, *self.broken)] if path.name == "all" else [path]
        for number, case in enumerate(cases):
            progress(10 * number, number)
            wait(self.gate, cancelled)
            found(case)
        return FakeSearch(tuple(cases), self.skipped if path.name == "all" else ())

    def contents(
        self,
        path: Path,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Contents:
        if path.name not in self.cases or self.cases[path.name].contents is None:
            raise ReadError(f"{path.name} holds nothing to choose from; choose another folder.")
        contents = self.cases[path.name].contents
        assert contents is not None
        return contents

    def load_case(
        self,
        path: Path,
        choices: Choices = AUTOMATIC,
        *,
        preview: Callable[[Preview], None] = lambda first: None,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Case:
        self.loaded.append(path.name)
        self.asked.append(choices)
        if path.name not in self.cases:
            raise ReadError(f"{path.name} cannot be read; choose another folder.")
        case = self.cases[path.name]
        if choices.sequences and not dict(choices.sequences).get("flair"):
            raise ReadError(f"{path.name} has no FLAIR; choose a series for it.")
        middle = len(case) // 2
        shown = case.volumes[1 if len(case.volumes) > 1 else 0].voxels[middle]
        preview(Preview(case.name, shown, middle, len(case), case.geometry))
        for number in range(len(case)):
            progress(number, len(case))
            wait(self.gate, cancelled)
        return self._chosen(case, choices)

    @staticmethod
    def _chosen(case: Case, choices: Choices) -> Case:
        """A sequence or a mask that was left out is left out; what was left open is decided."""
        if case.contents is None:
            return case
        usual = dict(case.choices.sequences or TAKEN.sequences)
        sequences = {**usual, **dict(choices.sequences)}
        key = TAKEN.mask if choices.mask is None else choices.mask
        return replace(
            case,
            volumes=tuple(each for each in case.volumes if sequences[each.sequence]),
            mask=case.mask if key else None,
            choices=Choices(tuple(sequences.items()), key, choices.segments),
        )


def favourite_of(
    layer: Layer, method: str, mass: float, *, null: float | None = None, locality: float = 0.9
) -> Favourite:
    """A method and its mass beside what the brightness of FLAIR gets, half of it by default; nothing where NaN."""
    if np.isnan(mass):
        return Favourite(method, mass, mass, 0)
    null = mass / 2 if null is None else null
    difference = mass - null, mass - null - 0.1 * abs(mass - null), mass - null + 0.1 * abs(mass - null)
    beside = LayerAgreement(
        layer.name, method if mass > null else "", method, "brightness: flair", mass, null, *difference, 0.01, 22,
        *difference, locality, locality, locality,
    )  # fmt: skip
    return Favourite(method, mass, 0.05, 22, beside=beside, reference=Reference("made up", 22, 66, "audit", folds=True))


def _falling(at: float) -> FaithfulnessCurves:
    """Curves that turn at a share of the head."""
    shares = np.linspace(0, 1, 21)
    return FaithfulnessCurves(shares, np.where(shares < at, 0.9, 0.1), np.where(shares < at, 0.1, 0.9))


class FakeAnalyser:
    """Smooth seeded maps on every layer's own grid. With `gate`, each slice waits for one release.

    `says` are fields of its description or its analyses that are to be otherwise, `first` the slices that it takes
    before all others, `gives` makes its results in place of its own.
    """

    asking: threading.Semaphore | None = None
    examining: threading.Semaphore | None = None
    refusal: Exception | None = None
    shortage: str = ""
    trying: threading.Semaphore | None = None

    def __init__(
        self,
        *,
        size: int = 224,
        gate: threading.Semaphore | None = None,
        measured: bool = True,
        error: Exception | None = None,
        layers: tuple[Layer, ...] = (),
        classes: tuple[str, ...] = ("no tumour", "tumour"),
        finding: int | None = 1,
        says: Mapping[str, object] = MappingProxyType({}),
        first: Sequence[int] = (),
        gives: Callable[[Case, AnalysisSettings, int], SliceResult] | None = None,
    ) -> None:
        self.layers = layers or made_up_layers(size)
        identity = ModelIdentity("fake", "made up", "0" * 64)
        described = ModelDescription(
            identity, classes=classes, finding=finding, layers=self.layers, calibrated_for="whole heads"
        )
        self.description = replace(described, **{key: each for key, each in says.items() if hasattr(described, key)})
        self.size = size
        self.gate = gate
        self.measured = measured
        self.error = error
        self.says, self.first = says, first
        self.gives = gives or self.result
        self.order: list[int] = []
        self.judged: list[frozenset[int]] = []
        self.relied: list[str] = []
        self.answered: list[tuple[str, int, tuple[int, ...]]] = []  # method, slice, slices that were done by then
        self.tried: list[tuple[FaithfulnessKey, bool]] = []  # and whether what stands beside was known
        self.threads: set[str] = set()

    def start(self, case: Case, settings: AnalysisSettings) -> Analysis:
        self.threads.add(threading.current_thread().name)
        rows, columns = case.shape
        favourites = [
            favourite_of(layer, "grad-cam" if layer.part == "Stage 4" else "layer-cam", mass)
            for layer, mass in zip(self.layers, self._masses(), strict=True)
        ]
        made = Analysis(
            description=self.description,
            class_index=self._explained_class(settings),
            requests=self._requests(settings),
            favourites=tuple(favourites),
            frame=Frame(-0.5, -0.5, float(max(rows, columns)), self.size),
            models=dict.fromkeys(("classifier", "segmenter"), self.description.identity),
        )
        return replace(made, **{key: each for key, each in self.says.items() if not hasattr(self.description, key)})

    def slices(
        self,
        case: Case,
        settings: AnalysisSettings,
        *,
        wanted: Callable[[frozenset[int]], int] = min,
        cancelled: Callable[[], bool] = lambda: False,
        judged: Mapping[int, SliceResult] = MappingProxyType({}),
    ) -> Iterator[SliceResult]:
        self.judged.append(frozenset(judged))
        remaining = frozenset(case.indices)
        while remaining:
            wait(self.gate, cancelled)
            index = next((each for each in self.first if each in remaining), None)
            index = wanted(remaining) if index is None else index
            remaining -= {index}
            self.order.append(index)
            if self.error is not None:
                raise self.error
            made = self.gives(case, settings, index)
            before = judged.get(index, made)
            yield replace(before, explanations=made.explanations, assessments=made.assessments)

    def reliance(
        self,
        case: Case,
        results: Mapping[int, SliceResult],
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> dict[int, Reliance]:
        """Without what is outlined, every decision falls to one in eight."""
        assert set(results) == set(case.indices)
        assert not any(each.explained for each in results.values())
        self.relied.append(case.name)
        outlined = [index for index in results if results[index].segmentation is not None]
        progress(len(outlined), len(outlined))
        without = np.array([0.875, 0.125], dtype=np.float32)
        return {index: Reliance(index, "clinician", without, without) for index in outlined}

    def explain(
        self,
        case: Case,
        request: Request,
        indices: Iterable[int] | None = None,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Partial | Explanation]:
        """Three passes per slice, each of which waits for one release of `asking`; or the `refusal`."""
        if self.refusal is not None:
            raise self.refusal
        for index in case.indices if indices is None else indices:
            for done in (1, 2, 3):
                wait(self.asking, cancelled)
                progress(done, 3)
                found = self._answer(request, index, done)
                if done == 3:
                    self.answered.append((request.method, index, tuple(self.order)))
                    yield found
                elif isinstance(found, AttributionMap | Regions):
                    yield Partial(found, done, 3)

    def faithfulness(
        self,
        case: Case,
        key: FaithfulnessKey,
        values: NDArray[np.floating],
        *,
        beside: Beside | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Faithfulness]:
        """Four passes, each of which waits for one release of `trying`; or the `refusal`.

        What the map marks lowers the probability at a fifth of the head, brightness at two, chance at four and three.
        """
        if self.refusal is not None:
            raise self.refusal
        self.tried.append((key, beside is not None))
        half = np.arange(21) < 10
        for done in (1, 2, 3, 4):
            wait(self.trying, cancelled)
            progress(done, 4)
            curves = _falling(0.2) if done > 1 else replace(_falling(0.2), deletion=np.where(half, 0.1, np.nan))
            told = Beside(_falling(0.4) if done > 2 else None, (_falling(0.8), _falling(0.6)) if done > 3 else ())
            infidelity = 0.25 if done == 4 else float("nan")
            yield Faithfulness(key, curves, told, infidelity, 0.5, None, done, 4)

    def try_region(
        self,
        case: Case,
        result: SliceResult,
        class_index: int,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> RegionTest | None:
        """Without its mask a slice falls to one in ten, elsewhere it stays."""
        mask = case.mask_of(result.index)
        if mask is None or not mask.any():
            return None
        sizes = np.array([-0.5, 0.0, 0.5])
        found = MaskTest(0.9, 0.1, 0.8, 0.9, np.linspace(0.85, 0.9, 20), sizes, np.array([0.6, 0.1, 0.05]))
        return RegionTest(result.index, class_index, "clinician", found)

    def examine(
        self,
        case: Case,
        request: Request,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Badges:
        """Four rounds, each of which waits for one release of `examining`."""
        for done in range(1, 5):
            wait(self.examining, cancelled)
            progress(done, 4)
        layers = tuple(each.name for each in self.layers)
        if METHODS[request.method].answers is not Answers.EVERY_LAYER:
            layers = ("",)
        return made_up_badges(request, layers)

    def _answer(self, request: Request, index: int, done: int) -> Explanation:
        size, named = self.size, request.values.get("layer")
        layer = None if named is None or named == INPUT else self.description.layer_index(str(named))
        values = np.zeros((size, size), dtype=np.float32)
        values[size // 4 : size // 2, size // 3 : size // 2] = done / 3
        values[size // 2 :, : size // 8] = -0.1
        match METHODS[request.method].answers:
            case Answers.SEQUENCES:
                return SequenceShares(request, index, ("t1", "flair", "t1c"), np.array([1.0, 2.0, -3.0]), 0.5, 0.5)
            case Answers.EVERY_LAYER:
                return LayerMaps(request, index, tuple(self._map(each, index, None) for each in self.layers))
            case Answers.REGIONS:
                labels = np.arange(size)[:, None] // (size // 4) * 4 + np.arange(size)[None] // (size // 4) + 1
                scores = np.linspace(-1, 2, 16) * done
                return Regions(request, index, labels, scores, "With region 16 present it is a tumour.", gap=0.25)
            case Answers.SYNTHESIS:
                picture = np.random.default_rng(done).normal(size=(3, size, size))
                return Synthesis(request, index, picture, False, 0.5, 12.0)
            case Answers.CHANNELS:
                assert layer is not None
                maps = np.stack([self._map(self.layers[layer], number, None) for number in range(3)])
                return ChannelMaps(request, index, layer, np.array([7, 2, 40]), np.array([2.0, 0.5, -1.0]), maps, 1.5)
        if layer is not None:
            values = self._map(self.layers[layer], index, None)
        return AttributionMap(request, index, values, layer=layer)

    def result(self, case: Case, settings: AnalysisSettings, index: int) -> SliceResult:
        """One slice's result; the same for the same arguments."""
        mask = case.mask_of(index)
        tumour = mask is not None and bool(mask.any())
        class_index = self._explained_class(settings)
        sign = 1 if class_index == self.description.main_class else -1
        logits = np.full(len(self.description.classes), -2.0 if tumour else 2.5, dtype=np.float32)
        logits[self.description.main_class] *= -1
        odds = np.exp(logits - logits.max())
        explanations, assessments = {}, {}
        for number, each in enumerate(self._requests(settings)):
            maps = tuple(sign * self._map(layer, 1000 * index + number, mask) for layer in self.layers)
            explanations[each] = LayerMaps(each, index, maps)
            if tumour:
                assessments[each] = self._assessments(each, index, number)
        segmentation = cv2.dilate(mask.astype(np.uint8), np.ones((3, 5))).astype(bool) if tumour else None
        return SliceResult(
            index, logits, (odds / odds.sum()).astype(np.float32), segmentation, explanations, assessments
        )

    def _requests(self, settings: AnalysisSettings) -> tuple[Request, ...]:
        explained, network = self._explained_class(settings), self.description.identity.sha256
        return tuple(Request.of(each, network=network, class_index=explained) for each in settings.methods)

    def _explained_class(self, request: Request) -> int:
        return self.description.main_class if request.class_index is None else request.class_index

    def _map(self, layer: Layer, seed: int, mask: NDArray[np.bool_] | None) -> NDArray[np.float32]:
        rows, columns = layer.grid
        numbers = [int(each) for group in layer.groups for each in re.findall(r"\d+", group)[-1:]]
        coarse, fine = [*numbers, 0, 1][:2]
        random = np.random.default_rng(seed + 7 * coarse + fine - 1)
        noise = cv2.resize(
            random.normal(size=(5, 5)).astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC
        )
        here = cv2.resize((mask if mask is not None else np.zeros((4, 4))).astype(np.float32), (columns, rows))
        return np.ascontiguousarray(0.02 * noise + 0.08 * here).astype(np.float32)

    def _assessments(self, request: Request, index: int, number: int) -> dict[str, Assessment]:
        base = np.array(self._masses()) if self.measured else np.linspace(0.1, 0.3, len(self.layers))
        random = np.random.default_rng(100 * index + number)
        values = base[:, None] * random.uniform(0.6, 1.4, (len(self.layers), len(MEASURES)))
        clipped = np.clip(values * (1 - 0.1 * number), 0, 1)
        return {key: Assessment(request, key, Curve(clipped[:, column]), 0.03) for column, key in enumerate(MEASURES)}

    def _masses(self) -> list[float]:
        if not self.measured:
            return [float("nan")] * len(self.layers)
        share = np.linspace(0, 1, len(self.layers))
        return [float(each) for each in 0.32 - 0.26 * share**2 + 0.04 * np.sin(share * 30)]


def made_up_badges(request: Request, layers: tuple[str, ...], *, likeness: float = 0.1) -> Badges:
    """What sanity checks might find: as alike as `likeness` says, where unrelated maps get 0.3."""
    ones = np.ones(len(layers))
    numbers = {"repeatability": 0.0, "noise": 0.2, "shift": 0.7, "completeness": np.nan, "outside": 0.05, "blank": 0.0}
    values = {key: numbers.get(key, likeness) * ones for key in CHECKS}
    bars = {key: (0.3 if np.isnan(check.limit) else check.limit) * ones for key, check in CHECKS.items()}
    table = np.tile(values["cascading"], (2, 1))
    identity = request.method, request.parameters, request.seed, request.class_index
    return Badges(*identity, layers, 5, 50, values, bars, ("fc", "body"), table, table)


BAD = "bad"


class FakeOthers:
    """Three networks of noise, and trainings that see what the loaded one sees, upside down.

    A package called "bad" is refused.

    Attributes:
        layers: of the network.
        asked: the slices that the former were asked about.
        gate: where there is one, lets that many questions through.
    """

    def __init__(self, gate: threading.Semaphore | None = None) -> None:
        self.asked: list[int] = []
        self.alone: list[tuple[int, int]] = []  # slice and class that the second network was asked about
        self.gate = gate
        self._packages: tuple[Path, ...] = ()
        self.layers: tuple[Layer, ...] = ()

    def untaught(
        self,
        case: Case,
        index: int,
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Mapping[str, Sequence[Sequence[NDArray[np.float32]]]]:
        self.asked.append(index)
        while self.gate is not None and not self.gate.acquire(timeout=0.01):
            if cancelled():
                raise Cancelled
        progress(1, 1)
        random = np.random.default_rng(index)
        draws = [[random.uniform(size=layer.grid).astype(np.float32) for layer in self.layers] for _ in range(3)]
        return {"random weights": draws}

    def use(self, packages: Sequence[Path]) -> Mapping[Path, str]:
        self._packages = tuple(each for each in packages if each.name != BAD)
        return {each: f"{each} holds another kind of network." for each in packages if each.name == BAD}

    def reproduced(
        self,
        case: Case,
        own: tuple[int, Sequence[NDArray[np.float32]]],
        methods: Sequence[str],
        class_index: int,
        *,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Reproduced:
        index, maps = own
        identities = tuple(ModelIdentity(str(each), "net", str(each)) for each in self._packages)
        turned = [[each[::-1] for each in maps] for _ in self._packages]
        inside = [np.ones_like(each, bool) for each in maps]
        decided = np.array([[0.25, 0.75]] * len(identities), np.float32)
        return reproduced(index, identities, [maps, *turned], inside, decided)

    def alongside(
        self,
        package: Path,
        case: Case,
        index: int,
        settings: AnalysisSettings,
        *,
        cancelled: Callable[[], bool],
    ) -> Alongside:
        """Of other classes, one of them called like the loaded one's, with every other layer; trained on everybody."""
        if package.name == BAD:
            raise UsageError(f"{package} takes volumes.")
        if cancelled():
            raise Cancelled
        assert settings.class_index is not None
        self.alone.append((index, settings.class_index))
        loaded = FakeAnalyser(size=32)
        identity = ModelIdentity("the second", "other net", "f" * 64)
        says = {"identity": identity, "trained_on": True}
        second = FakeAnalyser(size=32, layers=loaded.layers[::2], classes=("tumour", "healthy"), finding=0, says=says)
        pair = matched(loaded.description, replace(second.description, classes=("tumour", "x", "y")), 1)
        pair = pair if settings.class_index == 1 else None
        own = AnalysisSettings(methods=settings.methods if pair else (), class_index=pair.b if pair else None)
        result = next(iter(second.slices(case, own, wanted=lambda _: index)))
        beside = counterparts(self.layers or loaded.layers, second.layers)
        return Alongside(package, second.start(case, own).with_slice(result), pair, beside)


def wait(gate: threading.Semaphore | None, cancelled: Callable[[], bool]) -> None:
    """Wait for one release of `gate`; `Cancelled` where that was asked for."""
    if cancelled():
        raise Cancelled
    if gate is not None:
        assert gate.acquire(timeout=_PATIENCE_S), "nobody opened the gate"
        if cancelled():
            raise Cancelled


assert len(made_up_layers()) == 102
assert set(METHODS) >= set(ONE_PASS_METHODS)
