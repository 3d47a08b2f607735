"""``xaiviewer export``: results in the forms that other systems read."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer import readers
from xaiviewer.codes import coded
from xaiviewer.cohort.plan import Plan
from xaiviewer.commands.options import networks
from xaiviewer.commands.options.appearance import add_appearance_arguments, appearance_of
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.choices import EXAMPLE, add_choice_arguments, choices_of
from xaiviewer.commands.options.machines import add_device_argument, available
from xaiviewer.commands.options.methods import add_method_arguments, method_list, questions_of, with_slices_of
from xaiviewer.commands.options.own_network import add_model_argument, add_segmenter_argument, model_of, segmenter_of
from xaiviewer.commands.options.parser import add_outline_arguments, add_threshold_argument, examples
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError
from xaiviewer.exports.context import PICTURE_SCALES, Context, Wanted
from xaiviewer.exports.kind import Kind
from xaiviewer.exports.kinds.registry import KINDS, kinds_named
from xaiviewer.exports.kinds.tables import measured_schema_file, schema_file
from xaiviewer.exports.plan import IF_OUTLINED, CasePlan, Entry, together_entries, warnings_of
from xaiviewer.exports.run import Unread, write
from xaiviewer.exports.several.asked import Asked, Order
from xaiviewer.exports.sizes import size_words
from xaiviewer.ledger.opening import open_project
from xaiviewer.ledger.project import Project
from xaiviewer.ledger.storage import SUFFIX
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import refuse_existing
from xaiviewer.records.unfinished import clear
from xaiviewer.requests import AnalysisSettings

if TYPE_CHECKING:
    from xaiviewer.exports.several.exporter import Exporter

_OPENS, _ALL = "opens", "all"
_SCORES = "scores"
_SCHEMAS = {_SCORES: schema_file, "measurements": measured_schema_file}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a patient's folder, or a folder of them; beside them a project of reviews, FILE.xaireview, whose answers "
        "and pseudonyms are taken; alone it is a table of its answers",
    )
    parser.add_argument(
        "--as", dest="kinds", required=True, type=_keys, metavar="KIND,...", help="one or several of those below"
    )
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--deidentify",
        action="store_true",
        help="take the patient out of everything: pseudonyms of the project in place of names, dates moved by as many "
        "days for all of it, no names in file names",
    )
    parser.add_argument(
        "--images", action="store_true", help="of nifti: write the source images too, under the same identity"
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="say what would be written and about how large it would be: the cases are read, not analysed, and nothing "
        "is written",
    )
    parser.add_argument(
        "--layers",
        default=_OPENS,
        metavar="opens|all|NAME,...",
        help="whose maps are written: the layer that opens first, all, or those named (default: opens)",
    )
    parser.add_argument(
        "--no-nulls",
        dest="nulls",
        action="store_false",
        help="do not hold the maps against what knows nothing of the lesion: it takes about a second a slice with a "
        "mask",
    )
    parser.add_argument(
        "--enlarge", type=int, choices=PICTURE_SCALES, default=1, help="how much larger pictures are drawn (default: 1)"
    )
    parser.add_argument(
        "--schema",
        action=_Schema,
        nargs="?",
        choices=tuple(_SCHEMAS),
        help="print the JSON schema of scores.json, or of measurements.json, and end",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace what this program wrote to DIR before")
    add_method_arguments(parser)
    parser.add_argument("--class", dest="wanted_class", metavar="C", help="name or number of the explained class")
    add_outline_arguments(parser)
    add_threshold_argument(parser)
    add_model_argument(parser)
    add_segmenter_argument(parser)
    add_device_argument(parser)
    add_choice_arguments(parser)
    add_appearance_arguments(parser, left_open={"polarity": "as the method: both in colours where it tells them apart"})
    parser.set_defaults(nifti=False, faithfulness=())
    parser.epilog = _epilog()


def _epilog() -> str:
    width = max(len(each.key) for each in KINDS)
    kinds = "\n".join(f"  {each.key:<{width}} {each.title}" for each in KINDS)
    return examples(
        ("xaiviewer export patients/TCGA_CS_4942 --as pdf --output report", "a report of one patient"),
        ("xaiviewer export patients --as csv,xlsx,html --output tables", "tables and a page about all patients"),
        ("xaiviewer export study.zip --as seg,pm,sr --output objects", "DICOM objects that a PACS takes"),
        (
            "xaiviewer export brats --as nifti,figure --layers layer3.0.relu_2 --output maps",
            "a layer's maps as volumes",
        ),
        (
            "xaiviewer export patients gliomas.xaireview --as pdf,json --deidentify --output out",
            "with what readers said, and no patient's name",
        ),
        (f"xaiviewer export study.zip --as png --enlarge 3 --sequences {EXAMPLE} --output out", "large pictures"),
        ("xaiviewer export patients --as pdf,csv --model mine --output out", "what a network of your own sees"),
        ("xaiviewer export patients --as nifti,pdf --output out --preview", "what would be written"),
        ("xaiviewer export gliomas.xaireview --as csv,json --output answers", "what readers said alone"),
    ) + (
        f"\n\nkinds:\n{kinds}\n\n{method_list()}\n\n"
        "DIR receives a folder for each case, what is about all cases, and manifest.json with the SHA-256 of every\n"
        "file. It appears when all of it is there, or not at all."
    )


def _keys(text: str) -> tuple[Kind, ...]:
    try:
        return kinds_named(text.split(","))
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None


def run(arguments: argparse.Namespace) -> int:
    """Analyse every case, and write the export whole."""
    for told in [] if arguments.preview else clear(arguments.output.parent):
        print(f"note: {told}")
    refuse_existing(arguments.output, overwrite=arguments.overwrite or arguments.preview)
    projects = [path for path in arguments.paths if path.suffix == SUFFIX]
    if len(projects) > 1:
        raise UsageError("Name one project of reviews; `xaiviewer review merge` makes one of several.")
    plan = _plan(arguments)
    with ExitStack() as stack:
        project = stack.enter_context(open_project(projects[0])) if projects else None
        paths = [path for path in arguments.paths if path.suffix != SUFFIX]
        if not paths:
            assert project is not None
            return _answers(project, arguments)
        found = cases_at(paths)
        _refuse_among_images(found, arguments.output)
        for told in warnings_of(
            hidden=arguments.deidentify,
            project=project is not None,
            kinds=arguments.kinds,
        ):
            print(f"note: {told}")
        order = Order(tuple(found), _asked(plan, project, arguments))
        device, own, outlines = available(arguments.device), model_of(arguments), segmenter_of(arguments)
        exporter = networks.exporter(partial(networks.load, device, own, segmenter=outlines), readers)
        with Progress(len(found), "cases") as progress:
            tell = _Tell(progress)
            if arguments.preview:
                return _preview(order, exporter, arguments.kinds, tell)
            contexts = _contexts(order, exporter, tell)
            written = write(
                arguments.output, contexts, arguments.kinds, overwrite=arguments.overwrite, tell=tell.writing
            )
    for name, told in written.warnings:
        print(f"note: {name}: {told}")
    for name, left in written.left_out:
        print(f"note: {name}, {left.kind}: {coded(left.why)}")
    print(f"{written.cases} of {len(found)} cases, {written.files} files written to {written.folder}. {NOTICE}")
    return 2 if written.unread else 0


class _Schema(argparse.Action):
    """Prints the schema, whatever else was typed."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: object, values: object, *_: object) -> None:
        """Print it, and end."""
        del namespace
        print(_SCHEMAS[str(values or _SCORES)]().read_text(encoding="utf-8"), end="")
        parser.exit()


class _Tell:
    """Shows how far the export is."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.number = progress, 0

    def analysing(self, done: float, doing: str) -> None:
        """How many cases are done, with the share of the one that is being done."""
        self.progress.at(done, doing)

    def writing(self, path: str) -> None:
        """Which file is being written."""
        self.progress.at(self.number + 1, f"writing {path}")


def _asked(plan: Plan, project: Project | None, arguments: argparse.Namespace) -> Asked:
    return Asked(
        plan,
        every_layer=arguments.layers == _ALL,
        hide=arguments.deidentify,
        project=project,
        wanted=Wanted(arguments.enlarge, arguments.images),
    )


def _plan(arguments: argparse.Namespace) -> Plan:
    """What is asked of every case's networks."""
    chosen = arguments.polarity is not None
    arguments.polarity = arguments.polarity or "positive"
    named, arguments.layers = arguments.layers, _ALL if arguments.layers in (_OPENS, _ALL) else arguments.layers
    plan = Plan(
        with_slices=with_slices_of(arguments),
        questions=questions_of(arguments),
        slices=arguments.slices,
        layers=None if arguments.layers == _ALL else tuple(each.strip() for each in arguments.layers.split(",")),
        wanted_class=arguments.wanted_class,
        settings=AnalysisSettings(
            methods=(), gate=arguments.gate, outline=arguments.outline, threshold=arguments.threshold
        ),
        appearance=appearance_of(arguments),
        polarity_chosen=chosen,
        choices=choices_of(arguments),
        nulls=arguments.nulls,
        seed=arguments.seed or 0,
    )
    arguments.layers = named
    return plan


def _refuse_among_images(found: Sequence[Path], output: Path) -> None:
    place = output.resolve()
    for path in found:
        if path.is_dir() and path.resolve() in (place, *place.parents):
            raise UsageError(f"{output} lies among the images of {path.name}; name another folder for the output.")


def _contexts(order: Order, exporter: Exporter, tell: _Tell) -> Iterator[Context | Unread]:
    """Each case as it is asked for; of one that is left out it is said why."""
    for number, each in enumerate(exporter.contexts(order, tell.analysing)):
        tell.number = number
        if isinstance(each, Unread):
            tell.progress.say(f"xaiviewer: {coded(each.error or each.why)}")
        yield each


def _preview(order: Order, exporter: Exporter, kinds: Sequence[Kind], tell: _Tell) -> int:
    """Every file that would be written, and every form that would be left out; no case is analysed."""
    found = list[CasePlan]()
    for planned in exporter.plans(order, kinds, tell.analysing):
        if isinstance(planned, Unread):
            print(f"left out: {planned.name}: {planned.why}")
            continue
        found.append(planned)
        _print(planned.entries)
        for told in planned.warnings:
            print(f"note: {planned.folder}: {told}")
        for left in planned.left_out:
            print(f"left out: {planned.folder}, {left.kind}: {left.why}")
    together = together_entries(kinds, (), found) if found else []
    _print(together)
    entries = [*(entry for each in found for entry in each.entries), *together]
    possible = sum(bool(each.when == IF_OUTLINED) for each in entries)
    further = f", {possible} of them {IF_OUTLINED}" if possible else ""
    print(f"{len(entries)} files would be written{further}; about {size_words(sum(e.about for e in entries))} in all.")
    return 0


def _print(entries: Sequence[Entry]) -> None:
    for each in entries:
        print(f"{each.kind:<6} {size_words(each.about):>8}  {each.path}{f'  ({each.when})' if each.when else ''}")


def _answers(project: Project, arguments: argparse.Namespace) -> int:
    """What readers said, without any case's images."""
    from xaiviewer.exports.answers import KEYS, write_answers  # noqa: PLC0415 - only a project alone

    for kind in arguments.kinds:
        if kind.key not in KEYS:
            raise UsageError(
                f"{kind.key} needs images: name the cases beside {project.path}, or choose {', '.join(KEYS)}."
            )
    keys = tuple(kind.key for kind in arguments.kinds)
    count = write_answers(project, arguments.output, keys, hide=arguments.deidentify, overwrite=arguments.overwrite)
    print(f"{count} answers written to {arguments.output}. {NOTICE}")
    return 0
