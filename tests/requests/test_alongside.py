"""Which class and which layer of one network stand beside those of another."""

from __future__ import annotations

from dataclasses import replace

from xaiviewer.requests import EVIDENCE, Layer, ModelDescription, ModelIdentity
from xaiviewer.requests.alongside import Counterpart, counterparts, matched, telling_layers

ONE = [Layer(name, "relu", (cells, cells), 32 // cells) for name, cells in (("a", 8), ("b", 8), ("c", 4), ("d", 2))]
OTHER = [
    Layer(name, "relu", (cells, cells), 64 // cells) for name, cells in (("u", 16), ("v", 16), ("w", 16), ("x", 8))
]


def network(*classes: str, finding: int | None = 0) -> ModelDescription:
    return ModelDescription(ModelIdentity("one", "net", "0" * 64), classes=classes, finding=finding)


def test_layers_of_one_architecture_correspond_by_name_whatever_the_input_size() -> None:
    larger = [replace(each, grid=(2 * each.grid[0], 2 * each.grid[1])) for each in ONE]
    assert counterparts(ONE, larger) == tuple(Counterpart(place, "name") for place in range(4))
    assert telling_layers(ONE, larger) == (0, 1, 2, 3)


def test_layers_of_two_architectures_correspond_by_their_cells_else_by_depth_and_it_is_said() -> None:
    assert counterparts(ONE, OTHER) == (
        Counterpart(0, "stage"),
        Counterpart(2, "grid"),
        Counterpart(3, "grid"),
        Counterpart(3, "depth"),
    )
    assert telling_layers(ONE, OTHER) == (1, 2, 3)
    logits = Layer("logits", EVIDENCE, (8, 8), 4)
    with_logits = counterparts([*ONE, logits], OTHER)
    assert with_logits[:3] == counterparts(ONE, OTHER)[:3]
    assert with_logits[4] == Counterpart(3, "last")
    assert counterparts(ONE, [*OTHER, logits])[:2] == counterparts(ONE, OTHER)[:2]
    assert telling_layers([*ONE, logits], OTHER) == (1, 2, 3, 4)
    assert counterparts(ONE, []) == ()
    assert telling_layers(ONE, []) == ()


def test_a_class_stands_beside_the_one_of_its_name_or_a_finding_beside_a_finding_and_nothing_else() -> None:
    one, other = network("no tumour", "tumour", finding=1), network("Glioma", "Tumour ", "none", finding=0)
    found = matched(one, other, 1)
    assert found is not None
    assert (found.b, found.named, found.alike) == (1, True, False)
    assert matched(one, other, 0) is None  # one of three others
    binary = network("glioma", "healthy")
    beside = [matched(one, binary, each) for each in (1, 0)]
    assert [(each.b, each.named) for each in beside if each is not None] == [(0, False), (1, False)]
    assert matched(one, network("x", "y", finding=None), 1) is None
    assert matched(one, network("TUMOUR", "no tumour"), 0) is not None
