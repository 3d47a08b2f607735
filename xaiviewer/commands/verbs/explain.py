"""``xaiviewer explain``: every layer's maps of every slice, as files."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from xaiviewer.case import Case, Choices
from xaiviewer.codes import coded
from xaiviewer.commands.options import networks
from xaiviewer.commands.options.appearance import add_appearance_arguments, appearance_of
from xaiviewer.commands.options.cases import Names, cases_at
from xaiviewer.commands.options.choices import EXAMPLE, add_choice_arguments, choices_of
from xaiviewer.commands.options.explaining import Tell, case_settings, class_index, settings_fields
from xaiviewer.commands.options.methods import AUTO, add_method_arguments, method_list, question_of
from xaiviewer.commands.options.parser import add_outline_arguments, add_threshold_argument, examples
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.verbs.explain_asked import write_answers
from xaiviewer.errors import ReadError, UsageError, XaiViewerError
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.readers import load_case
from xaiviewer.records import NOTICE
from xaiviewer.records.acquired import acquired_grid, save_as_acquired
from xaiviewer.records.export import ExplainedCase, export_case
from xaiviewer.records.folders import folder_name, refuse_existing, replacing
from xaiviewer.requests import ONE_PASS_METHODS, Analysis, AnalysisSettings, LayerMaps

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a patient's folder, or a folder of them")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="each case gets a folder in DIR")
    add_method_arguments(parser)
    parser.add_argument(
        "--layers",
        default="all",
        metavar="all|NAME,...",
        help="their names, or Keras's. With names, only these are written, and every slice gets a picture of "
        "each; with all, every slice gets one picture, of the layer that agreed best (default: all)",
    )
    parser.add_argument(
        "--class",
        dest="wanted_class",
        metavar="C",
        help="name or number of the explained class (default: the network's finding)",
    )
    parser.add_argument("--segment-all", action="store_true", help="outline every slice, whatever the gate")
    add_outline_arguments(parser)
    add_threshold_argument(parser)
    parser.add_argument(
        "--nifti",
        action="store_true",
        help="also write the layers named by --layers, and the segmentation, as NIfTI on the grid on which the main "
        "sequence was acquired; for cases whose files say where their voxels lie",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the folders of cases that this program wrote to DIR before"
    )
    add_choice_arguments(parser)
    add_appearance_arguments(parser)
    parser.epilog = examples(
        ("xaiviewer explain patients/TCGA_CS_4942 --output maps", "every layer of one patient"),
        ("xaiviewer explain patients --output maps --method layer-cam", "every patient, by one method"),
        (f"xaiviewer explain study.zip --output maps --sequences {EXAMPLE}", "two series of a DICOM study"),
        ("xaiviewer explain brats --output maps --layers layer3.0.relu_2 --nifti", "a layer's maps as a volume"),
        ("xaiviewer explain slice_7.tif --output maps --layers layer4.2.relu_2,layer3.0.relu_2", "two layers"),
        (
            "xaiviewer explain patients --output maps --method occlusion --set occlusion.patch=32 --slices 12-14",
            "another method, of three slices",
        ),
    ) + (
        f"\n\n{method_list()}\n\n"
        "DIR/<case>/ receives manifest.json, maps.npz (one array per layer: slice, row, column), overlays/ (one\n"
        "picture per slice and named layer) and contact-sheet.png (every layer of the slice with the largest mask);\n"
        "with --nifti also maps/<method>/<layer>.nii.gz and segmentation.nii.gz. A method that gives no map per layer\n"
        "writes <method>.npz in place of maps.npz, and a picture of every slice that was asked for."
    )


def run(arguments: argparse.Namespace) -> int:
    """Explain and write every case; a case that fails does not keep the others from being written."""
    choices = choices_of(arguments)
    asked = question_of(arguments)
    if arguments.nifti and arguments.layers == "all":
        raise UsageError("--nifti writes the layers that --layers names; name some of them, such as layer4.2.relu_2.")
    found = cases_at(arguments.paths)
    if arguments.output.exists() and not arguments.output.is_dir():
        raise UsageError(f"{arguments.output} is a file; name a folder for the output.")
    for path in found:  # said now, not after hours of work
        refuse_existing(arguments.output / folder_name(path.resolve().name), overwrite=arguments.overwrite)
    analyser: Analyser | None = None
    names, failures = Names(), 0
    with Progress(len(found), "cases") as progress:
        for number, path in enumerate(found):
            progress.at(number, "reading")
            try:
                case = _loaded(path, choices, alone=len(found) == 1, nifti=arguments.nifti)
                target = arguments.output / folder_name(names.distinct(case.name))
                refuse_existing(target, overwrite=arguments.overwrite)
                _refuse_own_images(case, target)
                analyser = analyser or networks.load()
                tell = partial(_tell, progress, number)
                if asked is None:
                    notices = _explain(analyser, case, target, arguments, tell)
                else:
                    notices = write_answers(analyser, case, asked, target, arguments, tell)
            except XaiViewerError as error:
                if len(found) == 1 or isinstance(error, UsageError):
                    raise
                progress.say(f"xaiviewer: {coded(error)}")
                failures += 1
                continue
            for notice in notices:
                progress.say(f"note: {coded(notice)}")
            progress.say(f"{target}")
    print(f"{len(found) - failures} of {len(found)} cases written to {arguments.output}. {NOTICE}")
    return 2 if failures else 0


def _explain(
    analyser: Analyser, case: Case, target: Path, arguments: argparse.Namespace, tell: Tell
) -> tuple[str, ...]:
    """Analyse one case, write its folder, and return what the reader should know of it.

    Raises:
        ReadError: where the case holds no picture.
    """
    if not case.indices:
        raise ReadError(no_picture(case))
    asked = case_settings(arguments)
    analysis = analyser.start(case, asked)
    index = class_index(analysis.description, arguments.wanted_class)
    chosen = chosen_methods(analysis, arguments.layers, arguments.method)
    methods = tuple(method for method in ONE_PASS_METHODS if method in chosen.values())
    explained = explain(analyser, case, replace(asked, class_index=index, methods=methods), chosen, tell)
    appearance = appearance_of(arguments).settled(case)
    pictured = [analysis.opening_layer(list(chosen))] if arguments.layers == "all" else list(chosen)
    with replacing(target, overwrite=arguments.overwrite) as folder:
        export_case(
            explained,
            folder,
            pictured=pictured,
            appearance=appearance,
            settings=settings_fields(explained.analysis, arguments, appearance),
            fused=arguments.fuse is not None,
            progress=lambda what: tell(0.95, f"writing {what}"),
        )
        if arguments.nifti:
            save_as_acquired(explained, folder, progress=lambda what: tell(0.98, f"writing {what}"))
    return (*case.notices, *analysis.notices)


def _loaded(path: Path, choices: Choices, *, alone: bool, nifti: bool) -> Case:
    """The case with the chosen series; beside others, one that lacks them, or what NIfTI needs, is only left out."""
    try:
        case = load_case(path, choices)
        if nifti:
            acquired_grid(case)
    except UsageError as error:
        if alone:
            raise
        raise XaiViewerError(str(error)) from error
    return case


def _refuse_own_images(case: Case, target: Path) -> None:
    """Raise UsageError where the folder to write is the one that the case was read from, or one above it."""
    place = target.resolve()
    if place in (case.source.resolve(), *case.source.resolve().parents):
        raise UsageError(f"{target} holds the images of {case.name} themselves; name another folder for the output.")


def explain(
    analyser: Analyser, case: Case, settings: AnalysisSettings, chosen: Mapping[int, str], tell: Tell
) -> ExplainedCase:
    """Analyse every slice and keep of its maps only the chosen ones; those of slices without a picture stay 0."""
    analysis = analyser.start(case, settings)
    maps = {layer: np.zeros((len(case), *analysis.layers[layer].grid), dtype=np.float32) for layer in chosen}
    count = len(case.indices)
    for done, result in enumerate(analyser.slices(case, settings)):
        tell(0.9 * done / count, f"slice {done + 1} of {count}")
        made = {request.method: each for request, each in result.explanations.items() if isinstance(each, LayerMaps)}
        for layer, method in chosen.items():
            maps[layer][result.index] = made[method].maps[layer]
        analysis = analysis.with_slice(replace(result, explanations={}))
    analysis = analysis.with_reliance(analyser.reliance(case, analysis.slices))
    return ExplainedCase(case, analysis, chosen, maps)


def chosen_methods(analysis: Analysis, layers: str, method: str) -> dict[int, str]:
    """The layers that are exported, from the input to the output, and the method of each.

    Raises:
        UsageError: for a layer that the network does not have.
    """
    if layers == "all":
        indices = list(range(len(analysis.layers)))
    else:
        indices = sorted({analysis.description.layer_index(name.strip()) for name in layers.split(",")})
    return {index: analysis.favourites[index].method if method == AUTO else method for index in indices}


def _tell(progress: Progress, number: int, share_done: float, doing: str) -> None:
    progress.at(number + share_done, doing)
