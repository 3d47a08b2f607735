"""The chosen maps of a volume by networks that never learned what is looked for, as an examination takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.analysis.volumes.examiner import VolumeExaminer
from xaiviewer.audit.cases.maps import Chosen, chosen_maps
from xaiviewer.audit.cases.untaught import UntaughtNetworks
from xaiviewer.case import Case
from xaiviewer.explain import Network
from xaiviewer.explain.one_pass.pair import Workspace

RandomMaps = Callable[[Case, Chosen], Mapping[str, Sequence[Maps]]]
"""From a case and chosen maps to the volume's maps by other networks, by the null's key a draw's maps each."""


def volume_maps(analyser: VolumeExaminer, network: Network, case: Case, chosen: Chosen) -> Maps:
    """The chosen maps of a network like the analyser's, in their own cells along the case's axes."""
    axes = analyser.known(case).box.axes
    main = analyser.description.main_class
    (made,) = chosen_maps(network.all_layers, analyser.inputs(case, case.indices), main, chosen, Workspace())
    return [axes.to_case(each) for each in made]


class UntaughtVolumes:
    """Asks them for the chosen maps of a case, one network after the other."""

    def __init__(self, analyser: VolumeExaminer, random: int, permuted: Path | None) -> None:
        """Beside the analyser's classifier; see `untaught.UntaughtNetworks`."""
        self._analyser, self._networks = analyser, UntaughtNetworks(analyser, random, permuted)

    def __call__(self, case: Case, chosen: Chosen) -> Mapping[str, Sequence[Maps]]:
        """The volume's maps, by the null's key a draw's maps each."""
        found: dict[str, list[Maps]] = {}
        for name, network in self._networks.each(lambda: self._analyser.inputs(case, case.indices)):
            found.setdefault(name, []).append(volume_maps(self._analyser, network, case, chosen))
        return found
