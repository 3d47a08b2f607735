"""Would another training have looked there? The maps of further packages of the same kind beside the loaded one's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.agreement.reproduced import reproduced
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.other_networks.packages import load_beside
from xaiviewer.analysis.other_networks.passes import OtherMaps, by_layer, passes
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.explain import Network
from xaiviewer.nets.models import Model
from xaiviewer.requests import AnalysisSettings, ModelIdentity
from xaiviewer.requests.reproduced import Reproduced

_ALL = "trainings"


class Trainings:
    """Further networks of the loaded one's kind, in memory together. One thread at a time may use them."""

    def __init__(self, analyser: Analyser) -> None:
        """Beside an analyser's classifier; none until `use` names some."""
        self._analyser = analyser
        self._known: dict[Path, tuple[Model, Network]] = {}
        self._of_volume: WeakKeyDictionary[Case, dict[str, NDArray[np.float32]]] = WeakKeyDictionary()

    @property
    def identities(self) -> tuple[ModelIdentity, ...]:
        """Which weights they have, in order."""
        return tuple(model.identity for model, _ in self._known.values())

    def use(self, packages: Sequence[Path]) -> dict[Path, str]:
        """Hold maps against these from now on; those that are in memory already are not read again.

        Returns:
            why some are not used, a sentence each: a package that cannot be read, is of another kind, or holds the
            weights of one before it.
        """
        known, self._known = self._known, {}
        refused = {}
        for folder in packages:
            try:
                self._known[folder] = known[folder] if folder in known else self._read(folder)
            except UsageError as error:
                refused[folder] = str(error)
        return refused

    def _read(self, folder: Path) -> tuple[Model, Network]:
        model, network = load_beside(self._analyser, folder)
        if model.identity.sha256 in {each.sha256 for each in self.identities}:
            raise UsageError(f"{folder} holds the same weights as another of the packages; name each training once.")
        return model, network

    def maps(
        self,
        case: Case,
        indices: Sequence[int],
        methods: Sequence[str],
        *,
        class_index: int,
        layers: Sequence[int] | None = None,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[tuple[int, OtherMaps]]:
        """Each slice's maps by the networks, see `passes.passes`; all of a volume's slices take one pass of each.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        return passes(
            self._analyser,
            lambda: iter([(_ALL, network) for _, network in self._known.values()]),
            len(self._known),
            case,
            indices,
            tuple(dict.fromkeys(methods)),
            class_index=class_index,
            layers=layers,
            progress=progress,
            cancelled=cancelled,
        )

    def reproduced(
        self,
        case: Case,
        own: Mapping[int, Maps],
        methods: Sequence[str],
        *,
        class_index: int,
        layers: Sequence[int] | None = None,
        progress: Callable[[int, int], None] = unheard,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[Reproduced]:
        """How the networks' maps of each slice compare, the loaded one's among them.

        Args:
            case: whose slices.
            own: by slice the loaded network's maps, of each of the layers one.
            methods: of each of these layers, in order.
            class_index: the class that is explained.
            layers: indices of the layers; None for all.
            progress: called with passes done and passes in all.
            cancelled: asked before each pass.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        made = self.maps(
            case,
            list(own),
            methods,
            class_index=class_index,
            layers=layers,
            progress=progress,
            cancelled=cancelled,
        )
        for index, found in made:
            yield self.compared(case, index, own[index], found, methods, layers=layers)

    def compared(
        self,
        case: Case,
        index: int,
        own: Maps,
        made: OtherMaps,
        methods: Sequence[str],
        *,
        layers: Sequence[int] | None = None,
        decisions: bool = False,
    ) -> Reproduced:
        """The same of one slice, from what `maps` made of it.

        Args:
            case, index, own, methods, layers: as in `reproduced`.
            made: of `maps`.
            decisions: whether each network's own decision and maps are kept, too.
        """
        inside = self._analyser.in_head(case, index)
        if layers is not None:
            inside = [inside[layer] for layer in layers]
        maps = [own, *by_layer(made, methods)[_ALL]]
        return reproduced(index, self.identities, maps, inside, self._decided(case, index) if decisions else None)

    def _decided(self, case: Case, index: int) -> NDArray[np.float32]:
        """Each network's probabilities of a slice, ``[network, class]``, by its own calibration."""
        extracted = bool(self._analyser.start(case, AnalysisSettings(methods=())).description.calibrated_for)
        found = []
        for model, _ in self._known.values():
            calibration = model.calibration_of_extracted_brains if extracted else model.calibration
            logits = self._logits(model, case, index, neighbours=bool(calibration.neighbours))
            found.append(calibration.of_slice(logits[0], list(logits[1:])))
        return np.stack(found) if found else np.zeros((0, 0), np.float32)

    def _logits(self, model: Model, case: Case, index: int, *, neighbours: bool) -> NDArray[np.float32]:
        """A network's logits of a slice and, where they count, of those beside it; of a volume its one decision."""
        if self._analyser.description.volumes:
            known = self._of_volume.setdefault(case, {})
            if model.identity.sha256 not in known:
                known[model.identity.sha256] = model.logits(self._analyser.inputs(case, [index]))
            return known[model.identity.sha256]
        near = (index - 1, index + 1) if neighbours else ()
        numbers = [index, *(each for each in near if each in case.indices)]
        return model.logits(self._analyser.inputs(case, numbers))
