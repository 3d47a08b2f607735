"""Pictures that are no MR of a head, before a user's own network: values as stored, and no word of FLAIR or MR."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from tests.nets.small_network import FACTORY, described
from tests.readers.dicom.writing import mr_header, save, set_pixels, write_mr_series
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.description import Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.readers import load_case
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests import AnalysisSettings, Channel

CLASSES = {  # PS3.4 B.5
    "CR": "1.2.840.10008.5.1.4.1.1.1",
    "DX": "1.2.840.10008.5.1.4.1.1.1.1",
    "MG": "1.2.840.10008.5.1.4.1.1.1.2",
    "US": "1.2.840.10008.5.1.4.1.1.3.1",
    "ES": "1.2.840.10008.5.1.4.1.1.77.1.1",
    "CT": "1.2.840.10008.5.1.4.1.1.2",
}
RANDOM = np.random.default_rng(5)


def chest(rows: int = 96, columns: int = 80) -> NDArray[np.uint16]:
    """Bright up to the edge, with two dark lungs: as pictures whose air was inverted look."""
    down, across = np.mgrid[:rows, :columns]
    values = np.full((rows, columns), 3000.0)
    for middle in (0.3, 0.7):
        values[((across / columns - middle) / 0.16) ** 2 + ((down / rows - 0.5) / 0.33) ** 2 < 1] = 1000
    return (values + RANDOM.normal(0, 40, values.shape)).astype(np.uint16)


def picture(folder: Path, modality: str, pixels: NDArray[Any], **tags: object) -> Case:
    """A case of one file that does not say where it lies."""
    header = mr_header(
        SOPClassUID=CLASSES[modality],
        Modality=modality,
        SeriesDescription="PA",
        ImageType=["ORIGINAL", "PRIMARY"],
        FrameOfReferenceUID=None,
        **tags,
    )
    set_pixels(header, pixels)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        save(header, folder / modality / "picture.dcm")
    return load_case(folder / modality)


def ct(folder: Path) -> Case:
    """Three slices of a head of 35 HU with a bleeding of 70, in a round field whose surroundings are -2000."""
    down, across = np.mgrid[:64, :64]
    far = np.hypot(down - 32, across - 32)
    slices = np.full((3, 64, 64), -1000.0)
    slices[:, far < 26] = 900
    slices[:, far < 22] = 35
    slices[:, np.hypot(down - 32, across - 25) < 6] = 70
    slices[:, far > 31] = -2000
    stored = (slices + 1024 + RANDOM.normal(0, 2, slices.shape) * (slices > -2000)).round().astype(np.int16)
    spacing = np.diag([0.8, 0.8, 5.0, 1.0])
    write_mr_series(
        folder / "ct",
        stored,
        spacing,
        SOPClassUID=CLASSES["CT"],
        Modality="CT",
        SeriesDescription="Head",
        ImageType=["ORIGINAL", "PRIMARY", "AXIAL"],
        RescaleSlope=1,
        RescaleIntercept=-1024,
    )
    return load_case(folder / "ct")


def network(folder: Path, how: Normalisation, channels: tuple[Channel, ...] = (Channel("grey"),)) -> Model:
    """A small network that takes the whole slice."""
    torch.manual_seed(3)
    factory = type(FACTORY)("torchvision", "squeezenet1_1", {"num_classes": 3, "in_channels": len(channels)})
    own = described(factory=factory, inputs=Inputs(channels, 64, normalisation=how))
    return open_package(make_package(folder / "network", built(factory), own))


@pytest.mark.parametrize(
    ("modality", "pixels", "tags"),
    [
        ("CR", chest(), {}),
        ("DX", 4000 - chest(), {"PhotometricInterpretation": "MONOCHROME1"}),
        ("MG", chest(120, 60), {}),
        ("US", RANDOM.integers(0, 255, (4, 60, 80)).astype(np.uint8), {}),
        (
            "ES",
            RANDOM.integers(0, 255, (60, 80, 3)).astype(np.uint8),
            {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB"},
        ),
    ],
)
def test_any_picture_in_two_dimensions_is_decided_and_explained(
    tmp_path: Path, modality: str, pixels: NDArray[Any], tags: dict[str, object]
) -> None:
    case = picture(tmp_path, modality, pixels, **tags)
    analyser = Analyser(network(tmp_path, Normalisation("slice")), None)
    results = list(analyser.slices(case, AnalysisSettings()))
    assert len(results) == (4 if modality == "US" else 1)
    for result in results:
        assert np.isfinite(result.probabilities).all()
        assert all(np.isfinite(each).all() for found in result.explanations.values() for each in found.maps)


def test_a_chest_reaches_the_network_as_bright_as_it_is_stored(tmp_path: Path) -> None:
    case = picture(tmp_path, "CR", chest())
    model = network(tmp_path, Normalisation("slice"))
    prepared = prepare(case, model, model)
    (seen,) = prepared.inputs([0], prepared.seen)[:, 0]
    assert seen[8, 32] > 0.8  # between and above the lungs
    assert seen[32, 22] < 0.3
    assert prepared.head.all()  # where nobody knows what is air nothing is left out of the search
    assert not any("exchanged" in each for each in prepared.notices)


def test_each_channel_gets_its_window_of_a_ct(tmp_path: Path) -> None:
    how = Normalisation("window", windows=("brain", "subdural", "bone"))
    model = network(tmp_path, how, (Channel("brain"), Channel("subdural"), Channel("bone")))
    case = ct(tmp_path)
    assert case.modality == "CT"
    prepared = prepare(case, model, model)
    seen = prepared.inputs([1], prepared.seen)[0]
    brain, bleeding, skull, air = seen[:, 40, 40], seen[:, 32, 25], seen[:, 32, 8], seen[:, 1, 1]
    np.testing.assert_allclose(brain, [35 / 80, 85 / 250, 535 / 2000], atol=0.05)
    np.testing.assert_allclose(bleeding, [70 / 80, 120 / 250, 570 / 2000], atol=0.05)
    np.testing.assert_allclose(skull, [1, 1, 1400 / 2000], atol=0.05)
    assert not air.any()
    assert not any("Hounsfield" in each for each in prepared.notices)


def test_windows_of_ct_are_refused_on_an_x_ray_and_doubted_where_nothing_says_that_it_is_one(
    tmp_path: Path, small_case: Case
) -> None:
    model = network(tmp_path, Normalisation("window", windows=("brain",)))
    x_ray = picture(tmp_path, "DX", chest())
    with pytest.raises(UsageError, match="windows of CT, and the pictures of DX are DX"):
        prepare(x_ray, model, model)
    assert any("Hounsfield units" in each for each in prepare(small_case, model, model).notices)


@pytest.mark.parametrize(
    ("how", "wrong"),
    [
        (Normalisation("window"), "0 names for 1 channels"),
        (Normalisation("window", windows=("brain", "bone")), "2 names for 1 channels"),
        (Normalisation("window", windows=("spleen",)), "spleen"),
        (Normalisation("slice", windows=("brain",)), "of the scale window"),
    ],
)
def test_windows_that_do_not_fit_the_channels_are_refused(tmp_path: Path, how: Normalisation, wrong: str) -> None:
    with pytest.raises(ModelError, match=wrong):
        network(tmp_path, how)


def test_beside_a_network_that_names_no_sequence_nothing_speaks_of_any(tmp_path: Path) -> None:
    case = ct(tmp_path)
    assert case.main_volume.title == "Head, taken for FLAIR"
    assert (
        case.stand_in
        == "A series recognised as CT stands in the place of FLAIR. The networks were not trained on that."
    )
    analyser = Analyser(network(tmp_path, Normalisation("window", windows=("brain",))), None)
    analysis = analyser.start(case, AnalysisSettings(methods=()))
    explained = ExplainedCase(case, analysis, {}, {})
    told = (explained.case.main_volume.title, explained.case.stand_in, *explained.case.notices, *analysis.notices)
    assert told[:2] == ("Head", "")
    assert not any(word in " ".join(told) for word in ("FLAIR", "T1", "MR"))
    assert ExplainedCase(case, analysis, {}, {}).case is explained.case


def test_beside_a_network_of_sequences_all_is_told(tmp_path: Path) -> None:
    case = ct(tmp_path)
    analyser = Analyser(network(tmp_path, Normalisation("slice"), (Channel("FLAIR", "flair"),)), None)
    explained = ExplainedCase(case, analyser.start(case, AnalysisSettings(methods=())), {}, {})
    assert explained.case is case
    assert any("of modality CT; the networks were trained on MR" in each for each in case.notices)
