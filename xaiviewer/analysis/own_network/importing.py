"""An import step by step, as a window takes it: the same steps as `xaiviewer model import` takes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import nn

from xaiviewer import paths
from xaiviewer.analysis.own_network.of_volumes import previewed
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case
from xaiviewer.errors import ModelError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.importing import copied, described_by, found_at, network_of, package_of
from xaiviewer.nets.imports.preview import Preview, PreviewedSlice
from xaiviewer.nets.imports.recognising import Offer
from xaiviewer.nets.inference import outlined
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.inputs.volumes import shape_of
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.named import is_package
from xaiviewer.nets.packages.opening import model_of, open_package
from xaiviewer.nets.packages.outlining import outlining
from xaiviewer.readers import load_case

_SLICES = 3


class Importing:
    """What lies at a path, on its way into the program. One thread at a time may use it.

    Attributes:
        path: where it lies.
        offers: the networks that it can be, the likeliest first; none of a package, which says what it is.
        described: what a package says of itself; None where answers are wanted.
        name, licence: as far as that can be known.
    """

    def __init__(self, path: Path) -> None:
        """Look at what is there; nothing in it is run.

        Raises:
            ModelError: where it is refused; a sentence says why.
        """
        self.path = path
        self.described: Described | None = None
        self.offers: tuple[Offer, ...] = ()
        self._networks: dict[int, nn.Module] = {}
        self._phantom: Case | None = None
        if is_package(path) and (path.is_dir() or path.suffix.lower() == ".zip"):
            self._model = open_package(path)
            self.described = read_described(opened(path))
            self.name, self.licence = self.described.name, self.described.licence
        else:
            self._found = found_at(path)
            self.offers, self.name, self.licence = self._found.offers, self._found.name, self._found.licence

    def preview(self, offer: int, answers: Answers, case: Case | None) -> Preview:
        """What the network says of up to three slices, or of a volume in three planes, and what it gets of them.

        Args:
            offer: which of `offers`; nothing to a package, as are the answers.
            answers: what the user says of it by now.
            case: the slices' case; the phantom where none is open.

        Raises:
            ModelError: where the network cannot take such an input.
            UsageError: for answers that do not go together, or a case that the network cannot see.
        """
        model, output = self._model_for(offer, answers)
        if case is None:
            self._phantom = case = self._phantom or load_case(paths.phantom())
        prepared = prepare(case, model, model)
        numbers = spread(case)
        shown = shades(model.preprocessing.normalisation, len(model.preprocessing.sequences))
        if model.preprocessing.volumes is not None:
            sides = shape_of(model.preprocessing)
            with _taken(sides, "voxels"):
                planes = previewed(model, case, prepared, numbers, _grey(prepared.taken.images[0]), _decided)
            return Preview(model.description, output, shown, planes, case.synthetic)
        inputs, way = prepared.inputs(numbers, prepared.seen), model.preprocessing.way
        decided: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(numbers)
        outlines: list[NDArray[np.bool_] | None] = [None] * len(numbers)
        with _taken(inputs.shape[2:] if way is None else way.sides, "pixels"):
            if model.description.task == "segmentation":
                outlines = [outlined(model, each, prepared.seen.frame, case.shape)[0] for each in inputs]
            else:
                decided = _decided(model, inputs)
        return Preview(
            model.description,
            output,
            shown,
            tuple(
                PreviewedSlice(
                    index,
                    _grey(prepared.taken.images[0, index]),
                    prepared.seen.frame,
                    inputs[place] if way is None else way.to_network(inputs[place]),
                    decided[place],
                    outlines[place],
                )
                for place, index in enumerate(numbers)
            ),
            case.synthetic,
        )

    def add(self, offer: int, answers: Answers) -> str:
        """Make it one of the program's networks; returns the name that it is kept under.

        Raises:
            ModelError: where it is refused.
            UsageError: for answers that do not go together, or a name that there is already.
        """
        folder = store.free_place(answers.name or self.name)
        if self.described is not None:
            return copied(self.path, folder).name
        return package_of(self._found, folder, answers, self.offers[offer]).name

    def _model_for(self, offer: int, answers: Answers) -> tuple[Model, str]:
        if self.described is not None:
            return self._model, self.described.output
        chosen = self.offers[offer]
        if offer not in self._networks:
            self._networks = {offer: network_of(self._found, chosen)}  # one is large enough
        described = described_by(self._found, answers, chosen)
        network = self._networks[offer]
        if described.task == "segmentation":
            network = outlining(copy(network), described)  # which changes what it is given
        return model_of(described, network), described.output


@contextmanager
def _taken(sides: Sequence[int], unit: str) -> Iterator[None]:
    """Say of what the network cannot take how large it was.

    Raises:
        ModelError: where it cannot.
    """
    try:
        yield
    except (RuntimeError, ValueError, TypeError, IndexError) as error:
        told = " ".join(str(error).split())[:120]
        size = " x ".join(map(str, sides))
        raise ModelError(f"The network does not take an input of {size} {unit} ({told}).") from error


def _decided(model: Model, inputs: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Of each input the probabilities of the classes.

    Raises:
        ModelError: where it has other classes than were named.
    """
    logits, named = model.logits(inputs), len(model.description.classes)
    if logits.shape != (len(inputs), named):
        raise ModelError(f"The network gives {logits.shape[-1]} outputs, and {named} classes are named.")
    return [model.calibration.of_slice(each) for each in logits]


def shades(how: Normalisation, channels: int) -> NDArray[np.float32]:
    """See `Preview.shades`."""
    ends = np.array([0.0, 1.0] if how.scale in ("volume", "slice", "values", "window") else [-2.5, 2.5], np.float32)
    mean = np.asarray(how.mean or [0.0] * channels, np.float32)
    deviation = np.asarray(how.std or [1.0] * channels, np.float32)
    return np.asarray((ends[None] - mean[:, None]) / deviation[:, None], np.float32)


def spread(case: Case) -> list[int]:
    """Up to three slices with a picture, in order: the middle one where most is outlined, if anything is."""
    there = sorted(case.indices)
    if len(there) <= _SLICES:
        return there
    middle = _most_outlined(case, there)
    middle = there[len(there) // 2] if middle is None else middle
    at = there.index(middle)
    before, after = there[at // 2], there[(at + len(there)) // 2]
    return sorted({before, middle, after})


def _most_outlined(case: Case, there: Sequence[int]) -> int | None:
    if case.mask is None:
        return None
    areas = {index: 0 if (mask := case.mask_of(index)) is None else int(np.count_nonzero(mask)) for index in there}
    found = max(areas, key=lambda index: areas[index])
    return found if areas[found] else None


def _grey(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """A slice, its brightest hundredth white; a volume as one, for planes across its slices would show bands."""
    seen = values.astype(np.float32)
    low, high = np.percentile(seen, (0.5, 99.5))
    grey: NDArray[np.uint8] = (np.clip((seen - low) / max(high - low, 1e-6), 0, 1) * 255).astype(np.uint8)
    return grey
