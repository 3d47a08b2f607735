"""What other programs of reader studies read."""

import csv
import io

import pytest

from tests.evaluation.readers.van_dyke import ratings
from xaiviewer.errors import UsageError
from xaiviewer.evaluation.readers.obuchowski_rockette import obuchowski_rockette
from xaiviewer.evaluation.readers.ratings import Rating, crossed
from xaiviewer.evaluation.readers.tables import imrmc, mrmcaov, read_imrmc, read_mrmcaov


def test_the_long_table_has_a_row_per_rating_and_comes_back():
    table = mrmcaov(ratings())

    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 1140
    assert set(rows[0]) == {"reader", "test", "case", "truth", "rating"}
    assert read_mrmcaov(table) == ratings()


def test_imrmcs_text_says_the_truth_of_each_case_once_and_comes_back():
    text = imrmc(ratings(), front=("Van Dyke", "NR: 5"))

    lines = text.splitlines()
    assert lines[:3] == ["Van Dyke", "NR: 5", "BEGIN DATA:"]
    assert sum(line.startswith("truth,") for line in lines) == 114
    assert all(line.count(",") == 3 for line in lines[3:])
    assert read_imrmc(text) == ratings()


def test_what_comes_back_is_analysed_as_what_was_written():
    again = obuchowski_rockette(crossed(read_imrmc(imrmc(ratings()))))

    assert again.p == obuchowski_rockette(crossed(ratings())).p


def test_uncrossed_ratings_are_written_too():
    some = [Rating("a", "one", "x", True, 0.25), Rating("b", "two", "y", False, 0.5)]

    assert read_imrmc(imrmc(some)) == some
    assert read_mrmcaov(mrmcaov(some)) == some


def test_a_comma_in_a_name_does_not_end_it():
    text = imrmc([Rating("Doe, J", "a,b", "x\ny", True, 1.0)])

    assert "Doe; J,x y,a;b,1.0" in text.splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reader,case", "no line “BEGIN DATA:”"),
        ("BEGIN DATA:\na,b,c", "Line 2 has 3 parts"),
        ("BEGIN DATA:\na,x,m,1", "no line says what is true"),
        ("BEGIN DATA:\ntruth,x,truth,2", "0 or 1"),
        ("BEGIN DATA:\ntruth,x,truth,1\na,x,m,good", "“good” where a number"),
    ],
)
def test_a_text_that_is_otherwise_is_refused_by_its_line(text, said):
    with pytest.raises(UsageError, match=said):
        read_imrmc(text)


def test_a_table_without_a_column_is_refused_by_its_name():
    with pytest.raises(UsageError, match="no column “rating”"):
        read_mrmcaov("reader,test,case,truth\n")


def test_no_reader_is_called_truth():
    with pytest.raises(UsageError, match="another name"):
        imrmc([Rating("truth", "a", "x", True, 1.0)])
