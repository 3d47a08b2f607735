"""Arrays and JSON as files."""

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.records.arrays import save_arrays
from xaiviewer.records.manifest import as_json, number

PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5)
)
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


def test_arrays_are_read_back_without_pickle(tmp_path):
    arrays = {"layer1.0.relu": np.random.default_rng(0).random((3, 4, 4), np.float32), "conv1": np.ones((1, 2, 2))}
    save_arrays(tmp_path / "maps.npz", arrays.items())
    with np.load(tmp_path / "maps.npz", allow_pickle=False) as found:
        assert found.files == list(arrays)
        for name, values in arrays.items():
            np.testing.assert_array_equal(found[name], values)
            assert found[name].dtype == values.dtype


def test_the_same_arrays_are_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        save_arrays(tmp_path / name, [("x", np.arange(6.0).reshape(2, 3).T)])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=5), NESTED, max_size=4))
def test_json_says_what_it_was_given(values):
    assert json.loads(as_json(values)) == values


def test_names_that_are_no_text_can_be_written():
    assert json.loads(as_json({"files": ["a\udcff.tif"]})) == {"files": ["a?.tif"]}


def test_lists_of_numbers_stand_on_one_line():
    assert (
        as_json({"a": [1, 2, None], "b": [{"c": 1}]})
        == b'{\n "a": [1, 2, null],\n "b": [\n  {\n   "c": 1\n  }\n ]\n}\n'
    )


def test_what_is_not_a_number_becomes_null():
    assert number(float("nan")) is None
    assert number(np.float32(0.1)) == 0.1
