"""``xaiviewer evaluate``: how good the networks and their maps are on patients with masks."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xaiviewer.case import AUTOMATIC, Case, Choices, as_told
from xaiviewer.codes import code_of, coded
from xaiviewer.commands.options import networks
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.choices import add_choice_arguments, choices_of
from xaiviewer.commands.options.machines import add_device_argument, available
from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.own_network import (
    add_model_argument,
    add_segmenter_argument,
    model_of,
    segmenter_of,
)
from xaiviewer.commands.options.parser import add_outline_arguments, add_threshold_argument, examples, existing
from xaiviewer.commands.options.progress import Progress, duration
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.evaluation.bootstrap import RESAMPLES
from xaiviewer.evaluation.patients import PatientScores, score_patient
from xaiviewer.evaluation.report import SCHEMA, evaluation_report
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.readers import contents, load_case
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import Names, write_whole
from xaiviewer.records.manifest import as_json, layer_fields
from xaiviewer.records.pages.html_report import html_report
from xaiviewer.records.provenance import versions, weights
from xaiviewer.requests import Analysis, AnalysisSettings, SliceResult

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser

_LONG_S = 60  # from here on the quicker way is told


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder of patients with masks")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="the report as JSON; replaced")
    parser.add_argument("--html", type=Path, metavar="FILE", help="the same to read, one page without anything outside")
    parser.add_argument(
        "--patients",
        type=existing,
        metavar="FILE",
        help="only these: a training run's folds.json, a JSON list of names, or a text file with a name per line",
    )
    parser.add_argument(
        "--fold", type=int, metavar="K", help="only this fold of folds.json, counted from 0 (default: all of them)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: %(default)s)")
    parser.add_argument(
        "--without-maps",
        action="store_true",
        help="judge the networks alone, in about half the time: no agreement of maps with masks",
    )
    add_model_argument(parser)
    add_segmenter_argument(parser)
    add_device_argument(parser)
    add_outline_arguments(parser)
    add_threshold_argument(parser)
    add_choice_arguments(parser)
    parser.epilog = examples(
        ("xaiviewer evaluate patients --output report.json", "every patient below the folder that has masks"),
        ("xaiviewer evaluate patients --model mine --output report.json", "a network of your own"),
        ("xaiviewer evaluate patients --without-maps --output quick.json", "the classifier and the segmenter alone"),
        (
            "xaiviewer evaluate patients --patients runs/classifier/folds.json --fold 0 --output r.json",
            "a fold's alone",
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Evaluate and write the reports."""
    replaceable("the report", arguments.output, arguments.html)
    choices, device = choices_of(arguments), available(arguments.device)
    found = cases_at([arguments.folder])
    if arguments.patients is not None:
        found = restricted(found, wanted_names(arguments.patients, arguments.fold), arguments.patients)
    settings = AnalysisSettings(gate=arguments.gate, outline=arguments.outline, threshold=arguments.threshold)
    if arguments.without_maps:
        settings = replace(settings, methods=())
    with Progress(len(found), "patients") as progress:
        evaluation = evaluate(
            partial(
                networks.load,
                device,
                model_of(arguments),
                segmenter=segmenter_of(arguments),
                threads=arguments.threads,
            ),
            found,
            settings,
            progress,
            choices,
        )
        if evaluation.analysis is None:
            raise UsageError(
                f"No case at {arguments.folder} has a mask and a picture; choose a folder of patients with masks."
            )
        progress.at(len(found), "intervals")
        report = full_report(evaluation, evaluation.analysis, arguments, settings)
    write_whole(arguments.output, as_json(report))
    if arguments.html is not None:
        write_whole(arguments.html, html_report(report).encode("utf-8", "replace"))
    print(_summary(report))
    return 2 if evaluation.failures else 0


@dataclass
class Evaluation:
    """What has been gathered so far.

    Attributes:
        patients: the scores of each.
        analysis: of the last case, without slices; None while no case has a mask.
        skipped: the cases that were left out, and why.
        failures: how many of those could not be read.
        hinted: whether the quicker way was told.
    """

    patients: list[PatientScores] = field(default_factory=list)
    analysis: Analysis | None = None
    skipped: list[dict[str, str]] = field(default_factory=list)
    failures: int = 0
    hinted: bool = False

    def leave_out(self, name: str, reason: str) -> None:
        """Remember a case that is not scored."""
        self.skipped.append({"name": name, "reason": reason, "code": code_of(reason)})


def evaluate(
    load: Callable[[], Analyser],
    found: Sequence[Path],
    settings: AnalysisSettings,
    progress: Progress,
    choices: Choices = AUTOMATIC,
) -> Evaluation:
    """Score every case that has a mask, one after the other; only scores are kept.

    Args:
        load: makes the analyser, once the first case with a mask was read.
        found: paths of cases.
        settings: the methods and the threshold.
        progress: where to report.
        choices: which series and mask of each to take; a case without them is skipped.
    """
    evaluation, names = Evaluation(), Names()
    analyser: Analyser | None = None
    last: Case | None = None
    for number, path in enumerate(found):
        progress.at(number, path.resolve().name)
        try:
            case = load_case(path, choices)
        except XaiViewerError as error:
            progress.say(f"xaiviewer: {coded(error)}")
            evaluation.leave_out(path.resolve().name, str(error))
            evaluation.failures += 1
            continue
        if case.mask is None or not case.mask.drawn.any():
            evaluation.leave_out(case.name, "it has no mask")
            continue
        if not case.indices:
            progress.say(f"xaiviewer: {coded(no_picture(case))}")
            evaluation.leave_out(case.name, no_picture(case))
            continue
        analyser = analyser or load()
        analysis = evaluation.analysis = analyser.start(case, settings)
        results = _told(analyser.slices(case, settings), case, progress, number, evaluation)
        name = names.distinct(case.name)
        rely = partial(analyser.reliance, case, control=True)
        finding = analysis.description.main_class
        told = as_told(case, analysis.description.inputs)
        scored = score_patient(name, told, results, analysis.methods, len(analysis.layers), rely, finding=finding)
        evaluation.patients.append(replace(scored, trained_on=analysis.trained_on))
        last = case
    if analyser is not None and last is not None and not settings.methods:
        slices = sum(len(each.truth) for each in evaluation.patients)
        progress.say(
            f"note: the maps were left out; they would take about {duration(slices * _map_s(analyser, last))} more."
        )
    return evaluation


def _map_s(analyser: Analyser, case: Case) -> float:
    """Seconds that the maps of a slice take: of a second pass, as the first one lays out memory for both."""
    first = next(analyser.slices(case, AnalysisSettings(methods=())))
    started = 0.0
    for _ in range(2):
        started = time.perf_counter()
        next(analyser.slices(case, AnalysisSettings(), judged={first.index: first}))
    return (time.perf_counter() - started) / min(2, len(case))  # two slices go through together


def full_report(
    evaluation: Evaluation, analysis: Analysis, arguments: argparse.Namespace, settings: AnalysisSettings
) -> dict[str, Any]:
    """The report with what made it."""
    chosen = [favourite.method for favourite in analysis.favourites]
    figures = evaluation_report(
        evaluation.patients, analysis.methods, analysis.layers, chosen, seed=arguments.seed, number=RESAMPLES
    )
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        "versions": versions(),
        "models": weights(analysis.models),
        "settings": {
            "classes": list(analysis.classes),
            "finding": analysis.description.main_name,
            "explained_class": analysis.classes[analysis.class_index],
            "methods": list(analysis.methods),
            "threshold": settings.threshold,
            "gate": analysis.gate,
            "outline": analysis.outline,
            "restricted_to": None if arguments.patients is None else arguments.patients.name,
            "fold": arguments.fold if arguments.patients is not None else None,
        },
        "layers": [layer_fields(layer) for layer in analysis.layers],
        **figures,
        "skipped": evaluation.skipped,
    }


def wanted_names(file: Path, fold: int | None = None) -> set[str]:
    """The names that a list of patients holds.

    Raises:
        UsageError: where the file is not such a list, or holds none.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file} cannot be read as a list of patients; give folds.json or one name per line."
        ) from error
    try:
        values = json.loads(text)
    except ValueError:
        values = [line.strip() for line in text.splitlines() if line.strip()]
    if isinstance(values, dict):
        folds = values.get("folds") or []
        if fold is not None and not 0 <= fold < len(folds):
            raise UsageError(f"{file} holds {len(folds)} folds, counted from 0; there is no fold {fold}.")
        values = [name for each in (folds if fold is None else [folds[fold]]) for name in each]
    if not isinstance(values, list) or not values or not all(isinstance(each, str) for each in values):
        raise UsageError(f"{file} holds no names of patients; give folds.json or one name per line.")
    return set(values)


def restricted(found: Iterable[Path], names: set[str], file: Path) -> list[Path]:
    """The cases whose folder or file, or that themselves, have one of the names.

    Raises:
        UsageError: where a name is nowhere: a figure over fewer patients than were asked for would mislead.
    """
    called = {path: _name_of(path, names) for path in found}
    kept = [path for path, name in called.items() if name in names]
    missing = sorted(names - set(called.values()))
    if missing:
        some = ", ".join(missing[:3]) + (", ..." if len(missing) > 3 else "")
        raise UsageError(f"{len(missing)} patients of {file} are not in the folder ({some}); correct the list.")
    return kept


def _name_of(path: Path, names: set[str]) -> str:
    """The name by which a case may be meant: its path's, else, what training calls it by, its own."""
    name = path.resolve().name
    if name in names:
        return name
    try:
        return contents(path).name
    except XaiViewerError:
        return name


def _told(
    results: Iterable[SliceResult], case: Case, progress: Progress, number: int, evaluation: Evaluation
) -> Iterator[SliceResult]:
    """The same results, with progress; once it is clear that this takes long, with the way to be quicker."""
    count = len(case.indices)
    for done, result in enumerate(results):
        progress.at(number + done / count, f"{case.name}, slice {done + 1} of {count}")
        left = progress.left_s
        if result.explained and not evaluation.hinted and left is not None and left > _LONG_S:
            evaluation.hinted = True
            progress.say(f"note: maps of all layers are made, about {duration(left)} more; --without-maps makes none.")
        yield result


def _summary(report: dict[str, Any]) -> str:
    """The figures that matter most, in a few lines."""
    classifier, segmenter = report["classifier"], report["segmenter"]
    shown = {name: classifier[name] for name in ("accuracy", "auroc", "recall", "precision", "ece")}
    shown["dice, mean"] = segmenter["dice_mean"]
    patients, slices = len(report["patients"]), classifier["n"]
    title = f"{patients} patient{'s' * (patients != 1)}, {slices} slice{'s' * (slices != 1)}"
    trained = sum(each["trained_on"] for each in report["patients"])
    doubted = [f"{each['name']}: {each['stand_in']}" for each in report["patients"] if each["stand_in"]]
    return "\n".join(
        [
            title,
            *(f"{name:>12} {_figure(figure)}" for name, figure in shown.items()),
            *doubted,
            *_flattered(trained),
            NOTICE,
        ]
    )


def _flattered(trained: int) -> list[str]:
    """That the figures say little about others, where patients trained the network."""
    return [f"{trained} of these patients trained the network: the figures flatter it."] if trained else []


def _figure(figure: dict[str, float | None]) -> str:
    if figure["value"] is None:
        return "undefined"
    if figure["low"] is None:
        return f"{figure['value']:.3f}"
    return f"{figure['value']:.3f}  (95 % interval {figure['low']:.3f} to {figure['high']:.3f})"
