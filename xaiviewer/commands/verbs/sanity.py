"""``xaiviewer sanity``: sanity checks of the classifier's maps, kept beside its package where that is asked."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xaiviewer import paths
from xaiviewer.case import Case
from xaiviewer.codes import coded
from xaiviewer.commands.options import networks
from xaiviewer.commands.options.cases import cases_at
from xaiviewer.commands.options.machines import add_device_argument, available
from xaiviewer.commands.options.methods import PRESETS, preset_of
from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.commands.options.own_network import add_model_argument, model_of, refusals, refuse_methods
from xaiviewer.commands.options.parser import case_or_folder, examples
from xaiviewer.commands.options.progress import Progress
from xaiviewer.commands.options.sanity_tables import legend, table, where_measured
from xaiviewer.errors import UsageError, XaiViewerError
from xaiviewer.nets.packages.files import MODEL
from xaiviewer.readers import load_case
from xaiviewer.records import NOTICE
from xaiviewer.records.folders import write_whole
from xaiviewer.records.manifest import as_json
from xaiviewer.requests import METHODS, InputShape, Method, Request
from xaiviewer.requests.badges import FILE, PHANTOM, Badges, Reference, Sanity, read_sanity

if TYPE_CHECKING:
    from xaiviewer.analysis import Analyser
    from xaiviewer.analysis.examining import ReferenceSet

_DEFAULTS = "defaults"
_QUICK, _ALL = "quick", "all"

_FEW = 4
"""Passes up to which a method is quick to examine."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=case_or_folder,
        metavar="CASE",
        help="patients to examine the maps on, of which pairs without relation to each other are drawn; the synthetic "
        "head where none is named",
    )
    parser.add_argument(
        "--methods",
        type=_methods,
        default=_methods(_QUICK),
        metavar="METHOD,...",
        help="which; quick: those of few passes; all: all that give maps of the classifier, which takes hours "
        "(default: quick)",
    )
    parser.add_argument(
        "--layers",
        type=lambda text: tuple(name.strip() for name in text.split(",")),
        metavar="NAME,...",
        help="show numbers of these layers; methods that map one layer are asked for each of them (default: count over "
        "all layers, and the last one)",
    )
    parser.add_argument(
        "--preset",
        choices=(*PRESETS, _DEFAULTS),
        default="quick",
        help="of every method that declares it (default: %(default)s)",
    )
    parser.add_argument(
        "--slices",
        type=_count,
        default=5,
        metavar="N",
        help="of each case that are changed, and asked of random networks (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of random weights, noise and pairs (default: %(default)s)")
    parser.add_argument("--name", default="cohort", help="what the cases are called together (default: %(default)s)")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="PACKAGE",
        help=f"examine the classifier of this package and keep what is found in its {FILE}, where window and exports "
        "find it; what it holds of other methods on the same cases stays",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what is found as JSON; replaced")
    add_model_argument(parser)
    add_device_argument(parser)
    parser.epilog = examples(
        ("xaiviewer sanity", "methods of few passes on the synthetic head"),
        ("xaiviewer sanity --methods occlusion,saliency --layers layer3.0.relu_2", "two methods"),
        ("xaiviewer sanity patients --name LGG --keep resources/models/classifier", "on patients, and keep it"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Examine, print the table, keep."""
    _refuse(arguments)
    found = cases_at(arguments.paths) if arguments.paths else [paths.phantom()]
    device = available(arguments.device)
    asked = arguments.keep or model_of(arguments)
    if arguments.methods in (_methods(_QUICK), _methods(_ALL)):
        cannot = refusals(asked)
        arguments.methods = tuple(each for each in arguments.methods if each not in cannot)
    refuse_methods(asked, arguments.methods)
    from xaiviewer.cohort.computation import set_threads  # noqa: PLC0415 - torch takes seconds to import

    set_threads(arguments.threads)
    analyser = networks.load(device, asked)
    layers = _layer_names(analyser, arguments.layers)
    with Progress(None, "cases") as progress:
        gathered = _gathered(analyser, found, arguments.slices, progress)
    command = _command(arguments)
    name = arguments.name if arguments.paths else PHANTOM
    slices = 0 if analyser.description.volumes else len(gathered.tested)
    reference = Reference(name, gathered.patients, slices, command)
    sanity = Sanity(analyser.description.identity.sha256, reference)
    kept = _kept(arguments.keep, sanity)
    requests = _requests(analyser, arguments, layers)
    with Progress(len(requests), "methods") as progress:
        done = 0
        for some in _groups(requests):
            badges = _examined(analyser, gathered, some, arguments.seed, progress, done)
            done += len(some)
            sanity, kept = (each.with_measured(badges, reference) for each in (sanity, kept))
            if badges and arguments.keep is not None:  # at once: the whole takes long and may be interrupted
                write_whole(arguments.keep / FILE, as_json(kept.fields()))
    if arguments.json is not None:
        write_whole(arguments.json, as_json(sanity.fields()))
    if not sanity.measured:
        raise UsageError("None of these methods could be examined on this network; choose others by --methods.")
    print("\n".join([table(sanity.measured, layers), "", legend(), where_measured(sanity), NOTICE]))
    return 0 if len(sanity.measured) == len(requests) else 2


def _refuse(arguments: argparse.Namespace) -> None:
    """Raise for what cannot be written: said now, not after the work."""
    replaceable("the JSON", arguments.json)
    if arguments.keep is not None and not (arguments.keep / MODEL).is_file():
        raise UsageError(f"{arguments.keep} is no model package; name the folder that holds {MODEL}.")
    if arguments.keep is not None and arguments.model is not None:
        raise UsageError("--keep examines the package that it names; leave --model out.")


def _gathered(analyser: Analyser, found: Sequence[Path], slices: int, progress: Progress) -> ReferenceSet:
    from xaiviewer.analysis.examining import reference_set  # noqa: PLC0415 - torch

    def cases() -> Iterator[Case]:
        for number, path in enumerate(found):
            progress.at(number, path.resolve().name)
            try:
                yield load_case(path)
            except XaiViewerError as error:
                if len(found) == 1:
                    raise
                progress.say(f"xaiviewer: {coded(error)}")

    return reference_set(analyser, cases(), slices=slices)


def _kept(package: Path | None, fresh: Sanity) -> Sanity:
    """What a package holds of the same weights.

    Raises:
        ModelError: where its file is damaged: it is not thrown away unasked.
    """
    if package is None or not (package / FILE).exists():
        return fresh
    there = read_sanity(package / FILE)
    return there if there.weights == fresh.weights else fresh


def _examined(
    analyser: Analyser, gathered: ReferenceSet, some: Sequence[Request], seed: int, progress: Progress, before: int
) -> list[Badges]:
    """What is found about some methods; what cannot be asked of this network is said."""
    from xaiviewer.analysis.examining import examined  # noqa: PLC0415 - torch

    named = some[0].method if len(some) == 1 else f"{len(some)} methods"

    def tell(done: int, total: int) -> None:
        progress.at(before + len(some) * done / total, f"{named}, round {done} of {total}")

    progress.at(before, named)
    found = []
    for request, each in examined(analyser, gathered, some, seed=seed, progress=tell).items():
        if isinstance(each, Badges):
            found.append(each)
        else:
            progress.say(f"{request.method}: not measured. {coded(each)}")
    return found


def _groups(requests: Sequence[Request]) -> list[list[Request]]:
    """Those of few passes together, as random networks are then made once for all of them; the others one by one."""
    quick = [each for each in requests if _passes(METHODS[each.method]) <= _FEW]
    return [*([quick] if quick else []), *([each] for each in requests if each not in quick)]


def _requests(analyser: Analyser, arguments: argparse.Namespace, layers: Sequence[str] | None) -> list[Request]:
    """A request for each method; of one that maps a layer, for each of the layers named."""
    found = []
    for key in arguments.methods:
        method = METHODS[key]
        preset = {} if arguments.preset == _DEFAULTS else preset_of(method, arguments.preset)
        of_layer = [each.name for each in method.parameters if each.kind == "layer" and not each.input_too]
        for name in layers if layers and of_layer else ("",):
            named = dict.fromkeys(of_layer, name) if name else {}
            found.append(analyser.request(key, None, **{**preset, **named}))
    return found


def _layer_names(analyser: Analyser, given: Sequence[str] | None) -> tuple[str, ...] | None:
    """The layers by the one name that each has."""
    description = analyser.description
    return None if given is None else tuple(description.layers[description.layer_index(each)].name for each in given)


def _command(arguments: argparse.Namespace) -> str:
    """What measures the same again; cases have names that are nobody's business."""
    methods = ",".join(arguments.methods)
    words = ["xaiviewer sanity", *(["CASES"] if arguments.paths else []), f"--methods {methods}"]
    words += [f"--layers {','.join(arguments.layers)}"] if arguments.layers else []
    words += [f"--preset {arguments.preset}", f"--slices {arguments.slices}", f"--seed {arguments.seed}"]
    return " ".join(words)


def _methods(text: str) -> tuple[str, ...]:
    """The methods of "occlusion,saliency", "quick" or "all", once each."""
    offered = {key: each for key, each in METHODS.items() if each.checked}
    if text == _ALL:
        return tuple(offered)
    if text == _QUICK:
        return tuple(key for key, each in offered.items() if _passes(each) <= _FEW)
    keys = tuple(dict.fromkeys(each.strip() for each in text.split(",")))
    for key in keys:
        if key not in offered:
            raise argparse.ArgumentTypeError(
                f"there is no method “{key}” that gives maps of the classifier; choose from {', '.join(offered)}"
            )
    return keys


def _passes(method: Method) -> int:
    cost = method.cost(InputShape())
    return cost.forward + cost.backward


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 on")
    return int(text)
