"""A network's description: which class is looked for, which layers stand together, what they are called."""

from __future__ import annotations

import numpy as np
import pytest

from xaiviewer.errors import UsageError
from xaiviewer.requests import Channel, Layer, ModelDescription, ModelIdentity

NOBODY = ModelIdentity("", "", "")
LAYERS = (
    Layer("conv1", "convolution", (8, 8), 2, ("Stem",)),
    Layer("a.0", "relu", (4, 4), 4, ("Stage 1", "Block 1"), (("Keras", "one"),)),
    Layer("a.1", "relu", (4, 4), 4, ("Stage 1", "Block 2")),
    Layer("b.0", "relu", (2, 2), 8, ("Stage 2", "Block 1")),
)


def described(finding: int | None, *classes: str, threshold: float = 0.5) -> ModelDescription:
    return ModelDescription(NOBODY, classes=classes, finding=finding, threshold=threshold, layers=LAYERS)


@pytest.mark.parametrize(
    ("finding", "probabilities", "threshold", "called"),
    [
        (1, [0.55, 0.45], 0.4, 1),
        (1, [0.45, 0.55], 0.6, 0),
        (0, [0.45, 0.55], 0.4, 0),
        (0, [0.55, 0.45], 0.6, 1),
        (None, [0.55, 0.45], 0.4, 0),
        (2, [0.3, 0.4, 0.3], 0.1, 1),
    ],
)
def test_of_two_classes_the_threshold_decides_and_of_more_the_likeliest(
    finding: int | None, probabilities: list[float], threshold: float, called: int
) -> None:
    names = [f"class {number}" for number in range(len(probabilities))]
    assert described(finding, *names, threshold=threshold).called(np.array(probabilities, np.float32)) == called


def test_the_main_class_is_the_finding_and_else_the_first() -> None:
    assert described(1, "no", "yes").main_name == "yes"
    assert described(None, "cat", "dog", "cow").main_name == "cat"


@pytest.mark.parametrize(("finding", "classes"), [(2, ("no", "yes")), (-1, ("no", "yes")), (None, ("no", ""))])
def test_a_description_that_contradicts_itself_is_refused(finding: int | None, classes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"none of 2 classes|no name"):
        described(finding, *classes)


def test_levels_are_called_by_their_commonest_word() -> None:
    assert described(None, "a").levels == ("stage", "block")
    assert ModelDescription(NOBODY).levels == ()


def test_a_group_holds_the_layers_that_share_it_down_to_its_level() -> None:
    network = described(None, "a")
    assert (network.group_of(1, 0), network.group_of(1, 1), network.group_of(3, 1)) == ((1, 2), (1,), (3,))
    assert network.group_of(0, 1) == (0,)


def test_a_layer_is_found_by_each_of_its_names() -> None:
    network = described(None, "a")
    assert network.layer_index("one") == network.layer_index("a.0") == 1
    with pytest.raises(UsageError, match="has no layer “two”"):
        network.layer_index("two")


def test_a_channel_is_asked_for_by_its_sequence_or_its_name() -> None:
    inputs = (Channel("T1", "t1"), Channel("red", stands_in=True))
    network = ModelDescription(NOBODY, inputs=inputs)
    assert [each.key for each in network.inputs] == ["t1", "red"]
    assert network.stand_in == inputs[1]


def test_a_sequence_that_several_channels_take_has_one_title_and_others_keep_theirs() -> None:
    thrice = (*(Channel(f"T1 + contrast ({number})", "t1c") for number in (1, 2)), Channel("T2 after lunch"))
    network = ModelDescription(NOBODY, inputs=thrice)
    assert network.keys == ("t1c", "t1c", "T2 after lunch")
    assert network.titles == {"t1c": "T1 + contrast", "T2 after lunch": "T2 after lunch"}
