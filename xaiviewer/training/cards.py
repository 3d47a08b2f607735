"""What a model package says of itself: measured figures in the manifest, and a model card to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xaiviewer.case import METHODS
from xaiviewer.training.figures import Figures


def write_cards(figures: Figures, classifier: Path, segmenter: Path) -> None:
    """Add `figures` to both packages' manifests and write their MODEL_CARD.md; the weights are not touched."""
    main = figures.variants["as acquired"]
    variants = {
        name: {"classifier": report["classifier"], "segmenter": report["segmenter"]}
        for name, report in figures.variants.items()
    }
    manifest = _read(classifier)
    manifest["metrics"] = {"test": main["classifier"], "variants": {n: v["classifier"] for n, v in variants.items()}}
    manifest["metrics"]["reliability"] = main["reliability"]
    manifest["favourites"] = favourites(figures.favourites)
    _write(classifier, manifest)
    if figures.distribution:
        write_distribution(figures.distribution, classifier)
    (classifier / "MODEL_CARD.md").write_text(_classifier_card(manifest, main, variants), encoding="utf-8")
    manifest = _read(segmenter)
    manifest["metrics"] = {"test": main["segmenter"], "variants": {n: v["segmenter"] for n, v in variants.items()}}
    _write(segmenter, manifest)
    (segmenter / "MODEL_CARD.md").write_text(_segmenter_card(manifest, main, variants), encoding="utf-8")


def write_distribution(ranges: Mapping[str, Mapping[str, float]], classifier: Path) -> None:
    """Replace the training patients' statistics in the classifier's manifest; nothing else is touched."""
    _write(classifier, _read(classifier) | {"distribution": ranges})


def favourites(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each layer the method with the highest mean relevance mass inside the mask; Grad-CAM where none has any."""
    masses = {
        method: {layer: scores["mass"]["value"] for layer, scores in layers.items()}
        for method, layers in report["agreement_by_method"].items()
    }
    chosen = []
    for layer in masses["grad-cam"]:
        best = max(METHODS, key=lambda method: masses[method][layer] or 0.0)
        chosen.append(
            {
                "layer": layer,
                "method": best,
                "mass": round(masses[best][layer] or 0.0, 4),
                "grad_cam_mass": round(masses["grad-cam"][layer] or 0.0, 4),
                "patients": len(report["patients"]),
            }
        )
    return chosen


def _read(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def _write(folder: Path, manifest: Mapping[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _figure(value: Mapping[str, Any]) -> str:
    """``0.93 (0.88 to 0.97)``; a dash where it is undefined, no interval where there is one patient."""
    if value["value"] is None:
        return "-"
    if value["low"] is None:
        return f"{value['value']:.3f}"
    return f"{value['value']:.3f} ({value['low']:.3f} to {value['high']:.3f})"


def _variants_table(variants: Mapping[str, Any], task: str, keys: tuple[str, ...]) -> str:
    rows = [f"| patients | {' | '.join(keys)} |", "|---" * (len(keys) + 1) + "|"]
    rows += [f"| {name} | {' | '.join(_figure(v[task][key]) for key in keys)} |" for name, v in variants.items()]
    return "\n".join(rows)


_COMMON = """
## Data and patients

{data}

{patients} Slices of one patient never stand on two sides. Trained for {epochs} epochs with
`{command}`; the recipe stands in the manifest.

All figures with 95 % bootstrap intervals over patients (1,000 draws), measured by `xaiviewer train cards DATA`.

## Use and limits

* Research use, not for diagnosis. Weights: CC BY-NC-SA 4.0, as the published training data.
* Trained on lower-grade glioma in adults before treatment, axial slices, pre-contrast T1, FLAIR and post-contrast T1
  from five hospitals. Other tumours, children, operated brains, other contrasts: not measured.
* Every patient of the data has a tumour. How often healthy people's scans are called tumour was not measured.
* A missing sequence is replaced by FLAIR, as in the published set.
"""


def _common(manifest: Mapping[str, Any], command: str) -> str:
    training = manifest["training"]
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
            "Who stands in which fold says `training.folds` of `manifest.json`."
        )
    split = training["split"]
    return (
        f"{len(split['train'])} patients train, {len(split['validation'])} fit the calibration, {len(split['test'])} "
        "test. Which is which stands in `manifest.json` under `training.split`."
    )


def _classifier_card(manifest: Mapping[str, Any], report: Mapping[str, Any], variants: Mapping[str, Any]) -> str:
    keys = ("accuracy", "balanced_accuracy", "precision", "recall", "f1", "auroc", "log_loss", "fve_multinomial", "ece")
    figures = "\n".join(f"| {key} | {_figure(report['classifier'][key])} |" for key in keys)
    bins = "\n".join(
        f"| {each['low']:.1f} to {each['high']:.1f} | {each['n']} | {_share(each['predicted'])} | "
        f"{_share(each['observed'])} |"
        for each in report["reliability"]
    )
    return f"""# Tumour classifier: ResNet-50

Says for one slice whether it shows a tumour. It learned from the slice's label alone (does the mask hold a pixel?),
never from the mask's shape: only so does comparing its attention with the mask mean anything.

## Figures on {len(report["patients"])} patients that did not train, {report["classifier"]["n"]} slices

| figure | value (95 % interval) |
|---|---|
{figures}

How it carries over:

{_variants_table(variants, "classifier", ("accuracy", "recall", "precision", "auroc"))}

Reliability (calibrated by Platt's method on patients that trained neither the weights nor stand here):

| probability of tumour | slices | mean probability | share with tumour |
|---|---|---|---|
{bins}
{_common(manifest, "xaiviewer train classifier DATA")}* That the weights of the last epoch are kept, not those of the
  best validation score, and an input of 224 pixels, not 256, was settled with both seen on the test patients: the
  figures lean to the optimistic side.
* A slice's probability heeds its neighbours' logits as `calibration.neighbours` of the manifest says; the maps explain
  the slice's own logit.
* It sees one slice at a time. Slices at a tumour's upper and
  lower end, where a few pixels decide the label, are its most frequent errors.
"""


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _segmenter_card(manifest: Mapping[str, Any], report: Mapping[str, Any], variants: Mapping[str, Any]) -> str:
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in report["segmenter"]["dice_per_patient"].items())
    return f"""# Tumour segmenter: ResUNet

Outlines the FLAIR abnormality on one slice. In use it runs on the slices to which the classifier gives a probability of
tumour above {manifest.get("gate", 0.5):g}; the figures below are of the two together, over each patient's whole volume.

## Figures on {len(report["patients"])} patients that did not train

{_variants_table(variants, "segmenter", ("dice_mean", "dice_median"))}

| patient | Dice |
|---|---|
{rows}
{_common(manifest, "xaiviewer train segmenter DATA")}* Two expert readers agree with each other at a Dice of 0.84 on
  such data (Buda et al. 2019).
"""
