"""Would another training have looked there? The maps of further packages of the same kind beside the loaded one's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.agreement.reproduced import reproduced
from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.other_networks.packages import load_beside
from xaiviewer.analysis.other_networks.passes import by_layer, passes
from xaiviewer.analysis.unheard import never, unheard
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.explain import Network
from xaiviewer.nets.models import Model
from xaiviewer.requests import AnalysisSettings, ModelIdentity
from xaiviewer.requests.reproduced import Reproduced
from xaiviewer.trust.sanity.maps import head_on, lies

_ALL = "trainings"


class Trainings:
    """Further networks of the loaded one's kind, in memory together. One thread at a time may use them."""

    def __init__(self, analyser: Analyser) -> None:
        """Beside an analyser's classifier; none until `use` names some."""
        self._analyser = analyser
        self._known: dict[Path, tuple[Model, Network]] = {}

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

    def reproduced(
        self,
        case: Case,
        own: Mapping[int, Maps],
        methods: Sequence[str],
        *,
        class_index: int,
        layers: Sequence[int] | None = None,
        decisions: bool = False,
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
            decisions: whether each network's own decision and maps are kept, too.
            progress: called with passes done and passes in all.
            cancelled: asked before each pass.

        Raises:
            Cancelled: when `cancelled` says so.
        """
        known = self._analyser.description.layers
        shown = known if layers is None else tuple(known[layer] for layer in layers)
        made = passes(
            self._analyser,
            lambda: iter([(_ALL, network) for _, network in self._known.values()]),
            len(self._known),
            case,
            list(own),
            tuple(dict.fromkeys(methods)),
            class_index=class_index,
            layers=layers,
            progress=progress,
            cancelled=cancelled,
        )
        for index, found in made:
            head = self._analyser.seen(case, [index]).heads[0]
            inside = [head_on(lies(layer, self._analyser.network, known), head) for layer in shown]
            maps = [own[index], *by_layer(found, methods)[_ALL]]
            yield reproduced(index, self.identities, maps, inside, self._decided(case, index) if decisions else None)

    def _decided(self, case: Case, index: int) -> NDArray[np.float32]:
        """Each network's probabilities of a slice, ``[network, class]``, by its own calibration."""
        extracted = bool(self._analyser.start(case, AnalysisSettings(methods=())).description.calibrated_for)
        found = []
        for model, _ in self._known.values():
            calibration = model.calibration_of_extracted_brains if extracted else model.calibration
            near = (index - 1, index + 1) if calibration.neighbours else ()
            numbers = [index, *(each for each in near if each in case.indices)]
            logits = model.logits(self._analyser.seen(case, numbers).inputs)
            found.append(calibration.of_slice(logits[0], list(logits[1:])))
        return np.stack(found) if found else np.zeros((0, 0), np.float32)
