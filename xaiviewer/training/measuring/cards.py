"""What a model package says of itself: measured figures as files, and a model card to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xaiviewer.evaluation.maps import CONVENTION as MAPS
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.measured import MEASURED, Measured, read_measured
from xaiviewer.nets.packages.named import training_of
from xaiviewer.requests import KeptAgreement, method_title
from xaiviewer.requests.kept_agreement import AGREEMENT
from xaiviewer.training.measuring.faithful import CONVENTION as FAITHFULNESS
from xaiviewer.training.measuring.favourites import favourites
from xaiviewer.training.measuring.figures import Figures
from xaiviewer.training.package import write_training

_INTERVAL = {"value", "low", "high"}


COMMAND = "xaiviewer train cards DATA"
_NAME = "TCGA-LGG, each patient by a network that did not train on him"


def write_cards(figures: Figures, classifier: Path, segmenter: Path) -> None:
    """Keep `figures` beside both packages' weights and write their MODEL_CARD.md; the weights are not touched."""
    main = figures.variants["as acquired"]
    metrics: dict[str, Any] = {
        "test": main["classifier"],
        "variants": {name: report["classifier"] for name, report in figures.variants.items()},
        "reliability": main["reliability"],
        "reliance": main["reliance"],
        "maps": figures.maps,
        "faithfulness": figures.faithfulness,
        "without_tumour": figures.without_tumour,
    }
    keep_figures(classifier, metrics, figures.distribution or None, favourites(figures.favourites))
    package = _Package.of(classifier)
    (classifier / "MODEL_CARD.md").write_text(_classifier_card(package, figures), encoding="utf-8")
    outlines = {name: report["segmenter"] for name, report in figures.outlines.items()}
    keep_figures(segmenter, {"test": outlines["as acquired"], "variants": outlines})
    package = _Package.of(segmenter)
    (segmenter / "MODEL_CARD.md").write_text(_segmenter_card(package, figures), encoding="utf-8")


def keep_figures(
    folder: Path,
    metrics: Mapping[str, Any],
    ranges: Mapping[str, Mapping[str, float]] | None = None,
    best: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Keep all figures in training.json, and those that a case is shown with in measured.json.

    Args:
        folder: of the package.
        metrics: of the patients "as acquired" under "test", of them changed under "variants".
        ranges: of the training patients' statistics; None for those that are known.
        best: of every layer the method that agreed best, see `favourites`.
    """
    write_training(folder, training_of(folder) | {"metrics": metrics})
    test, known = metrics["test"], _known(folder)
    changed = {
        f"accuracy, {name}": each["accuracy"]
        for name, each in metrics["variants"].items()
        if "accuracy" in each and name != "as acquired"
    }
    figures = {name: each for name, each in test.items() if isinstance(each, Mapping) and set(each) == _INTERVAL}
    _keep(
        folder,
        replace(
            known,
            patients=_count(folder, test),
            slices=int(test.get("n", 0)),
            figures=figures | changed,
            ranges=known.ranges if ranges is None else ranges,
            favourites=tuple(best),
        ),
    )


def _known(folder: Path) -> Measured:
    """What was measured so far of a package's network."""
    described = read_described(opened(folder))
    fitted = described.calibration if described.task == "classification" else None
    return read_measured(folder / MEASURED, described.sha256) or Measured(
        described.sha256, _NAME, 0, 0, COMMAND, calibration=fitted, of_training=True
    )


def _keep(folder: Path, measured: Measured) -> None:
    (folder / MEASURED).write_text(json.dumps(measured.fields(), indent=1) + "\n", encoding="utf-8")


def _count(folder: Path, test: Mapping[str, Any]) -> int:
    """Patients that judged the network: of a cross-validation all."""
    training = training_of(folder)
    if "dice_per_patient" in test:
        return len(test["dice_per_patient"])
    if "folds" in training:
        return sum(len(each) for each in training["folds"]["members"])
    return len(training["split"]["test"])


@dataclass(frozen=True)
class _Package:
    """What a card says of the package itself."""

    described: Described
    training: Mapping[str, Any]

    @classmethod
    def of(cls, folder: Path) -> _Package:
        """Of a folder."""
        return cls(read_described(opened(folder)), training_of(folder))


def _figure(value: Mapping[str, Any]) -> str:
    """``0.93 (0.88 to 0.97)``; a dash where it is undefined, no interval where there is one patient."""
    if value["value"] is None:
        return "-"
    if value["low"] is None:
        return f"{value['value']:.3f}"
    return f"{value['value']:.3f} ({value['low']:.3f} to {value['high']:.3f})"


def _table(first: str, rows: Mapping[str, Mapping[str, Any]], keys: tuple[str, ...]) -> str:
    """A line for each of `rows`, a column for each of its figures `keys`."""
    lines = [f"| {first} | {' | '.join(keys)} |", "|---" * (len(keys) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(_figure(each[key]) for key in keys)} |" for name, each in rows.items()]
    return "\n".join(lines)


_COMMON = """
## Data and patients

{data}

{patients} Slices of one patient never stand on two sides. Trained for {epochs} epochs with
`{command}`; the recipe stands in `training.json`.

All figures with 95 % bootstrap intervals over patients (1,000 draws), measured by `xaiviewer train cards DATA`.

## Use and limits

* Research use, not for diagnosis. Weights: CC BY-NC-SA 4.0, as the published training data.
* Trained on lower-grade glioma in adults before treatment, axial slices, pre-contrast T1, FLAIR and post-contrast T1
  from five hospitals. Other tumours, children, operated brains, other contrasts: not measured.
* Every patient of the data has a tumour. How often healthy people's scans are called tumour was not measured.
* Other diseases that are bright on FLAIR, such as multiple sclerosis, may be called tumour.
* A missing sequence is replaced by FLAIR, as in the published set.
"""


def _common(package: _Package, command: str) -> str:
    training = package.training
    return _COMMON.format(
        data=training["data"], patients=_patients(training), epochs=training["epochs"], command=command
    )


def _patients(training: Mapping[str, Any]) -> str:
    """Who trained the weights and who judged them, in two sentences."""
    if "folds" in training:
        count = len(training["folds"]["members"])
        return (
            f"All {len(training['train'])} patients trained these weights. The figures are of {count} networks trained "
            f"alike, each on the patients of the other folds and judged on its own; so are calibration and thresholds. "
            "Who stands in which fold says `folds` of `training.json`."
        )
    split = training["split"]
    return (
        f"{len(split['train'])} patients train, {len(split['validation'])} fit the calibration, {len(split['test'])} "
        "test. Which is which stands in `training.json` under `split`."
    )


def _classifier_card(package: _Package, figures: Figures) -> str:
    report = figures.variants["as acquired"]
    variants = {name: each["classifier"] for name, each in figures.variants.items()}
    told = "\n".join(f"| {key} | {_figure(report['classifier'][key])} |" for key in _FIGURES)
    bins = "\n".join(
        f"| {each['low']:.1f} to {each['high']:.1f} | {each['n']} | {_share(each['predicted'])} | "
        f"{_share(each['observed'])} |"
        for each in report["reliability"]
    )
    return f"""# Tumour classifier: {_ARCHITECTURES.get(package.described.factory.name, package.described.factory.name)}

Says for one slice whether it shows a tumour. It learned from the slice's label alone (does the mask hold a pixel?),
never from the mask's shape: only so does comparing its attention with the mask mean anything.

## Figures on {len(report["patients"])} patients that did not train, {report["classifier"]["n"]} slices

| figure | value (95 % interval) |
|---|---|
{told}

A slice is called tumour above a probability of {package.described.threshold:.2f}; "at_half": above 0.5.

How it carries over:

{_table("patients", variants, ("accuracy", "recall", "precision", "auroc"))}

Reliability (calibrated by Platt's method on patients that trained neither the weights nor stand here):

| probability of tumour | slices | mean probability | share with tumour |
|---|---|---|---|
{bins}

## Does it look at the lesion?

{_table("map", figures.maps, ("mass", "pointing", "pointing_within_a_cell", "peak_auroc", "mass_with_fall"))}

{MAPS}.

{_beside_nulls(figures.kept)}
## Does the network need the places that the map names?

{_table("order of the pixels", figures.faithfulness, ("deletion", "insertion"))}

Deletion ought to be small and insertion large: {FAITHFULNESS}.

{_reliance(report["reliance"])}
{_without_tumour(figures)}{_common(package, "xaiviewer train classifier DATA")}{_leaning(package.training)}\
* A slice's probability heeds its neighbours'
  logits as `calibration.neighbours` of `model.json` says; the maps explain the slice's own logit.
* It sees one slice at a time. Slices at a tumour's upper and
  lower end, where a few pixels decide the label, are its most frequent errors.
"""


_FIGURES = (
    "accuracy",
    "balanced_accuracy",
    "precision",
    "recall",
    "f1",
    "auroc",
    "accuracy_at_half",
    "precision_at_half",
    "recall_at_half",
    "log_loss",
    "fve_multinomial",
    "ece",
)

_ARCHITECTURES = {"resnet50": "ResNet-50", "evidence-resnet50": "ResNet-50 with local evidence"}


def _leaning(training: Mapping[str, Any]) -> str:
    """What the figures of weights that held patients back owe to luck."""
    if "split" not in training:
        return ""
    return (
        "* That the weights of the last epoch are kept, not those of the best validation score, and an input of 224\n"
        "  pixels, not 256, was settled with both seen on the test patients: the figures lean to the optimistic side.\n"
    )


def _beside_nulls(kept: KeptAgreement | None) -> str:
    """How far maps leave behind what knows nothing, of the layers where one does; that it was not measured."""
    head = "## Do they agree more than what knows nothing of the lesion?\n"
    if kept is None:
        return f"{head}\nNot measured: {AGREEMENT} does not stand beside these weights.\n"
    survivors = [each for each in kept.layers.values() if each.survives]
    rows = [
        f"| {each.layer} | {method_title(each.method)} | {each.observed:.3f} | {each.null} | "
        f"{each.difference:+.3f} ({each.low:+.3f} to {each.high:+.3f}) |"
        for each in survivors
    ]
    table = ["| layer | method | mass | strongest null | above it (95 % interval) |", "|---|---|---|---|---|", *rows]
    on = f"{kept.reference.patients} patients of {kept.reference.name}"
    told = f"In {len(survivors)} of {len(kept.layers)} layers, on {on}."
    return "\n".join([head, told, *(["", *table] if rows else []), ""])


def _reliance(found: Mapping[str, Any]) -> str:
    """What becomes of the decisions without the lesion, in a sentence."""
    return (
        f"With the lesion filled in, {_figure(found['flip_rate'])} of {found['n']} slices called tumour are not called "
        f"so any more, and the probability falls by {_figure(found['mean_drop'])}; with its mirror image filled in, "
        f"{_figure(found['control_flip_rate'])} of {found['n_control']}, by {_figure(found['control_mean_drop'])}."
    )


def _without_tumour(figures: Figures) -> str:
    """How often cases without a tumour are called so; nothing where none was looked at."""
    if not figures.without_tumour:
        return ""
    rows = [f"| {name} | {slices} | {called} |" for name, (slices, called) in figures.without_tumour.items()]
    return "\n".join(
        ["", "## Cases without a tumour", "", "| case | slices | called tumour |", "|---|---|---|", *rows, ""]
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def gated(gate: float | None) -> str:
    """Which slices are outlined."""
    if gate is None:
        return "that the classifier calls tumour"
    return f"whose probability of tumour is above {gate:g}"


def _segmenter_card(package: _Package, figures: Figures) -> str:
    found = {name: report["segmenter"] for name, report in figures.outlines.items()}
    patients = found["as acquired"]["dice_per_patient"]
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in patients.items())
    return f"""# Tumour segmenter: ResUNet

Outlines the FLAIR abnormality on one slice. In use it runs on the slices {gated(package.described.gate)}; the figures
below are of the two together, over each patient's whole volume.

## Figures on {len(patients)} patients that trained neither

{_table("patients", found, ("dice_mean", "dice_median"))}

| patient | Dice |
|---|---|
{rows}
{_common(package, "xaiviewer train segmenter DATA")}* Two expert readers agree with each other at a Dice of 0.84 on
  such data (Buda et al. 2019).
"""
