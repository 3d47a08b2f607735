"""The evaluation report as one page to read: no script, nothing loaded from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from xaiviewer.case import METHODS, SCORES
from xaiviewer.records import NOTICE
from xaiviewer.records.html_style import STYLE
from xaiviewer.records.svg import agreement_curve, dice_bars, reliability_curve

_NAMES = {
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
_LAYERS_LEAD = (
    "Means by the method favoured for each layer, over the slices where the score is defined; the last column is their "
    "share. It is undefined, for example, where a layer holds no positive evidence"
)
_RELIANCE = {"flip_rate": "share no longer called tumour", "mean_drop": "mean fall of the probability"}
_TILES = ("accuracy", "auroc", "recall", "precision", "ece")


def html_report(report: Mapping[str, Any]) -> str:
    """The page for what `evaluation.report.evaluation_report` and the command put together; everything is escaped."""
    patients, classifier = report["patients"], report["classifier"]
    told = f"{len(patients)} patients · {classifier['n']} slices"
    if report["settings"]["restricted_to"]:
        fold = report["settings"]["fold"]
        which = "the patients" if fold is None else f"fold {fold}"
        told += f" · {which} of {report['settings']['restricted_to']}"
    sections = [
        _tiles(report),
        *_stand_ins(report),
        _section("Classifier", "Does the slice show a tumour?", _classifier(report)),
        _section("Segmenter", report["conventions"]["dice_per_patient"], dice_bars(_dice(report))),
        _section("Reliance on the lesion", report["conventions"]["reliance"], _reliance(report)),
        *_agreement(report),
        _section("How this was measured", "", _provenance(report)),
    ]
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>xaiviewer evaluation</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f'<p class="notice">{escape(NOTICE)}</p><main><header><h1>Evaluation</h1><p>{escape(told)}</p></header>'
        f"{''.join(sections)}</main><footer>xaiviewer {escape(report['versions']['xaiviewer'])} · {escape(NOTICE)}"
        "</footer></body></html>\n"
    )


def _agreement(report: Mapping[str, Any]) -> list[str]:
    """The sections on the maps; none where none were made."""
    if not report["agreement_by_method"]:
        return []
    cut = f"IoU and Dice count the cells from {100 * report['settings']['threshold']:.0f} % of a map's maximum"
    lead = f"{report['conventions']['agreement']}; {cut}"
    return [
        _section("Agreement of the maps with the clinicians' masks", lead, _curves(report)),
        _section("Every layer", _LAYERS_LEAD, _layers(report)),
    ]


def _section(title: str, lead: str, content: str) -> str:
    lead = f'<p class="lead">{escape(lead[:1].upper() + lead[1:])}.</p>' if lead else ""
    return f"<section><h2>{escape(title)}</h2>{lead.replace('?.', '?')}{content}</section>"


def _tiles(report: Mapping[str, Any]) -> str:
    """The figures that matter most."""
    figures = [(_NAMES[name], report["classifier"][name]) for name in _TILES]
    figures.append(("Dice, mean over patients", report["segmenter"]["dice_mean"]))
    tiles = "".join(
        f'<div class="tile"><span>{escape(name)}</span><strong>{_number(figure["value"])}</strong>'
        f"<small>{_interval(figure)}</small></div>"
        for name, figure in figures
    )
    return f'<div class="tiles">{tiles}</div><p class="lead">{escape(_sentence(report))}</p>'


def _sentence(report: Mapping[str, Any]) -> str:
    told = report["conventions"]["interval"]
    return f"Beside each figure: {told}."


def _stand_ins(report: Mapping[str, Any]) -> list[str]:
    """The patients whose figures rest on another sequence, with these figures; no section where there is none."""
    rows = [
        (each["name"], _number(each["accuracy"]), _number(each["dice"]), each["stand_in"])
        for each in report["patients"]
        if each["stand_in"]
    ]
    if not rows:
        return []
    lead = f"The figures hold {len(rows)} of {len(report['patients'])} patients that were judged on another sequence"
    return [
        _section("Patients without a recognised sequence", lead, _table(("Patient", "Accuracy", "Dice", "Why"), rows))
    ]


def _classifier(report: Mapping[str, Any]) -> str:
    figures = _table(
        ("Figure", "Value", "95 % interval"),
        [
            (name, _number(report["classifier"][key]["value"]), _interval(report["classifier"][key]))
            for key, name in _NAMES.items()
        ],
    )
    counts = report["classifier"]["confusion"]
    confusion = _table(
        ("Slices", "called no tumour", "called tumour"),
        [
            ("no tumour", str(counts["true_negative"]), str(counts["false_positive"])),
            ("tumour", str(counts["false_negative"]), str(counts["true_positive"])),
        ],
    )
    curve = f"<figure>{reliability_curve(report['reliability'])}<figcaption>Reliability. On the dashed line, what is "
    curve += "predicted is what is observed; the bars count slices.</figcaption></figure>"
    return f'<div class="columns">{curve}<div>{figures}{confusion}</div></div>'


def _reliance(report: Mapping[str, Any]) -> str:
    """Lesion and mirror image side by side."""
    found = report["reliance"]
    rows = [
        (
            what,
            str(found[count]),
            *(f"{_number(found[key + name]['value'])} ({_interval(found[key + name])})" for name in _RELIANCE),
        )
        for what, count, key in (("the lesion", "n", ""), ("its mirror image", "n_control", "control_"))
    ]
    return _table(("Filled in", "Slices", *_RELIANCE.values()), rows)


def _dice(report: Mapping[str, Any]) -> Mapping[str, float]:
    values: Mapping[str, float] = report["segmenter"]["dice_per_patient"]
    return values


def _curves(report: Mapping[str, Any]) -> str:
    """Relevance mass large, the other scores small."""
    figures = []
    for score, name in SCORES.items():
        if score == "iou":  # follows from Dice; the table has it
            continue
        size = (1080, 340) if score == "mass" else (530, 240)
        curve = agreement_curve(
            report["layers"],
            _of_score(report["agreement"], report["layers"], score),
            {key: _of_score(each, report["layers"], score) for key, each in report["agreement_by_method"].items()},
            f"{name} over the layers",
            size,
        )
        figures.append(f"<figure><figcaption>{escape(name[:1].upper() + name[1:])}</figcaption>{curve}</figure>")
    legend = (
        '<p class="legend"><i class="key"></i> the method favoured for each layer, with its interval '
        '<i class="key thin"></i> each method alone: '
        + escape(", ".join(METHODS[key] for key in report["agreement_by_method"]))
    )
    return f'{figures[0]}{legend}</p><div class="grid2">{"".join(figures[1:])}</div>'


def _of_score(
    agreement: Mapping[str, Any], layers: Sequence[Mapping[str, Any]], score: str
) -> list[Mapping[str, float | None]]:
    return [agreement[layer["name"]][score] for layer in layers]


def _layers(report: Mapping[str, Any]) -> str:
    head = ("Layer", "Keras", "Grid", "Method", *SCORES.values(), "defined")
    rows = []
    for layer in report["layers"]:
        name = layer["name"]
        scores = [_number(report["agreement"][name][score]["value"]) for score in SCORES]
        defined = f"{100 * report['agreement_defined'][name]['mass']:.0f} %"
        grid = f"{layer['grid'][0]} × {layer['grid'][1]}"
        method = METHODS[report["agreement_method"][name]]
        rows.append((name, layer["keras_name"], grid, method, *scores, defined))
    return f"<details><summary>{len(rows)} layers</summary>{_table(head, rows)}</details>"


def _provenance(report: Mapping[str, Any]) -> str:
    weights = _table(
        ("Network", "Architecture", "SHA-256 of the weights"),
        [(each["name"], each["architecture"], each["sha256"]) for each in report["models"].values()],
    )
    versions = _table(("Program", "Version"), report["versions"].items())
    conventions = "".join(
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(told)}</dd>"
        for name, told in report["conventions"].items()
    )
    drawn = report["bootstrap"]
    conventions += f"<dt>bootstrap</dt><dd>{drawn['resamples']} resamples, seed {drawn['seed']}</dd>"
    skipped = ""
    if report["skipped"]:
        skipped = "<h3>Left out</h3>" + _table(
            ("Case", "Why"), [(each["name"], each["reason"]) for each in report["skipped"]]
        )
    return f'{weights}<div class="columns"><dl>{conventions}</dl>{versions}</div>{skipped}'


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f"<th>{escape(each)}</th>" for each in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(figure: Mapping[str, float | None]) -> str:
    low, high = figure["low"], figure["high"]
    return "no interval" if low is None or high is None else f"{low:.3f} to {high:.3f}"
