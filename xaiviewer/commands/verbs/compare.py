"""``xaiviewer compare``: two networks on the same cases: what did fine-tuning change?"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xaiviewer import paths
from xaiviewer.case import Choices
from xaiviewer.case.digest import digest_of_case
from xaiviewer.codes import code_of, coded
from xaiviewer.commands.options import networks
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.choices import add_choice_arguments, choices_of
from xaiviewer.commands.options.labels import add_labels_argument, labels_of
from xaiviewer.commands.options.machines import add_device_argument, available
from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.parser import examples, existing
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.verbs.compare_kept import ChangedError, Kept
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.evaluation.compared import SCHEMA, ComparedPatient, changes, compared_report, of_classes, of_layers
from xaiviewer.evaluation.report import plain
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.nets.packages.named import digest_of
from xaiviewer.nets.packages.store import meant
from xaiviewer.readers import load_case
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import Names, write_whole
from xaiviewer.records.manifest import as_json
from xaiviewer.records.pages.compared_page import compared_csv, compared_page, schema_file
from xaiviewer.records.provenance import versions, weights
from xaiviewer.requests import ONE_PASS_METHODS, ModelDescription

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser
    from xaiviewer.analysis.other_networks.side_by_side import SideBySide

BUNDLED = "bundled"
_FEW = 20
_SAID = 6  # differences between two packages
_NOTES = (
    "The networks may be of any architectures, inputs and classes: what is laid beside what is said in the report.\n"
    "Interrupted, the same command goes on: finished patients lie in FILE.kept until every case was compared; whose\n"
    "images or mask changed since is compared anew.\n\n"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    for name, what in (("a", "before"), ("b", "after")):
        parser.add_argument(
            name,
            metavar=f"MODEL_{name.upper()}",
            help=f"the network {what}: an imported one's name, a package, or the word {BUNDLED}",
        )
    parser.add_argument("cases", nargs="+", type=existing, metavar="CASES", help="patients, or their folders")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="the report as JSON; replaced")
    parser.add_argument("--html", type=Path, metavar="FILE", help="the same to read, one page without anything outside")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="every figure as a row of a table")
    parser.add_argument("--schema", action=_Schema, nargs=0, help="print the JSON schema of the report, and end")
    parser.add_argument("--class", dest="finding", metavar="NAME", help="compared class (default: the first's finding)")
    parser.add_argument(
        "--class-b",
        metavar="NAME",
        help="the second network's class that is laid beside it (default: the one of the same name, else its finding)",
    )
    parser.add_argument(
        "--method",
        choices=ONE_PASS_METHODS,
        default="grad-cam",
        metavar="METHOD",
        help=f"by which maps are made: {', '.join(ONE_PASS_METHODS)} (default: %(default)s)",
    )
    parser.add_argument("--without-maps", action="store_true", help="compare decisions alone")
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: %(default)s)")
    add_labels_argument(parser)
    add_device_argument(parser)
    add_choice_arguments(parser)
    parser.epilog = _NOTES + examples(
        ("xaiviewer compare pretrained tuned patients --output report.json", "what did fine-tuning change?"),
        ("xaiviewer compare bundled mine patients --output r.json --html r.html", "a network of your own beside ours"),
        ("xaiviewer compare a b patients --labels folders --output r.json --csv r.csv", "classes by folders' names"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare and write the reports."""
    replaceable("the report", arguments.output, arguments.html, arguments.csv)
    choices, device = choices_of(arguments), available(arguments.device)
    packages = [None if each == BUNDLED else meant(each) for each in (arguments.a, arguments.b)]
    found = cases_at(arguments.cases)
    a, b = (networks.load(device, each, threads=arguments.threads) for each in packages)
    method = "" if arguments.without_maps else arguments.method
    both = networks.side_by_side(a, b, method, (arguments.finding, arguments.class_b))
    classes = a.description.classes
    labels = labels_of(arguments.labels, found, classes)
    told = [None if labels is None else classes[labels[number]] for number in range(len(found))]
    compared = Compared(Kept(arguments.output, _settings(both, packages, method, choices, found, told)))
    with Progress(len(found), "cases") as progress:
        try:
            for number, path in enumerate(found):
                compared.add(path, both, told[number], choices, progress, number)
            if compared.before:
                progress.say(
                    f"note: {compared.before} of {len(found)} cases were compared before and were not asked again."
                )
            if not compared.patients:
                compared.kept.finish()
                raise UsageError("No case could be compared; name others.")
            progress.at(len(found), "intervals")
            report = _report(compared, both, (a, b), arguments)
        except KeyboardInterrupt:
            progress.say(f"note: {compared.kept.told(found)}")
            raise
    write_whole(arguments.output, as_json(report))
    if arguments.html is not None:
        write_whole(arguments.html, compared_page(report).encode("utf-8", "replace"))
    if arguments.csv is not None:
        write_whole(arguments.csv, compared_csv(report))
    if not compared.skipped:
        compared.kept.finish()
    print(
        "\n".join([f"a: {a.description.identity.name}, b: {b.description.identity.name}", *report["changes"], NOTICE])
    )
    return 2 if compared.skipped else 0


@dataclass
class Compared:
    """What has been gathered so far.

    Attributes:
        kept: what is finished, on disk.
        patients: what was found of each.
        skipped: the cases that were left out, and why.
        before: how many were compared before.
    """

    kept: Kept
    patients: list[ComparedPatient] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    before: int = 0
    _names: Names = field(default_factory=Names)

    def add(
        self, path: Path, both: SideBySide, label: str | None, choices: Choices, progress: Progress, number: int
    ) -> None:
        """Compare the networks on a case, unless that was done; one that cannot be read is left out, and named.

        Raises:
            UsageError: for what every other case would meet, too.
        """
        progress.at(number, path.resolve().name)

        def tell(done: int, total: int) -> None:
            progress.at(number + done / total, f"slice {done} of {total}")

        try:
            found = self._found(path, both, label, choices, progress, tell)
        except UsageError:
            raise
        except XaiViewerError as error:
            progress.say(f"xaiviewer: {coded(error)}")
            self.skipped.append({"name": path.resolve().name, "reason": str(error), "code": code_of(str(error))})
            return
        self.patients.append(replace(found, name=self._names.distinct(found.name)))

    def _found(
        self,
        path: Path,
        both: SideBySide,
        label: str | None,
        choices: Choices,
        progress: Progress,
        tell: Callable[[int, int], None],
    ) -> ComparedPatient:
        """What is found of a case: what was kept of it, as long as it holds what it held then."""
        case = load_case(path, choices)
        if not case.indices:
            raise XaiViewerError(no_picture(case))
        digest = digest_of_case(case)
        try:
            known = self.kept.patient(path, digest)
        except ChangedError:
            known = None
            progress.say(f"note: {path.resolve().name} changed since it was compared before; it is compared anew.")
        if known is not None:
            self.before += 1
            return known
        found = both.compare(case, label, progress=tell)
        self.kept.keep(path, digest, found)
        return found


def _settings(
    both: SideBySide,
    packages: Sequence[Path | None],
    method: str,
    choices: Choices,
    found: Sequence[Path],
    labels: Sequence[str | None],
) -> dict[str, Any]:
    """All that what is found of a patient depends on."""
    made = versions()
    told = [f"{path.resolve()}\n{label}" for path, label in zip(found, labels, strict=True) if label is not None]
    return {
        "schema": SCHEMA,
        "version": {name: made[name] for name in ("xaiviewer", "torch", "numpy")},
        "packages": [digest_of(each or paths.models() / "classifier") for each in packages],
        "classes": list(both.findings),
        "method": method,
        "choices": asdict(choices),
        "labels": hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest() if told else None,
    }


def _report(
    compared: Compared,
    both: SideBySide,
    analysers: tuple[Analyser, Analyser],
    arguments: argparse.Namespace,
) -> dict[str, Any]:
    """The report with what made it."""
    a, b = (each.description for each in analysers)
    pairs = [
        {"a": a.layers[one].name, "b": b.layers[other.layer].name, "by": other.reason} for one, other in both.pairs
    ]
    figures: dict[str, Any] = plain(compared_report(compared.patients, pairs, seed=arguments.seed))
    changed = [{"part": name, "change": change} for name, change in both.weight_changes()]
    classes = {
        "named": both.matched.named,
        "alike": both.matched.alike,
        **{
            key: {"compared": name, "classes": list(each.classes)}
            for key, name, each in zip("ab", both.findings, (a, b), strict=True)
        },
    }
    said = [*of_classes(classes), *of_layers(pairs), *_silent((a, b), arguments)]
    said += changes(figures, volumes=a.volumes)
    apart = both.package_differences()
    said += _of_packages(apart) if apart else _of_weights(changed)
    said += _warnings(compared.patients)
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        "versions": versions(),
        "models": weights({"a": a.identity, "b": b.identity}),
        "classes": classes,
        "settings": {
            "method": None if arguments.without_maps else arguments.method,
            "labels": arguments.labels is not None,
            "seed": arguments.seed,
            "volumes": a.volumes,  # b is of the same kind, else they are not compared
        },
        "changes": said,
        **figures,
        "weights": plain(changed),
        "skipped": compared.skipped,
    }


def _silent(networks: Sequence[ModelDescription], arguments: argparse.Namespace) -> list[str]:
    """Why no maps are compared, where they were wanted."""
    silent = [key for key, each in zip("ab", networks, strict=True) if not each.layers]
    if arguments.without_maps or not silent:
        return []
    return [f"Network {' and '.join(silent)} gives its outputs alone: decisions are compared, and no maps."]


def _of_packages(apart: Sequence[str]) -> list[str]:
    """In what packages of the very same weights differ, in a sentence."""
    more = f", and {len(apart) - _SAID} more" if len(apart) > _SAID else ""
    return [f"Both packages hold the very same weights; they differ in {', '.join(apart[:_SAID])}{more}."]


def _of_weights(changed: Sequence[dict[str, Any]]) -> list[str]:
    """Which weights moved most, in a sentence; nothing of networks that cannot be held against each other."""
    if not changed:
        return ["The networks are of other architectures: their weights cannot be held against each other."]
    known = [each for each in changed if not isnan(each["change"])]
    most = sorted(known, key=lambda each: -each["change"])[:3]
    new = [each["part"] for each in changed if isnan(each["change"])]
    said = [f"Other shapes of weights, not compared: {', '.join(new[:3])}{', ...' * (len(new) > 3)}."] if new else []
    if not any(each["change"] for each in most):
        return [*said, "All weights that can be compared are the same." if new else "All weights are the same."]
    still = sum(each["change"] == 0 for each in known)
    told = ", ".join(f"{each['part']} ({100 * each['change']:.1f} %)" for each in most if each["change"])
    return [*said, f"Weights moved most in {told}; {still} of {len(known)} parts did not move."]


def _warnings(patients: Sequence[ComparedPatient]) -> list[str]:
    said = []
    if len(patients) < _FEW:
        said.append(f"{len(patients)} patient{'s' * (len(patients) != 1)}: intervals are wide, or none.")
    for name in "ab":
        trained = sum(name in each.trained for each in patients)
        if trained:
            said.append(f"Network {name} was trained on {trained} of these patients: its figures flatter it.")
    return said


class _Schema(argparse.Action):
    """Prints the schema, whatever else was typed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it, and end."""
        print(schema_file().read_text(encoding="utf-8"), end="")
        parser.exit()
