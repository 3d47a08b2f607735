"""What is asked of every case of a cohort: frozen values that can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from xaiviewer.case import AUTOMATIC, Choices
from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.errors import UsageError
from xaiviewer.requests import Analysis, AnalysisSettings, ModelDescription, Request, Value, method_of

AUTO = "auto"
"""In place of a method's key: for every layer its favourite, see `requests.Favourite`."""


@dataclass(frozen=True)
class Question:
    """A method that is asked for slice by slice.

    Attributes:
        method: its key.
        parameters: those that were set, by name.
        seed: of a random method; None for its default.
    """

    method: str
    parameters: Mapping[str, Value]
    seed: Value | None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is asked of every case, and how it is written.

    Attributes:
        with_slices: methods that come with every slice, `AUTO` first; the first of them makes the chosen layers' maps,
            maps.npz.
        questions: methods that are asked for slice by slice.
        slices: of `questions`: which, counted from 0; None for all.
        layers: names of the layers that are written; None for all.
        wanted_class: name or number of the explained class; None for the network's finding.
        settings: what the options say about the analysis of a case; the class and the methods are settled once it is
            known.
        appearance: how maps are drawn.
        polarity_chosen: whether the appearance's polarity was asked for; else a signed method's maps are drawn signed.
        fuse: how all written layers are drawn as one, too; None where they are not.
        sheets: whether the slices stand on contact sheets, too: under each pictured layer, and clinician against model.
        nifti: whether maps, regions and the segmentation are written as NIfTI.
        choices: which series and which mask are taken.
        nulls: whether the chosen layers' maps are held against what knows nothing.
        faithfulness: keys of `requests.faithfulness.REMOVALS`: by which it is asked whether the places that maps mark
            matter to the network.
        seed: of what is random in that.
        random_networks: of these nulls, how many networks with random weights.
        permuted: the package of one that was trained on permuted labels; None for none.
        also: packages of other trainings that the chosen layers' maps are held against.
    """

    with_slices: tuple[str, ...] = (AUTO,)
    questions: tuple[Question, ...] = ()
    slices: tuple[int, ...] | None = None
    layers: tuple[str, ...] | None = None
    wanted_class: str | None = None
    settings: AnalysisSettings = field(default_factory=AnalysisSettings)
    appearance: Appearance = field(default_factory=Appearance)
    polarity_chosen: bool = False
    fuse: str | None = None
    sheets: bool = False
    nifti: bool = False
    choices: Choices = AUTOMATIC
    nulls: bool = False
    faithfulness: tuple[str, ...] = ()
    seed: int = 0
    random_networks: int = 0
    permuted: Path | None = None
    also: tuple[Path, ...] = ()

    @property
    def methods(self) -> tuple[str, ...]:
        """Everything that is asked, as it is typed."""
        return (*self.with_slices, *(each.method for each in self.questions))

    def polarity_of(self, request: Request) -> Polarity:
        """Which signs of what is asked are drawn: both where it tells them apart, unless another was asked for."""
        if self.polarity_chosen:
            return self.appearance.polarity
        if request.tells_sizes:
            return "absolute"
        return "signed" if method_of(request.method).signed else "positive"

    def class_index(self, description: ModelDescription) -> int:
        """The class that is meant.

        Raises:
            UsageError: where there is none.
        """
        classes, wanted = description.classes, self.wanted_class
        if wanted is None:
            return description.main_class
        if wanted in classes:
            return list(classes).index(wanted)
        if wanted.isdecimal() and int(wanted) < len(classes):
            return int(wanted)
        known = ", ".join(f"{number} or “{name}”" for number, name in enumerate(classes))
        raise UsageError(f"There is no class “{wanted}”; choose {known}.")

    def fields(self, analysis: Analysis, appearance: Appearance) -> dict[str, Any]:
        """What the command was asked, for the manifest."""
        return {
            "method": ",".join(self.methods),
            "layers": "all" if self.layers is None else ",".join(self.layers),
            "class": analysis.classes[analysis.class_index],
            "threshold": self.settings.threshold,
            "segment_all": self.settings.segment_all,
            "gate": analysis.gate,
            "outline": analysis.outline,
            "nulls": self.nulls,
            "faithfulness": list(self.faithfulness),
            "random_networks": self.random_networks,
            "pictures": {**asdict(appearance), "fuse": self.fuse},
        }


@dataclass(frozen=True)
class Computing:
    """By what it is computed.

    Attributes:
        device: "auto", "cpu", "cuda" or "mps".
        threads: of one network's pass; None for as many as torch takes.
        models: the folder of model packages; None for the one of the program that computes.
        weights: SHA-256 of the weights that must lie there, by package; empty where any will do.
        classifier: the package of another classifier than the one there.
        segmenter: beside it, see `analysis.loading.load_analyser`.
    """

    device: str = "auto"
    threads: int | None = None
    models: Path | None = None
    weights: tuple[tuple[str, str], ...] = ()
    classifier: Path | None = None
    segmenter: str = ""
