"""What is declared can be computed, and what can be computed is declared."""

from xaiviewer.explain import EXPLAINERS
from xaiviewer.requests import METHODS


def test_every_method_has_its_explainer() -> None:
    assert list(EXPLAINERS) == list(METHODS)
