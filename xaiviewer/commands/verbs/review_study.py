"""``xaiviewer review study``: reader studies designed, made, released."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.own_network import add_model_argument, model_of
from xaiviewer.commands.options.parser import existing
from xaiviewer.commands.options.parts import Part, add_parts
from xaiviewer.commands.options.progress import Progress
from xaiviewer.errors import UsageError
from xaiviewer.ledger.identity import identify
from xaiviewer.readers.naming.names import shown
from xaiviewer.records.folders import refuse_existing, write_whole
from xaiviewer.studies.design import EXAMPLE, RANDOM_MAP, Design, Excluded, read_design
from xaiviewer.studies.outputs import Outputs
from xaiviewer.studies.owner import SUFFIX, Owner, read_owner
from xaiviewer.studies.package import StudyCase, make_study
from xaiviewer.studies.release import release, write_release
from xaiviewer.studies.results import collect

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser
    from xaiviewer.analysis.other_networks.untaught import Untaught
    from xaiviewer.case import Case

_FREE, _TRAINING = "free", "training"
_OWNER = f"the study owner's key, owner{SUFFIX}"


def add_study_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `review study`, part by part."""
    add_parts(parser, _PARTS, name="what", closing="What readers get is sealed; the owner's key opens everything.")


def run_study(arguments: argparse.Namespace) -> int:
    """Do the part that is asked for."""
    run: Callable[[argparse.Namespace], int] = _RUN[arguments.what]
    return run(arguments)


def _design_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, metavar="DESIGN.json", help="write it there (default: print it)")


def _design(arguments: argparse.Namespace) -> int:
    text = json.dumps(EXAMPLE.plain(), indent=1, ensure_ascii=False)
    if arguments.output is None:
        print(text)
    else:
        if arguments.output.exists():
            raise UsageError(f"{arguments.output} exists already and may have been changed; name another file.")
        write_whole(arguments.output, text.encode())
    return 0


def _make_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("design", type=existing, metavar="DESIGN.json", help="as `review study design` prints one")
    parser.add_argument("paths", nargs="+", type=existing, metavar="PATH", help="cases with masks: as for `inspect`")
    parser.add_argument(
        "--without",
        nargs="+",
        type=existing,
        default=[],
        metavar="PATH",
        help="cases that hold no finding; no mask needed",
    )
    parser.add_argument("--training", nargs="+", type=existing, default=[], metavar="PATH", help="cases to practise on")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="the folder to make")
    add_model_argument(parser)


def _make(arguments: argparse.Namespace) -> int:
    from xaiviewer.commands.options import networks  # noqa: PLC0415 - torch takes seconds to import
    from xaiviewer.commands.options.cases import cases_at  # noqa: PLC0415
    from xaiviewer.readers import load_case  # noqa: PLC0415

    refuse_existing(arguments.output, overwrite=False)
    own = model_of(arguments)
    design = read_design(arguments.design)
    found = [
        (path, role)
        for role, paths in (("", arguments.paths), (_FREE, arguments.without), (_TRAINING, arguments.training))
        for path in (cases_at(paths) if paths else ())
    ]
    cases: list[StudyCase] = []
    network: dict[str, Any] = {}
    with Progress(len(found), "cases") as progress:
        analyser = networks.load(classifier=own)
        untaught = networks.untaught(analyser)
        for count, (path, role) in enumerate(found):
            progress.at(count, path.name)
            case = load_case(path)
            problem = _problem(case, free=role == _FREE)
            if problem:
                progress.say(shown(f"note: {case.name} {problem}; left out (see --without)."))
                left_out = Excluded(identify(case).content[:8], problem)  # no name: the figures are to be published
                design = replace(design, excluded=(*design.excluded, left_out))
                continue
            design, outputs, network = _outputs(design, analyser, untaught, case)
            cases.append(StudyCase(case, outputs, training=role == _TRAINING))
    owner = make_study(design, cases, arguments.output, network=network)
    _print_made(owner, arguments.output)
    return 0


def _problem(case: Case, *, free: bool) -> str:
    """Why nothing says what is true of a case, after its name; "" where something does."""
    drawn = case.mask is not None and bool(case.mask.drawn.any())
    if free:
        outlined = drawn and case.mask is not None and bool(case.mask.voxels.any())
        return "is said to hold no finding, and its mask outlines one" if outlined else ""
    return "" if drawn else "has no mask, so that nothing says what is true of it"


def _outputs(
    design: Design, analyser: Analyser, untaught: Untaught, case: Case
) -> tuple[Design, Outputs, dict[str, Any]]:
    """What the networks say of a case; the design with its layer and method filled in."""
    from xaiviewer.requests import AnalysisSettings  # noqa: PLC0415

    settings = AnalysisSettings()
    analysis = analyser.start(case, settings)
    names = [layer.name for layer in analysis.layers]
    if design.layer and design.layer not in names:
        raise UsageError(
            f"The network has no layer “{design.layer}”; `xaiviewer explain --help` says how to list them."
        )
    at = names.index(design.layer) if design.layer else len(names) - 1
    method = design.method or analysis.favourites[at].method
    if method not in analysis.methods:
        raise UsageError(f"A study shows the map of a method of one pass: {', '.join(analysis.methods)}.")
    finding = analysis.description.main_class
    results = {each.index: each for each in analyser.slices(case, settings)}
    grid = analysis.layers[at].grid
    heat, random_heat = np.zeros((2, len(case), *grid), dtype=np.float32)
    probability = np.full(len(case), np.nan, dtype=np.float32)
    outline = np.zeros((len(case), *case.shape), dtype=bool)
    for index, result in results.items():
        maps = result.layer_maps(method)
        assert maps is not None
        heat[index], probability[index] = maps.maps[at], result.probabilities[finding]
        if result.segmentation is not None:
            outline[index] = result.segmentation
    if RANDOM_MAP in design.wrongs and design.wrong:
        for index, made in untaught.maps(case, list(results), [method], class_index=finding, layers=[at]):
            random_heat[index] = next(iter(made[method].values()))[0][0]
    mask = outline & False if case.mask is None else np.array(case.mask.voxels)
    own = Outputs(
        probability,
        analysis.description.threshold,
        outline,
        heat,
        random_heat,
        mask,
        analysis.frame,
    )
    network = {
        "classes": list(analysis.classes),
        "finding": finding,
        "layer": asdict(analysis.layers[at]),
        "weights": {task: asdict(each) for task, each in analysis.models.items()},
    }
    return replace(design, layer=names[at], method=method), own, network


def _print_made(owner: Owner, folder: Path) -> None:
    counted = [known for known in owner.cases.values() if not known.training]
    wrong = sum(bool(known.wrong) for known in counted)
    print(
        f"{folder}: {len(counted)} cases, {len(owner.cases) - len(counted)} to practise on, {wrong} with wrong outputs."
    )
    print(f"owner{SUFFIX} opens everything: keep it, and give it to nobody.")
    for number, reader in enumerate(owner.design.readers, start=1):
        print(shown(f"reader-{number} is {reader}'s; passphrases of the sessions, to be given when each begins:"))
        for session, each in enumerate(owner.passphrases[reader], start=1):
            print(f"  session {session}  {each}")


def _release_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("owner", type=existing, metavar="OWNER", help=_OWNER)
    parser.add_argument("--reader", required=True, metavar="NAME", help="for whom")
    parser.add_argument("--session", type=int, default=1, metavar="N", help="which (default: %(default)s)")
    parser.add_argument(
        "--answers", type=existing, metavar="FILE", help="the reader's project: its next steps are released"
    )
    parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="the file to give to the reader")


def _release(arguments: argparse.Namespace) -> int:
    replaceable("the release", arguments.output, read=(arguments.owner, arguments.answers))
    owner = read_owner(arguments.owner)
    given = release(owner, arguments.reader, arguments.session - 1, arguments.answers)
    write_release(given, arguments.output)
    told = f", {len(given.steps)} steps beyond the first ones" if owner.design.by_owner else ""
    print(shown(f"{arguments.output}: session {arguments.session} of {arguments.reader}{told}."))
    return 0


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("owner", type=existing, metavar="OWNER", help=_OWNER)
    parser.add_argument(
        "projects", nargs="+", type=existing, metavar="FILE", help="the readers' projects, or one of all"
    )


def _status(arguments: argparse.Namespace) -> int:
    owner = read_owner(arguments.owner)
    collected = collect(owner, arguments.projects)
    for reader, missing in collected.missing.items():
        given = sum(each.reader == reader for each in collected.readings)
        print(shown(f"{reader}: {given} of {given + missing} steps"))
    for remark in collected.remarks:
        print(shown(str(remark)))
    return 0


_PARTS: dict[str, Part] = {
    "design": (
        "print a design: arms, steps, readers, wrong outputs, to be changed",
        _design_arguments,
        (("xaiviewer review study design --output design.json", "three arms, two readers"),),
    ),
    "make": (
        "make a study: a sealed folder for each reader, and the owner's key",
        _make_arguments,
        (
            (
                "xaiviewer review study make design.json patients --training practice --output study",
                "from cases with masks",
            ),
        ),
    ),
    "release": (
        "release a session, or the steps that are due, to a reader",
        _release_arguments,
        (("xaiviewer review study release study/owner.xaikey --reader r1 --output r1.xairelease", "session 1"),),
    ),
    "status": (
        "tell how far each reader is",
        _status_arguments,
        (
            (
                "xaiviewer review study status study/owner.xaikey r1.xaireview r2.xaireview",
                "steps done, wash-outs cut short",
            ),
        ),
    ),
}

_RUN = {"design": _design, "make": _make, "release": _release, "status": _status}
