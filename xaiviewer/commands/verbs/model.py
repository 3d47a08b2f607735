"""``xaiviewer model``: networks of the user's own, as packages that the program opens."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

from xaiviewer import paths
from xaiviewer.commands.options.own_input import SCALE, add_inputs, add_volumes, refuse_idle
from xaiviewer.commands.options.own_network import refuse_classifier
from xaiviewer.commands.options.parts import Part, add_parts
from xaiviewer.commands.verbs.model_measure import EXAMPLES, add_measure_arguments, measured_rows, run_measure
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Factory, Trained, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.telling import Origin, golden_in, told
from xaiviewer.records import NOTICE

_BARE = (".safetensors", ".pt", ".pth", ".bin", ".ckpt", ".tar")
"""Files of weights and nothing else."""

_NAMES = ".txt"
"""How a file of classes' names ends."""

_OWN: Mapping[str, str] = {"bundled": "classifier", "bundled-segmenter": "segmenter"}
_REPRODUCED: Mapping[Origin, str] = {
    "author": "its golden output is reproduced",
    "import": "the golden output of its import is reproduced (its author gave none)",
    "none": "it has no golden output to reproduce",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command and of each of its parts."""
    add_parts(
        parser,
        _PARTS,
        closing="Nothing in a file of weights is ever run: of .pt and .pth only tensors are taken, in a process apart.",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the part that is asked for."""
    part: Callable[[argparse.Namespace], int] = _RUN[arguments.part]
    return part(arguments)


def _source_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help="a model package (folder or zip), weights (.safetensors, .pt, .pth), a folder of timm or Hugging Face, a "
        "bundle of MONAI, a network of Keras's applications with a head of yours (.keras, .h5, .hdf5), or ONNX (.onnx)",
    )
    parser.add_argument("--name", default="", help="what it is called (default: like the file)")
    _add_outputs(parser)
    add_inputs(parser)
    _add_provenance(parser)
    add_volumes(parser)


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--factory",
        metavar="LIBRARY/NAME",
        help="the network that weights belong to, where they fit several: torchvision/resnet50, timm/resnet50",
    )
    parser.add_argument("--arguments", metavar="JSON", help='of --factory: what it is told, {"num_classes": 3}')
    parser.add_argument(
        "--classes",
        default="",
        metavar="A,B,...|NAMES.txt",
        help="names, in the order of the outputs, or a text file (.txt) with one name per line; the word numbered "
        "calls them by their numbers",
    )
    parser.add_argument("--finding", default="", metavar="CLASS", help="the class that is looked for (default: none)")
    parser.add_argument(
        "--output",
        choices=("softmax", "sigmoid"),
        help="one of the classes holds, or each of them may (default: what the network says, else softmax)",
    )


def _add_provenance(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--golden",
        type=Path,
        metavar="NPZ",
        help='what your own program got: numpy.savez("golden.npz", input=pictures, output=network.predict(pictures)): '
        "pictures as the network gets them, and its probabilities or logits; where it gives something else here, it is "
        "refused",
    )
    parser.add_argument("--licence", default="", help="of the weights")
    parser.add_argument("--trained-on", default="", metavar="TEXT", help="the data it was trained on, in words")
    parser.add_argument(
        "--training-patients",
        type=Path,
        metavar="PATH",
        help="a folder of their cases, or a file of their names, one a line, as the list of cases calls them: kept as "
        "salted hashes alone, by which a case of theirs is marked",
    )
    parser.add_argument(
        "--segmenter", default="", metavar="NAME", help="of a classifier: the imported network that outlines beside it"
    )


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    _source_arguments(parser)


def _package_arguments(parser: argparse.ArgumentParser) -> None:
    _source_arguments(parser)
    parser.add_argument("--to", required=True, type=Path, metavar="DIR", help="the package to make")


def _import(arguments: argparse.Namespace) -> int:
    from xaiviewer.nets.imports.importing import package_from  # noqa: PLC0415 - torch takes seconds to import

    path: Path = arguments.path
    name = arguments.name or _own_name(path)
    place = store.free_place(name)
    _refuse_beside(arguments.segmenter)
    package_from(path, place, _answers(arguments, name), _factory(arguments))
    opening = f"Open it with: xaiviewer CASES --model {shlex.quote(place.name)}"
    print(f"{_told(place)}\n{_assumed(arguments)}\n{opening}\n{NOTICE}")
    return 0


def _package(arguments: argparse.Namespace) -> int:
    from xaiviewer.nets.imports.importing import package_from  # noqa: PLC0415 - torch takes seconds to import

    name = arguments.name or _own_name(arguments.path)
    _refuse_beside(arguments.segmenter)
    package_from(arguments.path, arguments.to, _answers(arguments, name), _factory(arguments))
    print(f"{_told(arguments.to)}\n{_assumed(arguments)}\nThe package is {arguments.to}. {NOTICE}")
    return 0


def _assumed(arguments: argparse.Namespace) -> str:
    """What nobody said of bare weights, which tell nothing of their input: who reads on sees what to compare."""
    path: Path = arguments.path
    if path.is_dir() or path.suffix.lower() not in _BARE:
        return ""
    made = arguments.mean is not None or arguments.std is not None or arguments.preprocessing
    said = {"--size": arguments.size, "--scale": arguments.scale != SCALE, "--mean and --std": made}
    missing = [option for option, given in said.items() if not given]
    if not missing:
        return ""
    return f"\nNot said, and so assumed as above: {', '.join(missing)}. Compare them with how it was trained.\n"


def _list(_arguments: argparse.Namespace) -> int:
    found = store.names()
    for name in found:
        try:
            described = read_described(opened(store.folder() / name))
            print(f"{name}  {described.factory.architecture}, {', '.join(described.classes[:8])}")
        except ModelError as error:  # the others are listed all the same
            print(f"{name}  cannot be opened: {error}")
    if not found:
        print("No network was imported yet; see `xaiviewer model import --help`.")
    return 0


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model",
        metavar="PACKAGE",
        help="an imported network's name, a package's folder or zip, or “bundled” or “bundled-segmenter”",
    )


def _meant(text: str) -> Path:
    """A package, also one of the program's own."""
    return paths.models() / _OWN[text] if text in _OWN else store.meant(text)


def _show(arguments: argparse.Namespace) -> int:
    package = _meant(arguments.model)
    rows = measured_rows(package, read_described(opened(package)))
    print("\n".join([_told(package), *(f"{name:>14}  {value}" for name, value in rows.items())]))
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    store.remove(arguments.model)
    print(f"“{arguments.model}” is removed.")
    return 0


def _test(arguments: argparse.Namespace) -> int:
    from xaiviewer.analysis.answers import network_of  # noqa: PLC0415 - torch takes seconds to import
    from xaiviewer.nets.packages.opening import open_package  # noqa: PLC0415

    path = _meant(arguments.model)
    model = open_package(path)
    golden = _REPRODUCED[golden_in(opened(path))]
    try:
        layers = str(len(network_of(model).all_layers.layers))
    except ModelError:  # a segmenter outlines all the same
        layers = "none of its"
    about = model.description.outputs_only or f"{layers} layers can be explained."
    print(f"“{model.identity.name}” is whole, {golden}. {about}")
    return 0


def _refuse_beside(name: str) -> None:
    """Refuse to note a segmenter that is not there, or that is none: weights are read only after that.

    Raises:
        ModelError: where its description cannot be read.
        UsageError: see above.
    """
    if not name:
        return
    if name not in store.names():
        known = ", ".join(store.names()) or "none was imported yet"
        raise UsageError(f"There is no imported network “{name}” ({known}) for --segmenter; import that one first.")
    refuse_classifier(store.folder() / name)


def _own_name(path: Path) -> str:
    """Of a package its own, else the file's."""
    files = opened(path) if path.is_dir() or path.suffix.lower() == ".zip" else None
    return read_described(files).name if files is not None and files.has("model.json") else path.resolve().stem


def _factory(arguments: argparse.Namespace) -> Factory | None:
    if arguments.factory is None:
        if arguments.arguments is not None:
            raise UsageError("--arguments are what a network of --factory is told; name that as well.")
        return None
    library, _, name = arguments.factory.partition("/")
    try:
        given = json.loads(arguments.arguments or "{}")
    except ValueError:
        given = None
    if not isinstance(given, dict) or not name:
        raise UsageError(
            "Name the network like this: --factory torchvision/resnet50 --arguments '{\"num_classes\": 3}'."
        )
    return Factory(library, name, given)


def _answers(arguments: argparse.Namespace, name: str) -> Answers:
    refuse_idle(arguments)
    return Answers(
        classes=_classes(arguments.classes),
        finding=arguments.finding,
        channels=_words(arguments.channels),
        size=arguments.size,
        fit=arguments.fit,
        field=arguments.field,
        scale=arguments.scale,
        low=arguments.low,
        high=arguments.high,
        mean=_numbers(arguments.mean, "--mean"),
        std=_numbers(arguments.std, "--std"),
        output=arguments.output,
        name=name,
        licence=arguments.licence,
        spacing=arguments.spacing,
        preprocessing=arguments.preprocessing,
        golden=arguments.golden,
        windows=_words(arguments.windows),
        trained=_trained(arguments),
        depth=arguments.depth,
        slice_spacing=arguments.slice_spacing,
        orientation=arguments.orientation,
        segmenter=arguments.segmenter,
    )


def _trained(arguments: argparse.Namespace) -> Trained:
    file: Path | None = arguments.training_patients
    if file is None:
        return Trained(arguments.trained_on)
    from xaiviewer.analysis.own_network.patients import trained_at  # noqa: PLC0415 - torch takes seconds to import

    return trained_at(file, arguments.trained_on)


def _classes(text: str) -> tuple[str, ...]:
    """Names of classes: as they are, or those in a file, where a name may hold a comma.

    Raises:
        UsageError: for a file that cannot be read as text.
    """
    file = Path(text)
    if file.suffix.lower() != _NAMES:
        return _words(text)
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The names of the classes cannot be read from {file}: name a text file (UTF-8) with one name per line."
        ) from error
    return tuple(filter(None, map(str.strip, lines)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _numbers(text: str | None, option: str) -> tuple[float, ...] | None:
    if text is None:
        return None
    try:
        return tuple(float(each) for each in text.split(","))  # none is no number either
    except ValueError:
        raise UsageError(f"{option} is a list of numbers, such as 0.5,0.5; it is not “{text}”.") from None


def _told(path: Path) -> str:
    """A package in a few lines."""
    return "\n".join(f"{name:>14}  {value}" for name, value in told(path).items())


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """For parts without arguments."""


_PARTS: Mapping[str, Part] = {
    "import": (
        "import a network, so that --model opens it by its name",
        _import_arguments,
        (
            (
                "xaiviewer model import resnet.pth --classes glioma,meningioma,pituitary --channels t1c",
                "weights of torchvision",
            ),
            ("xaiviewer model import package.zip", "a model package"),
            (
                "xaiviewer model import network.keras --classes a,b,c --preprocessing rescaled",
                "a network of Keras",
            ),
            ("xaiviewer model import timm-folder --classes a,b --finding b", "a folder of timm or Hugging Face"),
        ),
    ),
    "list": ("list the imported networks", _nothing, (("xaiviewer model list", "all that were imported"),)),
    "show": ("say what a package says of its network", _named, (("xaiviewer model show mine", "what it is"),)),
    "remove": ("delete an imported network", _named, (("xaiviewer model remove mine", "delete it"),)),
    "test": (
        "try whether a package is whole and computes what its author got",
        _named,
        (("xaiviewer model test package.zip", "before it is imported, or after"),),
    ),
    "measure": ("measure what a network is worth on cases, for its package", add_measure_arguments, EXAMPLES),
    "package": (
        "make a package of weights, for others",
        _package_arguments,
        (
            ("xaiviewer model package weights.safetensors --classes a,b --to package", "a folder that others import"),
            (
                "xaiviewer model package w.safetensors --classes a,b --training-patients names.txt --to package",
                "which marks the cases that trained it",
            ),
        ),
    ),
}

_RUN: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "list": _list,
    "show": _show,
    "remove": _remove,
    "test": _test,
    "measure": run_measure,
    "package": _package,
}
