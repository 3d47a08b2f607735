"""The evaluation report as one page to read: no script, nothing loaded from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xaiviewer.records import NOTICE
from xaiviewer.records.pages.html_page import PAGE
from xaiviewer.records.pages.html_style import STYLE
from xaiviewer.records.pages.making import engine, interval, number
from xaiviewer.records.pictures.svg import agreement_curve, dice_bars, reliability_curve
from xaiviewer.requests import MEASURES, METHODS

FIGURE_NAMES = {
    "accuracy": "Accuracy",
    "balanced_accuracy": "Balanced accuracy",
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
    "accuracy_at_half": "Accuracy at 0.5",
    "precision_at_half": "Precision at 0.5",
    "recall_at_half": "Recall at 0.5",
    "auroc": "AUROC",
    "log_loss": "Log loss (nats)",
    "fve_multinomial": "Deviance explained",
    "ece": "Expected calibration error",
}
"""How a figure of a classifier is called where people read it."""
_RELIANCE = {"flip_rate": "share no longer called so", "mean_drop": "mean fall of the probability"}
_TILES = ("accuracy", "auroc", "recall", "precision", "ece")


def html_report(report: Mapping[str, Any]) -> str:
    """The page for what `evaluation.report.evaluation_report` and the command put together; everything is escaped."""
    classifier, counts = report["classifier"], report["classifier"]["confusion"]
    finding, negative = _classes(report["settings"])
    page = engine().from_string(PAGE)
    return page.render(
        report=report,
        style=STYLE,
        notice=NOTICE,
        told=_told(report),
        tiles=[
            *((FIGURE_NAMES[name], classifier[name]) for name in _TILES),
            ("Dice, mean over patients", report["segmenter"]["dice_mean"]),
        ],
        stand_ins=[
            (each["name"], number(each["accuracy"]), number(each["dice"]), each["stand_in"])
            for each in report["patients"]
            if each["stand_in"]
        ],
        figures=[
            (name, number(classifier[key]["value"]), interval(classifier[key])) for key, name in FIGURE_NAMES.items()
        ],
        confusion=[
            (negative, counts["true_negative"], counts["false_positive"]),
            (finding, counts["false_negative"], counts["true_positive"]),
        ],
        confusion_head=("Slices", f"called {negative}", f"called {finding}"),
        finding=finding,
        reliability=reliability_curve(report["reliability"], finding),
        dice=dice_bars(report["segmenter"]["dice_per_patient"]),
        reliance_head=("Filled in", "Slices", *_RELIANCE.values()),
        reliance=_reliance(report["reliance"]),
        curves=_curves(report),
        methods=[METHODS[key].title for key in report["agreement_by_method"]],
        layers_head=(*_LAYER, *(each.title for each in MEASURES.values()), "defined", "p"),
        layers=_layers(report) if report["agreement_by_method"] else (),
        networks=[(each["name"], each["architecture"], each["sha256"]) for each in report["models"].values()],
        skipped=[(each["name"], each["reason"]) for each in report["skipped"]],
    )


_LAYER = ("Layer", "Also called", "Grid", "Method")


def _classes(settings: Mapping[str, Any]) -> tuple[str, str]:
    """Names of the finding and of its opposite."""
    finding = settings["finding"]
    others = [name for name in settings["classes"] if name != finding]
    return finding, others[0] if len(others) == 1 else f"not {finding}"


def _told(report: Mapping[str, Any]) -> str:
    told = f"{len(report['patients'])} patients · {report['classifier']['n']} slices"
    if report["settings"]["restricted_to"]:
        fold = report["settings"]["fold"]
        which = "the patients" if fold is None else f"fold {fold}"
        told += f" · {which} of {report['settings']['restricted_to']}"
    return told


def _reliance(found: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Lesion and mirror image, one below the other."""
    return [
        (
            what,
            str(found[count]),
            *(f"{number(found[key + name]['value'])} ({interval(found[key + name])})" for name in _RELIANCE),
        )
        for what, count, key in (("the lesion", "n", ""), ("its mirror image", "n_control", "control_"))
    ]


def _curves(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The scores by name with their curves over the layers, relevance mass first and large; none without maps."""
    by_method, layers = report["agreement_by_method"], report["layers"]
    return [
        (
            measure.title,
            agreement_curve(
                layers,
                [report["agreement"][layer["name"]][score] for layer in layers],
                {key: [each[layer["name"]][score] for layer in layers] for key, each in by_method.items()},
                f"{measure.title} over the layers",
                (1080, 340) if score == "mass" else (530, 240),
            ),
        )
        for score, measure in MEASURES.items()
        if by_method and score != "iou"  # IoU follows from Dice; the table has it
    ]


def _layers(report: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [
        (
            layer["name"],
            ", ".join(layer["other_names"].values()),
            f"{layer['grid'][0]} × {layer['grid'][1]}",
            METHODS[report["agreement_method"][layer["name"]]].title,
            *(number(report["agreement"][layer["name"]][score]["value"]) for score in MEASURES),
            f"{100 * report['agreement_defined'][layer['name']]['mass']:.0f} %",
            "not measured",
        )
        for layer in report["layers"]
    ]
