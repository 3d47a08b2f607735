"""``xaiviewer model``: networks of the user's own, as packages that the program opens."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

from xaiviewer import paths
from xaiviewer.case import SEQUENCES
from xaiviewer.commands.options.own_network import refuse_classifier
from xaiviewer.commands.options.parts import Part, add_parts
from xaiviewer.commands.verbs.model_measure import EXAMPLES, add_measure_arguments, measured_rows, run_measure
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.inputs.colours import RGB
from xaiviewer.nets.inputs.orientation import RADIOLOGICAL
from xaiviewer.nets.inputs.turns import TURNS
from xaiviewer.nets.inputs.wanted import Fit
from xaiviewer.nets.inputs.windows import WINDOWS
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Factory, Trained, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.telling import Origin, golden_in, told
from xaiviewer.records import NOTICE

_MODES = ("caffe", "tf", "torch", "rescaled", "none")
_OWN: Mapping[str, str] = {"bundled": "classifier", "bundled-segmenter": "segmenter"}
_REPRODUCED: Mapping[Origin, str] = {
    "author": "its golden output is reproduced",
    "import": "the golden output of its import is reproduced (its author gave none)",
    "none": "it has no golden output to reproduce",
}
_SCALES = ("volume", "slice", "values", "window", "slice-z-score", "head")


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
    _add_inputs(parser)
    _add_provenance(parser)
    _add_volumes(parser)


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--factory",
        metavar="LIBRARY/NAME",
        help="the network that weights belong to, where they fit several: torchvision/resnet50, timm/resnet50",
    )
    parser.add_argument(
        "--arguments", metavar="JSON", default="{}", help='of --factory: what it is told, {"num_classes": 3}'
    )
    parser.add_argument("--classes", default="", metavar="A,B,...", help="names, in the order of the outputs")
    parser.add_argument("--finding", default="", metavar="CLASS", help="the class that is looked for (default: none)")
    parser.add_argument(
        "--output",
        choices=("softmax", "sigmoid"),
        help="one of the classes holds, or each of them may (default: what the network says, else softmax)",
    )


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--channels",
        default="",
        metavar="C,...",
        help=f"what each channel takes: {', '.join(SEQUENCES)}; red, green, blue ({RGB}) of colour pictures; or "
        "a word of yours for the case's main sequence; one alone serves all channels",
    )
    parser.add_argument(
        "--size",
        type=_size,
        metavar="PX",
        help="side of the input, or ROWSxCOLUMNS as the network gets them (default: what the network is known for)",
    )
    parser.add_argument(
        "--field", choices=("slice", "head"), default="slice", help="what of a slice is seen (default: %(default)s)"
    )
    parser.add_argument(
        "--fit",
        choices=get_args(Fit),
        default="pad",
        help="how what is seen comes into a size of another shape: with air beside it, cropped, or stretched "
        "(default: %(default)s)",
    )
    parser.add_argument("--spacing", type=float, metavar="MM", help="from one pixel of the input to the next")
    parser.add_argument(
        "--scale",
        choices=_SCALES,
        default="slice",
        help="what becomes 0 and 1: percentiles --low and --high of the slice or volume, these stored values, or the "
        "ends of --windows of CT; or a z-score (default: %(default)s)",
    )
    parser.add_argument(
        "--windows",
        default="",
        metavar="W,...",
        help=f"of --scale window, in Hounsfield units: {', '.join(WINDOWS)}; one for each channel, or one for all",
    )
    parser.add_argument("--low", type=float, help="of --scale (default: 0)")
    parser.add_argument("--high", type=float, help="of --scale (default: 100 per cent, of values 255)")
    parser.add_argument(
        "--preprocessing",
        choices=_MODES,
        default="",
        help="what Keras's preprocess_input, or your own code, made of 0 to 255, in place of --mean and --std; caffe "
        "also turns the channels round (default: what the network was first taught with)",
    )
    parser.add_argument(
        "--mean", default=None, metavar="N,...", help="per channel, or one for all: taken off after the scale"
    )
    parser.add_argument(
        "--std", default=None, metavar="N,...", help="per channel, or one for all: divided by after that"
    )


def _add_provenance(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--golden",
        type=Path,
        metavar="NPZ",
        help='what your own program got: numpy.savez("golden.npz", input=pictures, output=network.predict(pictures)); '
        "where the network gives something else here, it is refused",
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


def _add_volumes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--depth", type=int, metavar="PX", help="of volumes: along the slices (default: as --size)")
    parser.add_argument("--slice-spacing", type=float, metavar="MM", help="of volumes: the same of --spacing")
    parser.add_argument(
        "--orientation",
        default=RADIOLOGICAL,
        metavar="RAS",
        help="how slices lie, where not as they are shown: "
        f"{', '.join(each for each in TURNS if each != RADIOLOGICAL)}; or what the axes of a NIfTI array run towards, "
        "such as RAS, whose array[:, :, k] the network was taught on. Of volumes: what the three axes run towards "
        "(default: as shown)",
    )


def _size(text: str) -> int | tuple[int, int]:
    """One side, or rows and columns."""
    found = [int(each) for each in text.lower().replace("×", "x").split("x")]
    if len(found) > 2:
        raise ValueError
    return found[0] if len(found) == 1 else (found[0], found[1])


_size.__name__ = "size"  # what argparse calls it where it refuses one


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
    print(f"{_told(place)}\n\nOpen it with: xaiviewer CASES --model {shlex.quote(place.name)}\n{NOTICE}")
    return 0


def _package(arguments: argparse.Namespace) -> int:
    from xaiviewer.nets.imports.importing import package_from  # noqa: PLC0415 - torch takes seconds to import

    name = arguments.name or _own_name(arguments.path)
    _refuse_beside(arguments.segmenter)
    package_from(arguments.path, arguments.to, _answers(arguments, name), _factory(arguments))
    print(f"{_told(arguments.to)}\n\nThe package is {arguments.to}. {NOTICE}")
    return 0


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
        return None
    library, _, name = arguments.factory.partition("/")
    try:
        given = json.loads(arguments.arguments)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not name:
        raise UsageError(
            "Name the network like this: --factory torchvision/resnet50 --arguments '{\"num_classes\": 3}'."
        )
    return Factory(library, name, given)


def _answers(arguments: argparse.Namespace, name: str) -> Answers:
    return Answers(
        classes=_words(arguments.classes),
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


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _numbers(text: str | None, option: str) -> tuple[float, ...] | None:
    if text is None:
        return None
    try:
        return tuple(float(each) for each in _words(text))
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
