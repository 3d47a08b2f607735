"""What other programs of reader studies read."""

import csv
import io
from dataclasses import replace

import pytest

from tests.evaluation.readers.read_back import read_imrmc, read_mrmcaov
from tests.evaluation.readers.van_dyke import ratings
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers.obuchowski_rockette import obuchowski_rockette
from xaiviewer.evaluation.readers.ratings import Rating, crossed
from xaiviewer.evaluation.readers.tables import imrmc, mrmcaov


def test_the_long_table_has_a_row_per_rating_and_comes_back():
    table = mrmcaov(ratings())

    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 1140
    assert set(rows[0]) == {"reader", "test", "case", "truth", "rating"}
    assert read_mrmcaov(table) == ratings()


def test_imrmcs_text_says_the_truth_of_each_case_once_and_comes_back():
    text = imrmc(ratings(), "Van Dyke: NR:")

    lines = text.splitlines()
    assert lines[:6] == ["Van Dyke NR", "N0: 69", "N1: 45", "NR: 5", "NM: 2", "BEGIN DATA:"]
    assert sum(line.startswith("-1,") for line in lines) == 114
    assert all(line.count(",") == 3 for line in lines[6:])
    assert read_imrmc(text) == [replace(each, case=each.case.replace(" ", "_")) for each in ratings()]


def test_what_comes_back_is_analysed_as_what_was_written():
    again = obuchowski_rockette(crossed(read_imrmc(imrmc(ratings()))))

    assert again.p == obuchowski_rockette(crossed(ratings())).p


def test_uncrossed_ratings_are_written_too():
    some = [Rating("a", "one", "x", True, 0.25), Rating("b", "two", "y", False, 0.5)]

    assert read_imrmc(imrmc(some)) == some
    assert read_mrmcaov(mrmcaov(some)) == some


def test_a_comma_in_a_name_does_not_end_it():
    text = imrmc([Rating("Doe, J", "a,b", "x\ny", True, 1.0)])

    assert "Doe;_J,x_y,a;b,1.0" in text.splitlines()


@pytest.mark.parametrize("name", ["truth", "Truth ", "-1"])
def test_no_reader_is_called_truth(name):
    with pytest.raises(UsageError, match="another name"):
        imrmc([Rating(name, "a", "x", True, 1.0)])
