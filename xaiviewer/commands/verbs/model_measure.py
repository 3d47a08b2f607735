"""``xaiviewer model measure``: what a package's network is worth on cases, written into the package."""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xaiviewer import paths
from xaiviewer.audit.measuring.calibrating import Judged, calibrated
from xaiviewer.audit.measuring.card import summary, write_card
from xaiviewer.audit.measuring.decided import Decided, decide, read_decided, write_decided
from xaiviewer.codes import coded
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.labels import add_labels_argument, labels_of
from xaiviewer.commands.options.machines import add_device_argument, available
from xaiviewer.commands.options.parser import Parser, existing
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.verbs import audit, sanity
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.evaluation.report import plain
from xaiviewer.nets.inputs.distribution import ranges
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.measured import MEASURED, Measured, read_measured
from xaiviewer.readers import load_case
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import write_whole
from xaiviewer.requests.badges import sanity_beside
from xaiviewer.requests.kept_agreement import AGREEMENT, read_agreement

_SLICES = 3  # of each case that the maps are audited on: a first measurement, not a night's

OF_VOLUMES = (
    "It decides once about a whole volume: figures are of volumes, and maps are held against the mask of all slices, "
    "moved and turned in all of the head, other patients' masks, pictures and networks with random weights. Not "
    "measured of volumes: heat where there is no lesion, how local layers are, the decision with the lesion elsewhere "
    "or alone."
)

EXAMPLES = (
    ("xaiviewer model measure mine patients", "calibration, agreement beside nulls, sanity, what inputs look like"),
    ("xaiviewer model measure mine patients --labels folders", "cases in folders that are called like the classes"),
    ("xaiviewer model measure mine patients --layers all --slices-per-case 10", "every layer; takes long"),
    ("xaiviewer model measure mine patients --inputs-of-training", "only what the training saw"),
)


def add_measure_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("model", metavar="PACKAGE", help="an imported network's name, or a package's folder")
    parser.add_argument(
        "cases",
        nargs="+",
        type=existing,
        metavar="CASES",
        help="patients that did not train the network, with masks of what it looks for, or their folders",
    )
    add_labels_argument(parser)
    parser.add_argument(
        "--inputs-of-training",
        action="store_true",
        help="CASES trained the network: only what their images look like is kept, for the notice where a case differs",
    )
    parser.add_argument("--without-maps", action="store_true", help="leave agreement and sanity of maps out")
    for name, what, default in (
        ("--layers", "whose maps are held against nulls: blocks, all, or names", "blocks"),
        ("--methods", "by which maps are made (default: all of one pass)", None),
        ("--slices-per-case", "whose maps are held against nulls", _SLICES),
        ("--placements", "random places of the mask", None),
        ("--random-networks", "networks with random weights beside it", None),
        ("--sanity-methods", "whose maps are checked for sanity", "quick"),
        ("--workers", "processes of this machine that share the cases", None),
    ):
        told = what if default is None else f"{what} (default: {default})"
        parser.add_argument(
            name, default=default, metavar="A,B" if name.endswith(("layers", "methods")) else "N", help=told
        )
    parser.add_argument("--seed", type=int, default=0, help="of all that is drawn (default: %(default)s)")
    parser.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="where what is finished is kept, so that the same command goes on after an interruption (default: among "
        "the program's own data)",
    )
    add_device_argument(parser)


def run_measure(arguments: argparse.Namespace) -> int:
    """Measure, and write measured.json, agreement.json, sanity.json and the card."""
    package = store.meant(arguments.model)
    if not package.is_dir():
        raise UsageError(f"{package.name} is a zip, which is never changed; import it first: xaiviewer model import.")
    described = read_described(opened(package))
    if described.task != "classification":
        raise UsageError(f"“{described.name}” is no classifier; others cannot be measured yet.")
    device, found = available(arguments.device), cases_at(arguments.cases)
    labels = labels_of(arguments.labels, found, described.classes)
    work = arguments.work or paths.user_data() / "measuring" / _key(described, found)
    set_threads_of(arguments)
    decided = _decided(package, found, labels, work / f"decisions-{_hash(repr(labels))}", device)
    name = _name(arguments, found)
    measured = _beside_known(_measured(arguments, described, decided, name), package, described)
    write_whole(
        package / MEASURED, (json.dumps(plain(measured.fields()), indent=1, ensure_ascii=False) + "\n").encode()
    )
    _write_card(package, described)
    status = 0 if len(decided) == len(found) else 2
    if not arguments.without_maps and not arguments.inputs_of_training:
        status = max(status, _maps(arguments, package, described, _of_main(found, labels, described), work, name))
        _write_card(package, described)
    print("\n".join(f"{name:>14}  {value}" for name, value in measured_rows(package, described).items()))
    print(NOTICE)
    return status


def set_threads_of(arguments: argparse.Namespace) -> None:
    """Let as many threads share a pass as are asked for."""
    from xaiviewer.cohort.computation import set_threads  # noqa: PLC0415 - torch takes seconds to import

    set_threads(arguments.threads)


def measured_rows(package: Path, described: Described) -> dict[str, str]:
    """What was measured of a package, by name, and how to measure the rest."""
    if not package.is_dir():
        name = shlex.quote(described.name)
        return {"measured": f"not measured; import it, then: xaiviewer model measure {name} CASES"}
    held = (
        read_measured(package / MEASURED, described.sha256, described.output),
        read_agreement(package / AGREEMENT, described.sha256),
        sanity_beside(package, described.sha256),
    )
    rows = summary(*held)
    if described.task == "classification" and any(each is None for each in held):
        rows["measure it by"] = f"xaiviewer model measure {shlex.quote(package.name)} CASES"
    return rows


def _decided(
    package: Path, found: Sequence[Path], labels: Sequence[int] | None, folder: Path, device: str
) -> list[Decided]:
    """What the network decides on every case that can be read; what is finished is not done again."""
    kept, look = [], None
    with Progress(len(found), "cases") as progress:
        for number, path in enumerate(found):
            progress.at(number, f"decisions, case {number + 1}")
            file = folder / f"{_hash(str(path.resolve()))}.json"
            each = read_decided(file)
            if each is None:
                try:
                    case = load_case(path)
                    look = look or decide(package, device)
                    each = look(case, None if labels is None else labels[number])
                except XaiViewerError as error:
                    progress.say(f"xaiviewer: case {number + 1}: {coded(error)}")
                    continue
                write_decided(file, each)
            kept.append(each)
    if not kept:
        raise UsageError("No case could be read; name others.")
    return kept


def _beside_known(fresh: Measured, package: Path, described: Described) -> Measured:
    """The same with what was measured before: what the training saw stays known when other cases are measured."""
    known = read_measured(package / MEASURED, described.sha256, described.output)
    if known is None:
        return fresh
    if fresh.of_training and known.figures:
        return replace(known, ranges=fresh.ranges, of_training=True)
    return replace(fresh, ranges=known.ranges, of_training=True) if known.of_training else fresh


def _name(arguments: argparse.Namespace, found: Sequence[Path]) -> str:
    """What the cases are called together: never a patient's name."""
    first: Path = arguments.cases[0].resolve()
    return "cohort" if first in {path.resolve() for path in found} else first.name


def _measured(arguments: argparse.Namespace, described: Described, decided: Sequence[Decided], name: str) -> Measured:
    trained = sum(each.trained for each in decided)
    fresh = [each for each in decided if not each.trained] or list(decided)
    finding = None
    if arguments.labels is None and described.finding is not None:
        finding = described.classes.index(described.finding)
    said, calibration, figures = [OF_VOLUMES] if described.inputs.dimensions == 3 else [], None, {}
    if arguments.inputs_of_training:
        said.append("Only what the images of the training look like was taken from them.")
    elif arguments.labels is None and finding is None:
        said.append("Calibration was not measured: no class is the finding that masks mark; give --labels.")
    else:
        found = calibrated(fresh, Judged(finding, described.threshold, described.calibration), seed=arguments.seed)
        calibration, figures = found.calibration, dict(found.figures)
        said += [f"Calibration was not measured: {found.why}."] if found.why else []
        if trained and len(fresh) < len(decided):
            said.append("Calibration and figures leave out the patients that trained the network.")
    whole = plain(figures)
    return Measured(
        described.sha256,
        name,
        len(decided),
        sum(len(each.truth) for each in decided) if described.inputs.dimensions == 2 else 0,
        _command(arguments),
        trained,
        calibration,
        arguments.inputs_of_training,
        ranges([each.statistics for each in decided]),
        whole,
        tuple(said),
    )


def _maps(
    arguments: argparse.Namespace, package: Path, described: Described, found: Sequence[Path], work: Path, name: str
) -> int:
    """Agreement beside nulls, and sanity, by the commands that measure them of any network."""
    common = ["--seed", str(arguments.seed), "--device", arguments.device]
    common += ["--threads", str(arguments.threads)] if arguments.threads else []
    words = [*map(str, found), "--model", str(package), "--keep", str(package), "--without-names", *common]
    words += ["--slices-per-case", str(arguments.slices_per_case), "--layers", arguments.layers]
    for option in ("methods", "placements", "random_networks", "workers"):
        value = getattr(arguments, option)
        words += [] if value is None else [f"--{option.replace('_', '-')}", str(value)]
    asked = _hash("\n".join([*words, arguments.sanity_methods]))
    status = _run(audit, "audit", [*words, "--output", str(work / f"audit-{asked}")])
    done = work / f"sanity-{asked}.json"
    if not done.is_file() or sanity_beside(package, described.sha256) is None:
        words = [*map(str, found), "--keep", str(package), "--name", name, *common]
        words += ["--methods", arguments.sanity_methods]
        _run(sanity, "sanity", words)
        write_whole(done, b"{}\n")
    return status


def _run(command: Any, name: str, words: Sequence[str]) -> int:
    parser = Parser(f"xaiviewer {name}", name)
    command.add_arguments(parser)
    status: int = command.run(parser.parse_args(list(words)))
    return status


def _of_main(found: Sequence[Path], labels: Sequence[int] | None, described: Described) -> list[Path]:
    """The cases whose lesions the explained class is about.

    Raises:
        UsageError: where no case is of it.
    """
    main = 0 if described.finding is None else described.classes.index(described.finding)
    kept = [path for place, path in enumerate(found) if labels is None or labels[place] == main]
    if not kept:
        raise UsageError(
            f"No case is of the class “{described.classes[main]}”, whose maps are measured; add some, or leave the "
            "maps out (--without-maps)."
        )
    return kept


def _write_card(package: Path, described: Described) -> None:
    measured = read_measured(package / MEASURED, described.sha256, described.output)
    assert measured is not None
    agreement = read_agreement(package / AGREEMENT, described.sha256)
    write_card(package, described, measured, agreement, sanity_beside(package, described.sha256))


def _command(arguments: argparse.Namespace) -> str:
    """What measures the same again; cases have names that are nobody's business."""
    words = ["xaiviewer", "model", "measure", "PACKAGE", "CASES", "--seed", str(arguments.seed)]
    words += (
        [] if arguments.labels is None else ["--labels", arguments.labels if arguments.labels == "folders" else "FILE"]
    )
    words += ["--inputs-of-training"] if arguments.inputs_of_training else []
    return shlex.join(words)


def _key(described: Described, found: Sequence[Path]) -> str:
    return _hash("\n".join([described.sha256, *(str(path.resolve()) for path in found)]))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
