"""What Expected Gradients compares with is what its maker makes."""

from __future__ import annotations

import background
import numpy as np
import pytest

from xaiviewer import paths


@pytest.mark.slow
def test_the_shipped_background_is_what_its_maker_makes() -> None:
    slices = background.healthy(background.SEEDS[0])
    with np.load(paths.background()) as data:
        stored = data["low"] + data["step"] * data["slices"][: len(slices)]
        assert data["slices"].dtype == np.uint8
        assert list(data["sequences"]) == ["t1", "flair", "t1c"]
    assert np.abs(stored - slices).max() <= background.STEP / 2 + 1e-6
    assert paths.background().stat().st_size < 1e6
