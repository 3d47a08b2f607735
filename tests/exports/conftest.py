"""A case under its name, and the same with the patient taken out."""

from __future__ import annotations

import pytest

from tests.exports.made import case_of, context_of
from xaiviewer.exports.context import Context
from xaiviewer.exports.kinds.registry import KINDS
from xaiviewer.exports.run import write


@pytest.fixture(scope="session")
def context() -> Context:
    """The case under its name, with every kind of answer."""
    return context_of(case_of(), answered=True)


@pytest.fixture(scope="session")
def named(context, tmp_path_factory):
    """All that is written of it."""
    return write(tmp_path_factory.mktemp("named") / "out", [context], KINDS).folder


@pytest.fixture(scope="session")
def hidden(tmp_path_factory):
    """All that is written of two cases whose patients are taken out."""
    cases = [
        context_of(case_of(name), salt=b"salt of a project", answered=True) for name in ("Mueller_Annegret", "Weber_B")
    ]
    return write(tmp_path_factory.mktemp("hidden") / "out", cases, KINDS).folder
