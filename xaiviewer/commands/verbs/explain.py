"""``xaiviewer explain``: what any methods say about cases, as files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer import paths
from xaiviewer.cohort.job import weights_in
from xaiviewer.cohort.machines import Machines, machines, threads_of_each
from xaiviewer.cohort.plan import Computing, Plan
from xaiviewer.commands.options.appearance import add_appearance_arguments, appearance_of
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.choices import EXAMPLE, add_choice_arguments, choices_of
from xaiviewer.commands.options.faithfulness import add_faithfulness_argument
from xaiviewer.commands.options.machines import add_device_argument, add_machine_arguments, available
from xaiviewer.commands.options.methods import add_method_arguments, method_list, questions_of, with_slices_of
from xaiviewer.commands.options.other_networks import add_network_arguments, refuse_networks
from xaiviewer.commands.options.own_network import (
    add_model_argument,
    add_segmenter_argument,
    model_of,
    refuse_methods,
    segmenter_of,
)
from xaiviewer.commands.options.parser import add_outline_arguments, add_threshold_argument, examples
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.verbs.explain_cases import Written, at_once, one_after_the_other
from xaiviewer.errors import UsageError
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import folder_name, refuse_existing
from xaiviewer.records.shares import SUFFIXES, together, write_summary
from xaiviewer.records.unfinished import clear
from xaiviewer.requests import METHODS, AnalysisSettings, Answers
from xaiviewer.requests.badges import NOT_MEASURED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a patient's folder, or a folder of them")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="each case gets a folder in DIR")
    add_method_arguments(parser)
    parser.add_argument(
        "--layers",
        default="all",
        metavar="all|NAME,...",
        help="of methods that give every layer's map: their names, or Keras's. With names, only these are written, and "
        "every slice gets a picture of each; with all, every slice gets one picture, of the layer that opens first "
        "(default: all)",
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
        "--sheets",
        action="store_true",
        help="also write contact sheets of all slices: under each layer that gets pictures, and, where the case has a "
        "mask, clinician against model in three colours with areas and Dice",
    )
    parser.add_argument(
        "--nifti",
        action="store_true",
        help="also write maps, of the layers named by --layers or at the input, regions and the segmentation as NIfTI "
        "on the grid on which the main sequence was acquired; for cases whose files say where their voxels lie",
    )
    parser.add_argument(
        "--nulls",
        action="store_true",
        help="also hold the maps of maps.npz against what knows nothing of the lesion: the mask at random places, the "
        "picture itself; each slice, then the whole case: about a second a slice with a mask. A single map that is "
        "asked for is held against it on each slice in any case",
    )
    add_faithfulness_argument(parser)
    add_network_arguments(parser)
    parser.add_argument(
        "--overwrite", action="store_true", help="replace what this program wrote to DIR before, case by case"
    )
    add_model_argument(parser)
    add_segmenter_argument(parser)
    add_device_argument(parser)
    add_machine_arguments(parser)
    add_choice_arguments(parser)
    add_appearance_arguments(parser, left_open={"polarity": "as the method: both in colours where it tells them apart"})
    parser.epilog = _epilog()


def _epilog() -> str:
    """Examples, the methods, and what is written."""
    return examples(
        ("xaiviewer explain patients/TCGA_CS_4942 --output maps", "every layer of one patient"),
        ("xaiviewer explain patients --output maps --method layer-cam", "every patient, by one method"),
        (f"xaiviewer explain study.zip --output maps --sequences {EXAMPLE}", "two series of a DICOM study"),
        (
            "xaiviewer explain patients/TCGA_CS_4942 --output maps --layers layer3.0.relu_2 --sheets",
            "all slices under a layer, and clinician against model",
        ),
        ("xaiviewer explain brats --output maps --layers layer3.0.relu_2 --nifti", "a layer's maps as a volume"),
        ("xaiviewer explain slice_7.tif --output maps --layers layer4.2.relu_2,layer3.0.relu_2", "two layers"),
        (
            "xaiviewer explain patients --output maps --method occlusion --set occlusion.patch=32 --slices 12-14",
            "another method, of three slices",
        ),
        ("xaiviewer explain patients --output maps --also fold-1/package", "would another training have looked there?"),
        (
            "xaiviewer explain patients --output maps --method auto,occlusion,sequence-shapley --workers 4",
            "several methods, four patients at a time",
        ),
        (
            "xaiviewer explain patients --output maps --layers layer3.0.relu_2 --faithfulness blur,in-painting",
            "whether what a layer marks matters to the network",
        ),
    ) + (
        f"\n\n{method_list()}\n\n"
        "DIR/<case>/ receives manifest.json; of the first method that comes with every slice maps.npz (one array per\n"
        "layer: slice, row, column) and contact-sheet.png (every layer of the slice with the largest mask); of every\n"
        "other method <method>.npz; of all maps agreement.csv (a line per slice, layer or input, and score, with p);\n"
        "with --also trainings.npz;\n"
        "overlays/ (one picture per slice and method, or named layer); with --nifti also maps/<method>/<layer>.nii.gz\n"
        "with <layer>.json, or input.nii.gz with input.json, or regions.nii.gz with regions.json, and where\n"
        "anything was outlined segmentation.nii.gz;\n"
        "with --sheets slices_<layer>.png and difference.png.\n"
        "With --faithfulness also faithfulness/ (curves and figures of every map that is put to the test).\n"
        "Shares of sequences are summed up in <method>.svg, .csv and .json, of several cases also in DIR."
    )


def run(arguments: argparse.Namespace) -> int:
    """Explain and write every case; a case that fails does not keep the others from being written."""
    plan = plan_of(arguments)
    here = arguments.scheduler is None  # other machines know themselves what they have
    device = available(arguments.device) if here else arguments.device
    computing = Computing(device, arguments.threads, classifier=model_of(arguments), segmenter=segmenter_of(arguments))
    where, computing = _machines(arguments, computing)
    found = cases_at(arguments.paths)
    for told in clear(arguments.output):
        print(f"note: {told}")
    _refuse(found, plan, arguments)
    refuse_methods(computing.classifier, plan.methods, on_slices=bool(plan.faithfulness))
    with Progress(len(found), "cases") as progress:
        written = Written(arguments.output, progress, alone=len(found) == 1, overwrite=arguments.overwrite)
        if where is None:
            one_after_the_other(found, plan, computing, written)
        else:
            at_once(found, plan, computing, where, written)
    gone = sum(not (each / "manifest.json").is_file() for each in written.folders)
    if gone:
        told = f"{gone} of the {len(written.folders)} cases written to {arguments.output} were taken away meanwhile"
        raise UsageError(f"{told}; see whether the place is still there, and ask again.")
    if len(written.folders) > 1:
        _summed_up(written.folders, plan, arguments.output)
    for told in _unchecked(written.folders[:1]):
        print(f"note: {told}")
    print(f"{len(written.folders)} of {len(found)} cases written to {arguments.output}. {NOTICE}")
    return 2 if len(written.folders) < len(found) else 0


def plan_of(arguments: argparse.Namespace) -> Plan:
    """What the options ask of every case.

    Raises:
        UsageError: for what does not go together, an unknown parameter or a value that is not allowed.
    """
    chosen = arguments.polarity is not None
    arguments.polarity = arguments.polarity or "positive"
    refuse_networks(arguments)
    return Plan(
        with_slices=with_slices_of(arguments),
        questions=questions_of(arguments),
        slices=arguments.slices,
        layers=None if arguments.layers == "all" else tuple(name.strip() for name in arguments.layers.split(",")),
        wanted_class=arguments.wanted_class,
        settings=AnalysisSettings(
            methods=(),
            segment_all=arguments.segment_all,
            gate=arguments.gate,
            outline=arguments.outline,
            threshold=arguments.threshold,
        ),
        appearance=appearance_of(arguments),
        polarity_chosen=chosen,
        fuse=arguments.fuse,
        sheets=arguments.sheets,
        nifti=arguments.nifti,
        choices=choices_of(arguments),
        nulls=arguments.nulls,
        faithfulness=arguments.faithfulness,
        seed=arguments.seed or 0,
        random_networks=arguments.random_networks,
        permuted=arguments.permuted,
        also=tuple(arguments.also),
    )


def _machines(arguments: argparse.Namespace, computing: Computing) -> tuple[Machines | None, Computing]:
    """Who works, and by what: each process of this machine takes its part of the threads and the same weights."""
    where = machines(arguments.workers, arguments.scheduler, (arguments.tls_ca, arguments.tls_cert, arguments.tls_key))
    if where is None:
        return None, computing
    computing = replace(computing, weights=weights_in(paths.models()))
    if where.workers is None:
        return where, computing
    threads = computing.threads or threads_of_each(where.workers)
    return where, replace(computing, threads=threads, models=paths.models())


def _refuse(found: Sequence[Path], plan: Plan, arguments: argparse.Namespace) -> None:
    """Raise for what may not be written: said now, not after hours of work."""
    output: Path = arguments.output
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is a file; name a folder for the output.")
    place = output.resolve()
    for path in found:
        if path.is_dir() and path.resolve() in (place, *place.parents):
            raise UsageError(f"{output} lies among the images of {path.name}; name another folder for the output.")
        refuse_existing(output / folder_name(path.resolve().name), overwrite=arguments.overwrite)
    for method in _of_sequences(plan) if len(found) > 1 else ():
        for suffix in SUFFIXES:
            file = output / f"{method}{suffix}"
            if file.exists() and not arguments.overwrite:
                raise UsageError(f"{file} exists already; name another place, or add --overwrite to replace it.")


def _summed_up(folders: Sequence[Path], plan: Plan, output: Path) -> None:
    """Write what each sequence added over all cases."""
    for method in _of_sequences(plan):
        summary = together(folders, method)
        if summary is not None:
            write_summary(summary, output)


def _unchecked(folders: Sequence[Path]) -> Iterator[str]:
    """A sentence where no sanity checks are known of maps that were asked for, as the manifest says."""
    for folder in folders:
        asked = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["requests"]
        keys = [each["method"] for each in asked if each.get("sanity") == NOT_MEASURED]
        methods = ",".join(key for key in keys if METHODS[key].checked)
        if methods:
            yield (
                "Sanity checks of these methods are measured on request only, as they take many maps more: "
                f"xaiviewer sanity CASE --methods {methods}"
            )


def _of_sequences(plan: Plan) -> list[str]:
    return [each.method for each in plan.questions if METHODS[each.method].answers is Answers.SEQUENCES]
