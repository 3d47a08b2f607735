"""What the window needs to import networks and to load them; the composition root injects the real ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from xaiviewer.case import Case
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.preview import Preview
from xaiviewer.nets.packages.description import Described, Trained
from xaiviewer.review.protocols import AnalyserFactory


class Offered(Protocol):
    """A network that weights can be; see `nets.imports.recognising.Offer`."""

    @property
    def known_as(self) -> str:
        """Library and network."""

    @property
    def classes(self) -> int:
        """How many."""

    @property
    def channels(self) -> int:
        """How many."""

    @property
    def size(self) -> int | tuple[int, int]:
        """Side of the input that it was taught on, as far as can be known."""

    @property
    def mean(self) -> tuple[float, ...]:
        """Per channel, where that is known."""

    @property
    def std(self) -> tuple[float, ...]:
        """Per channel, where that is known."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of the classes, where these are known."""

    @property
    def dimensions(self) -> int:
        """2, or 3 of volumes."""

    @property
    def task(self) -> str:
        """What it does: "classification" or "segmentation"."""

    @property
    def output(self) -> str | None:
        """What its logits mean, where the file says that."""

    @property
    def preprocessing(self) -> str:
        """The mode of Keras's preprocess_input that its mean and deviation stand for; "" for none."""


class Importing(Protocol):
    """What lies at a path, on its way into the program; see `analysis.own_network.Importing`."""

    @property
    def name(self) -> str:
        """By which it would be kept."""

    @property
    def licence(self) -> str:
        """As far as that is said."""

    @property
    def offers(self) -> Sequence[Offered]:
        """What it can be; nothing of a package."""

    @property
    def described(self) -> Described | None:
        """What a package says of itself."""

    def preview(self, offer: int, answers: Answers, case: Case | None) -> Preview:
        """What it says of a few slices, or of a volume; XaiViewerError with a sentence where it cannot."""

    def add(self, offer: int, answers: Answers) -> str:
        """Import it; its name. XaiViewerError with a sentence where it is refused."""


class OwnNetworks(Protocol):
    """Imports networks and loads them; see `commands.options.own_networks`."""

    @property
    def opened(self) -> str:
        """Name of the network that the window begins with, or its path; "" for the program's own."""

    @property
    def gone(self) -> str:
        """Name of the one that was chosen before and is there no longer; "" for none."""

    @property
    def outliner(self) -> str:
        """Name of the imported segmenter that the window begins with; "" for the usual one."""

    @property
    def lost(self) -> str:
        """Name of the one that was chosen before and cannot outline any longer; "" for none."""

    def look_at(self, path: Path) -> Importing:
        """What lies at a path; XaiViewerError with a sentence where it is refused."""

    def trained_at(self, source: Path, cancelled: Callable[[], bool]) -> Trained:
        """The patients of a list or folder, as salted hashes; XaiViewerError with a sentence where it is neither."""

    def loading(self, name: str) -> AnalyserFactory:
        """What loads an imported network, or the program's own for ""; XaiViewerError where it is gone."""

    def outlining(self, name: str) -> AnalyserFactory:
        """The same of the network in use, beside an imported segmenter; "" for the usual one."""


class Choosing(Protocol):
    """Which network is asked; see `ui.networks.choosing.Networks`."""

    changed: SignalInstance
    opened: str
    outliner: str

    def names(self) -> tuple[str, ...]:
        """What can be chosen."""

    def title(self, name: str) -> str:
        """What one is called."""

    def use(self, name: str) -> None:
        """Ask this one from now on; a segmenter outlines beside the one that is asked."""

    def outline(self, name: str) -> None:
        """Have this segmenter outline; the usual one for ""."""

    def compare(self, name: str) -> None:
        """Lay this one's maps beside those of the one that is asked."""

    def remove(self, name: str) -> None:
        """Delete one."""

    def add(self) -> None:
        """Ask for one to be added."""
