"""The user's own networks, as the window asks for them: torch is imported once it does."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer.commands.options.networks import load
from xaiviewer.commands.options.own_network import refuse_classifier
from xaiviewer.errors import XaiViewerError
from xaiviewer.nets.packages import store

if TYPE_CHECKING:
    from collections.abc import Callable

    from xaiviewer.analysis import Examiner
    from xaiviewer.analysis.own_network import Importing
    from xaiviewer.nets.packages.description import Trained


class OwnNetworks:
    """Imports networks and loads them.

    Attributes:
        opened: name of the one that is asked, or the path of one that was not imported; "" for the program's own.
        gone: name of the one that was chosen before and is there no longer; "" where it is, or none was.
        outliner: name of the segmenter chosen before, which outlines beside it; "" for the usual one.
        lost: name of that segmenter where it cannot do so any longer; "" where it can, or none was chosen.
    """

    def __init__(
        self,
        named: Path | None,
        chosen: str,
        *,
        segmenter: str = "",
        outliner: str = "",
        device: str = "auto",
        threads: int = 0,
    ) -> None:
        """Begin with what the command line names, else with what was chosen before, if it is there yet.

        Args:
            named: the package that the command line names; None for none.
            chosen: name of the network that was chosen before.
            segmenter: what the command line has outline; "" for nothing said.
            outliner: name of the segmenter that was chosen beside `chosen`.
            device: that they run on.
            threads: that share a pass; 0 for as many as suit.
        """
        there = chosen in store.names()
        self.opened = chosen if there else ""
        self.gone = "" if there or named is not None else chosen
        if named is not None:
            self.opened = named.name if named.parent == store.folder() else str(named)
        self._segmenter = self._usual = segmenter
        self._device, self._threads = device, threads
        self.outliner = self.lost = ""
        if outliner and not (named or segmenter or self.gone):
            self._outline_again(outliner)

    def _outline_again(self, name: str) -> None:
        """Have the segmenter of the last time outline, or note that it cannot."""
        try:
            self._segmenter = str(self._beside(name))
            self.outliner = name
        except XaiViewerError:
            self.lost = name

    def look_at(self, path: Path) -> Importing:
        """What lies at a path, to be imported.

        Raises:
            ModelError: where it is refused.
        """
        from xaiviewer.analysis.own_network import Importing  # noqa: PLC0415 - torch takes seconds to import

        return Importing(path)

    def trained_at(self, source: Path, cancelled: Callable[[], bool]) -> Trained:
        """The patients of a list of names or a folder of cases, as salted hashes.

        Raises:
            XaiViewerError: where it is neither, or `cancelled` says so.
        """
        from xaiviewer.analysis.own_network.patients import trained_at  # noqa: PLC0415 - torch takes seconds to import

        return trained_at(source, cancelled=cancelled)

    def loading(self, name: str) -> Callable[[], Examiner]:
        """What loads an imported network beside its segmenter; the program's own pair for "".

        Raises:
            UsageError: where there is none of that name.
        """
        classifier = store.listed(name) if name else None
        if name != self.opened:
            self._segmenter = self._usual  # another one may be about other organs
        self.opened = name
        return partial(load, self._device, classifier, segmenter=self._segmenter, threads=self._threads or None)

    def outlining(self, name: str) -> Callable[[], Examiner]:
        """What loads the network in use beside an imported segmenter; beside the usual one for "".

        Raises:
            ModelError: where it cannot be read.
            UsageError: where there is none of that name, or it is no segmenter.
        """
        self._segmenter = str(self._beside(name)) if name else self._usual
        return self.loading(self.opened)

    def _beside(self, name: str) -> Path:
        """The package of a segmenter that outlines beside the network in use; raises as `outlining` does."""
        beside = store.listed(name)
        refuse_classifier(beside)
        return beside

    def load(self) -> Examiner:
        """The networks that are asked now, once more: for what works beside the window."""
        return self.loading(self.opened)()
