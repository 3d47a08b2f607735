"""``xaiviewer audit``: what maps are worth on a cohort, each beside what explains its agreement away."""

from __future__ import annotations

import argparse
import shlex
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xaiviewer import paths
from xaiviewer.agreement.nulls import NullSettings
from xaiviewer.audit.judging import sha256
from xaiviewer.audit.page import page
from xaiviewer.audit.plan import (
    ALL,
    AUDITED,
    BLOCKS,
    OTHER_PATIENTS,
    RANDOM_NETWORKS,
    AuditJob,
    AuditPlan,
    check_methods,
)
from xaiviewer.audit.report import FILE, Report, SkippedEntry, as_json
from xaiviewer.audit.running import examined, examined_further, jobs_of
from xaiviewer.audit.second.asked import SLICES, SecondJob, maps_asked, read_second
from xaiviewer.audit.second.tables import second_stage
from xaiviewer.audit.store import claim, read_case, settled
from xaiviewer.audit.tables.assemble import Patient, report_of
from xaiviewer.audit.tables.files import agreement, csv_files, keep, refuse_package
from xaiviewer.codes import code_of
from xaiviewer.cohort.cluster import Doing, Numbered
from xaiviewer.cohort.machines import Machines, machines, threads_of_each
from xaiviewer.cohort.plan import Computing
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.choices import add_choice_arguments, choices_of
from xaiviewer.commands.options.machines import add_device_argument, add_machine_arguments, available
from xaiviewer.commands.options.own_network import add_model_argument, model_of, refusals, refuse_methods
from xaiviewer.commands.options.parser import add_threshold_argument, examples, existing
from xaiviewer.commands.options.progress import Progress, duration
from xaiviewer.commands.verbs.audit_cases import Left, run_jobs
from xaiviewer.errors import UsageError
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import write_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "cases", nargs="+", type=existing, metavar="CASES", help="patients with masks, or their folders"
    )
    parser.add_argument(
        "--output",
        required=True,
        type=Path,
        metavar="DIR",
        help="the audit's folder; where one was interrupted, the same command goes on with it",
    )
    parser.add_argument(
        "--methods",
        type=_names,
        default=AUDITED,
        metavar="METHOD,...",
        help=f"of {', '.join(AUDITED)} (default: all of them)",
    )
    parser.add_argument(
        "--layers",
        type=_names,
        default=(BLOCKS,),
        metavar="blocks|all|LAYER,...",
        help=f"{BLOCKS}: the last layer of every part of the network; {ALL}: every layer; or names (default: blocks)",
    )
    parser.add_argument(
        "--slices-per-case",
        type=_positive,
        metavar="N",
        help="at most so many slices with a lesion of each patient, spread evenly, and as many without (default: all "
        "with a lesion, and as many without)",
    )
    parser.add_argument(
        "--folds",
        type=existing,
        metavar="RUNS",
        help="of a cross-validation, as `xaiviewer train` leaves it: each patient is judged by the networks that did "
        "not train on him",
    )
    parser.add_argument("--seed", type=_seed, default=0, metavar="S", help="of all that is drawn (default: 0)")
    _add_null_arguments(parser)
    parser.add_argument(
        "--keep",
        type=existing,
        metavar="PACKAGE",
        help="write agreement.json beside this model package: which method is best in each layer, if any is",
    )
    _add_second_arguments(parser)
    parser.add_argument(
        "--without-names", action="store_true", help="patients are “Case 1” and so on in everything that is written"
    )
    add_model_argument(parser)
    add_threshold_argument(parser)
    add_device_argument(parser)
    add_machine_arguments(parser)
    add_choice_arguments(parser)
    parser.epilog = examples(
        ("xaiviewer audit patients --output audit", "every layer's output by every method of one pass"),
        ("xaiviewer audit patients --output audit --folds runs --workers 2", "by networks that never saw the patient"),
        ("xaiviewer audit patients --output quick --slices-per-case 3", "a first look"),
        ("xaiviewer audit patients --output audit --model mine", "a network of your own"),
    )


def _add_null_arguments(parser: argparse.ArgumentParser) -> None:
    """What maps are held against."""
    parser.add_argument(
        "--placements",
        type=_positive,
        default=NullSettings().placements,
        metavar="N",
        help="random places of the mask (default: %(default)s)",
    )
    parser.add_argument(
        "--other-patients",
        type=_count,
        default=OTHER_PATIENTS,
        metavar="N",
        help="whose masks, at the same height, serve as a null (default: %(default)s)",
    )
    parser.add_argument(
        "--random-networks",
        type=_count,
        default=RANDOM_NETWORKS,
        metavar="N",
        help="of the same architecture with random weights, whose maps make a band (default: %(default)s)",
    )
    parser.add_argument(
        "--permuted",
        type=existing,
        metavar="PACKAGE",
        help="the package of a network that was trained on permuted labels, see `xaiviewer train --permuted`: a null",
    )


def _add_second_arguments(parser: argparse.ArgumentParser) -> None:
    """What is asked of the maps that survive."""
    parser.add_argument(
        "--second-stage",
        action="store_true",
        help="then ask whether the maps that survived, at most five, are sane and faithful; it takes hours of its own",
    )
    parser.add_argument(
        "--second-slices",
        type=_positive,
        default=SLICES,
        metavar="N",
        help="of each patient in the second stage: those whose masks are largest (default: %(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Examine the patients that are not examined yet, and write the report."""
    own = model_of(arguments)
    plan = _plan(arguments, own)
    kept = None if arguments.keep is None else refuse_package(arguments.keep, "--keep")
    where = machines(arguments.workers, arguments.scheduler, (arguments.tls_ca, arguments.tls_cert, arguments.tls_key))
    threads = arguments.threads
    if threads is None and where is not None and where.workers is not None:
        threads = threads_of_each(where.workers)
    computing = Computing(available(arguments.device), threads)
    found, models = cases_at(arguments.cases), paths.models()
    folder = arguments.output
    jobs = jobs_of(found, plan, folder, models, arguments.folds, own)
    permuted = None if plan.permuted is None else refuse_package(plan.permuted, "--permuted")
    opening = sha256(own or models / "classifier")
    claim(folder, settled(plan, [job.key for job in jobs], [job.judging for job in jobs], opening, permuted))
    _hint(jobs)
    pending = [job for job in jobs if read_case(folder, job.key) is None]
    left = _run(pending, computing, where, folder, examined)
    report = _report(jobs, left, plan, arguments)
    if arguments.second_stage:
        _write(report, folder)  # the first stage stands, whatever becomes of the second
        report = _with_second(report, [job for job in jobs if job.number not in left], computing, where, arguments)
    _write(report, folder)
    if kept is not None:
        name = arguments.cases[0].resolve().name if plan.names else "cohort"
        keep(arguments.keep, agreement(report, kept, name))
    print(_summary(report, folder))
    return 2 if left else 0


def _run(pending: Sequence[Numbered], computing: Computing, where: Machines | None, folder: Path, doing: Doing) -> Left:
    """Do what is left to do, and say how long it took."""
    started = time.monotonic()
    with Progress(len(pending), "patients") as progress:
        left = run_jobs(pending, computing, where, folder, doing, progress)
        if len(left) < len(pending):
            progress.say(f"{len(pending) - len(left)} patients took {duration(time.monotonic() - started)}.")
    return left


def _with_second(
    report: Report,
    jobs: Sequence[AuditJob],
    computing: Computing,
    where: Machines | None,
    arguments: argparse.Namespace,
) -> Report:
    """The report with the second stage, of the patients of whom a slice with a lesion is called so."""
    asked, slices = maps_asked(report), arguments.second_slices
    again = [SecondJob(job, asked, slices) for job in jobs]
    told = ", ".join(str(each) for each in asked)
    with Progress(None, "patients") as progress:
        progress.say(f"second stage, on at most {slices} slices of each patient: {told}")
    _run([job for job in again if read_second(job.file) is None], computing, where, arguments.output, examined_further)
    found = [each for job in again if (each := read_second(job.file)) is not None]
    return replace(report, second=second_stage(found, slices, arguments.seed)) if found else report


def _plan(arguments: argparse.Namespace, own: Path | None) -> AuditPlan:
    check_methods(arguments.methods)
    if arguments.methods is not AUDITED:
        refuse_methods(own, arguments.methods, on_slices=arguments.second_stage)
    cannot = refusals(own)
    return AuditPlan(
        methods=tuple(key for key in AUDITED if key in arguments.methods and key not in cannot),
        layers=arguments.layers,
        slices_per_case=arguments.slices_per_case,
        other_patients=arguments.other_patients,
        random_networks=arguments.random_networks,
        permuted=None if arguments.permuted is None else arguments.permuted.resolve(),
        nulls=NullSettings(placements=arguments.placements, seed=arguments.seed, threshold=arguments.threshold),
        choices=choices_of(arguments),
        names=not arguments.without_names,
    )


def _hint(jobs: list[AuditJob]) -> None:
    """Say at once, before hours of work, that the figures will flatter the networks."""
    trained = sum(job.judging.trained for job in jobs)
    if trained:
        with Progress(None, "patients") as progress:
            progress.say(
                f"note: {trained} of {len(jobs)} patients trained the networks that judge them; --folds names networks "
                "that did not see them."
            )


def _report(jobs: list[AuditJob], left: Left, plan: AuditPlan, arguments: argparse.Namespace) -> Report:
    """The report on all that is examined.

    Raises:
        UsageError: where no patient is.
    """
    patients, skipped = [], []
    for job in jobs:
        label = job.path.name if plan.names else f"Case {job.number + 1}"
        reason = left.get(job.number)
        if reason is not None:
            said = reason if plan.names else "it was left out; ask again with names for the reason"
            skipped.append(SkippedEntry(job.number + 1, label, said, code_of(reason)))
        found = None if reason is not None else read_case(arguments.output, job.key)
        patients.append(Patient(job.number + 1, label, str(job.path) if plan.names else "", job.judging, found))
    if not any(each.found is not None for each in patients):
        raise UsageError(
            f"No case at {arguments.cases[0]} could be examined ({skipped[0].reason if skipped else 'there is none'}); "
            "choose patients with masks."
        )
    folds = arguments.folds is not None
    return report_of(patients, skipped, plan, _command(arguments, plan), folds=folds)


def _write(report: Report, folder: Path) -> None:
    """The report, its tables and its page, each whole or not at all; the report last, as it says that all is there."""
    for name, data in csv_files(report).items():
        write_whole(folder / name, data)
    write_whole(folder / page.FILE, page.audit_page(report, folder).encode("utf-8", "replace"))
    write_whole(folder / FILE, as_json(report))


def _command(arguments: argparse.Namespace, plan: AuditPlan) -> str:
    """The command that makes the report again, whoever works on it."""
    cases = [str(each) for each in arguments.cases] if plan.names else ["CASES"]
    words = ["xaiviewer", "audit", *cases, "--output", str(arguments.output) if plan.names else "DIR"]
    asked = AuditPlan()
    if plan.methods != asked.methods:
        words += ["--methods", ",".join(plan.methods)]
    if plan.layers != asked.layers:
        words += ["--layers", ",".join(plan.layers)]
    for name, value, default in (
        ("--slices-per-case", plan.slices_per_case, asked.slices_per_case),
        ("--model", arguments.model, None),
        ("--folds", arguments.folds, None),
        ("--seed", plan.seed, asked.seed),
        ("--placements", plan.nulls.placements, asked.nulls.placements),
        ("--other-patients", plan.other_patients, asked.other_patients),
        ("--random-networks", plan.random_networks, asked.random_networks),
        ("--permuted", arguments.permuted, None),
        ("--threshold", plan.nulls.threshold, asked.nulls.threshold),
        ("--second-slices", arguments.second_slices, SLICES),
    ):
        if value != default:
            words += [name, str(value)]
    return shlex.join(
        [*words, *(["--second-stage"] * arguments.second_stage), *([] if plan.names else ["--without-names"])]
    )


def _summary(report: Report, folder: Path) -> str:
    """What was found, in sentences."""
    patients = len(report.cases)
    slices = sum(each.lesion_slices_examined for each in report.cases)
    title = f"{patients} patient{'s' * (patients != 1)}, {slices} slice{'s' * (slices != 1)} with a lesion"
    lines = [title, *(f"* {each}" for each in report.findings), f"{folder / FILE}", NOTICE]
    return "\n".join(lines)


def _names(text: str) -> tuple[str, ...]:
    """The names of "a,b", once each."""
    found = tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” names nothing")
    return found


def _positive(text: str) -> int:
    found = _count(text)
    if not found:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 on")
    return found


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 0 on")
    return int(text)


def _seed(text: str) -> int:
    return _count(text)
