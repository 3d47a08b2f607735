"""Everything that is asked about one map: on a network that looks at one patch of a textured head."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from numpy.typing import NDArray
from torch import Tensor, nn, stack, zeros_like

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network
from xaiviewer.requests import Request
from xaiviewer.requests.faithfulness import Beside, Faithfulness, FaithfulnessCurves, FaithfulnessKey
from xaiviewer.trust.faithfulness.study import DRAWS, SeenSlice, faithfulness

SIZE = 32
HEAD = np.zeros((SIZE, SIZE), bool)
HEAD[3:29, 3:29] = True
PATCH = np.zeros((SIZE, SIZE), bool)
PATCH[8:15, 9:16] = True
IMAGE = np.where(HEAD, np.random.default_rng(0).random((2, SIZE, SIZE)), 0).astype(np.float32)
SEEN = SeenSlice(IMAGE, HEAD, IMAGE[0])
REQUEST = Request.of("layer-cam", network="0" * 64, class_index=1)
KEY = FaithfulnessKey(4, REQUEST, 2)


class Texture(nn.Module):
    """Speaks for class 1 where the patch varies from pixel to pixel: what is blurred is not called so."""

    def forward(self, images: Tensor) -> Tensor:
        """``[slice, 2, row, column]`` to ``[slice, 2]``."""
        varies = images[:, :, 8:15, 9:16].flatten(1).std(1)
        return stack([zeros_like(varies), 40 * varies - 6], 1)


def _study(
    values: NDArray[np.floating], key: FaithfulnessKey = KEY, *, seen: SeenSlice = SEEN, beside: Beside | None = None
) -> Faithfulness:
    *_, found = faithfulness(Network(Texture(), SIZE), seen, values, key, beside=beside)
    return found


def test_a_map_that_names_the_patch_matters_more_than_brightness_and_chance() -> None:
    right, wrong = _study(PATCH.astype(float)), _study(-PATCH.astype(float))
    assert right.whole
    assert right.verdict == "beyond"
    assert right.p == pytest.approx(1 / (1 + DRAWS))
    assert wrong.verdict == "chance"
    assert wrong.p == 1
    assert right.information is not None
    assert wrong.information is not None
    assert right.information.accuracy_area > wrong.information.accuracy_area + 0.3
    assert right.infidelity < wrong.infidelity
    assert right.map.sufficiency(0.1) > 0.5 > wrong.map.sufficiency(0.1)


def test_brightness_as_a_map_is_no_faster_than_brightness_order() -> None:
    found = _study(IMAGE[0])
    assert found.verdict in ("chance", "brightness")
    assert found.beside.brightness is not None
    assert found.map.deletion.tobytes() == found.beside.brightness.deletion.tobytes()
    assert found.infidelity == found.brightness_infidelity


def test_what_stands_beside_is_the_same_for_every_map_of_the_slice() -> None:
    first = _study(PATCH.astype(float))
    other = FaithfulnessKey(4, Request.of("grad-cam", network="0" * 64, class_index=1), 7)
    assert KEY.alike(other)
    values = np.random.default_rng(1).random((SIZE, SIZE))
    alone, reused = _study(values, other), _study(values, other, beside=first.beside)
    assert reused.whole
    assert alone.map.deletion.tobytes() == reused.map.deletion.tobytes()
    assert alone.infidelity == reused.infidelity
    assert [each.deletion_area for each in alone.beside.random] == [each.deletion_area for each in first.beside.random]
    for another in (replace(KEY, index=5), replace(KEY, removal="mean"), replace(KEY, seed=1)):
        assert not KEY.alike(another)


def test_passes_are_counted_one_by_one_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    passes: list[int] = []
    network = Network(Texture(), SIZE)
    outputs = network.outputs
    network.outputs = lambda inputs: passes.append(len(inputs)) or outputs(inputs)  # type: ignore[method-assign]
    found = list(faithfulness(network, SEEN, PATCH.astype(float), KEY, progress=lambda *done: told.append(done)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == found[-1].total == sum(passes)
    assert [each.whole for each in found] == [False] * (len(found) - 1) + [True]
    assert all(each.verdict is None for each in found[:-1])
    beside = found[-1].beside
    passes.clear()
    *_, again = faithfulness(network, SEEN, PATCH.astype(float), KEY, beside=beside)
    assert again.total == sum(passes) < found[-1].total / 4


def test_the_same_seed_gives_the_same_bits_and_another_one_other_orders() -> None:
    one, again = (_study(PATCH.astype(float), replace(KEY, seed=7)) for _ in range(2))
    other = _study(PATCH.astype(float), replace(KEY, seed=8))
    drawn = [np.stack([each.deletion for each in found.beside.random]) for found in (one, again, other)]
    assert drawn[0].tobytes() == drawn[1].tobytes() != drawn[2].tobytes()
    assert one.infidelity == again.infidelity


def test_it_stops_between_two_batches() -> None:
    asked = count()
    found = faithfulness(Network(Texture(), SIZE), SEEN, PATCH.astype(float), KEY, cancelled=lambda: next(asked) == 12)
    with pytest.raises(Cancelled):
        list(found)
    assert next(asked) == 13


def test_a_network_that_does_not_see_the_main_sequence_has_no_brightness_beside() -> None:
    found = _study(PATCH.astype(float), seen=replace(SEEN, brightness=None))
    assert found.whole
    assert found.beside.brightness is None
    assert np.isnan(found.brightness_infidelity)
    assert found.verdict == "beyond"


# --- what curves come to


def _falling(at: float, *, start: float = 0.9, end: float = 0.1) -> FaithfulnessCurves:
    """A deletion that falls at a share of the head."""
    shares = np.linspace(0, 1, 21)
    deletion = np.where(shares < at, start, end)
    return FaithfulnessCurves(shares, deletion, deletion[::-1])


@pytest.mark.parametrize(
    ("curves", "brightness", "verdict"),
    [
        (_falling(0.1), 0.3, "beyond"),
        (_falling(0.1), None, "beyond"),
        (_falling(0.4), 0.3, "brightness"),
        (_falling(0.3), 0.3, "brightness"),
        (_falling(0.5), 0.3, "chance"),
        (_falling(0.6), 0.3, "chance"),
        (_falling(0.1, start=0.5), 0.3, "not-called"),
        (_falling(0.1, end=0.6), 0.3, "filling-is-called"),
    ],
)
def test_the_verdict_follows_from_the_areas(curves: FaithfulnessCurves, brightness: float | None, verdict: str) -> None:
    bright = None if brightness is None else _falling(brightness)
    beside = Beside(bright, (_falling(0.5), _falling(0.7)))
    found = Faithfulness(KEY, curves, beside, done=3, total=3)
    assert found.verdict == verdict
    assert replace(found, done=2).verdict is None
