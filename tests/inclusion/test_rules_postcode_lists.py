"""A whole file of postcodes at once."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.files import BadFile
from inclusion.rules.postcode_lists import postcodes_in, tidy_postcodes
from inclusion.rules.postcodes import tidy_postcode

nearly_postcodes = st.one_of(
    st.text("ABEGNSW019 -", max_size=9),
    st.from_regex(
        r"\A[a-zA-Z]{1,2}[0-9][a-zA-Z0-9]? ?[0-9][a-zA-Z]{2}\Z",
        alphabet=st.characters(codec="ascii"),
    ),
)


def table(*rows):
    names = ("postcode", "quality", "easting", "northing", "council")
    return pa.table(
        {
            name: pa.array(column)
            for name, column in zip(names, zip(*rows, strict=True), strict=False)
        }
    )


def sentence_for(*rows, council=None):
    with pytest.raises(BadFile) as problem:
        postcodes_in(table(*rows), council, first_row=2)
    return problem.value.sentence("p.csv")


@given(st.lists(nearly_postcodes, min_size=1))
def test_many_at_once_are_written_just_as_one_is(typed):
    assert tidy_postcodes(pa.array(typed)).to_pylist() == [tidy_postcode(one) for one in typed]


def test_postcodes_with_no_point_are_counted_apart():
    found = postcodes_in(
        table(
            ("NE14ST", "10", "425000", "565000", "E08000021"),
            ("NE1 5ST", "90", "425000", "565000", "E08000021"),
            ("NE16ST", "10", "0", "0", "E08000021"),
            ("BT11AA", "10", "333000", "374000", "N09000003"),
        ),
        None,
        first_row=2,
    )

    assert found.codes.to_pylist() == ["NE1 4ST"]
    assert found.eastings.to_pylist() == [425000]
    assert found.unplaced == 3


def test_only_the_councils_own_are_kept():
    rows = [
        ("NE14ST", "10", "425000", "565000", "E08000021"),
        ("NE81AA", "10", "425000", "563000", "E08000037"),
    ]

    assert postcodes_in(table(*rows), "E08000021", first_row=2).codes.to_pylist() == ["NE1 4ST"]


def test_a_list_that_does_not_say_whose_is_all_the_councils():
    found = postcodes_in(table(("NE14ST", "10", "425000", "565000")), "E08000021", first_row=2)

    assert found.councils.to_pylist() == ["E08000021"]


def test_something_that_is_no_postcode_names_its_row():
    good = ("NE14ST", "10", "425000", "565000")

    assert sentence_for(good, ("NEWCASTLE", "10", "425000", "565000")) == (
        'p.csv, row 3: "NEWCASTLE" is not a postcode; correct it.'
    )


def test_degrees_where_metres_should_be_name_their_row():
    assert sentence_for(("NE14ST", "10", "-1.61", "54.97")) == (
        'p.csv, row 2: "-1.61" is not a whole number of metres for easting; '
        "use a file in British National Grid metres."
    )


def test_a_postcode_twice_names_its_row():
    row = ("NE14ST", "10", "425000", "565000")

    assert (
        sentence_for(row, row)
        == "p.csv, row 3: NE1 4ST is there twice; take out row 2 or this one."
    )


def test_a_council_with_no_postcodes_there_is_said():
    assert sentence_for(("NE14ST", "10", "425000", "565000", "E08000021"), council="E08000012") == (
        "p.csv: none of its postcodes is in E08000012; check the code you gave after --council."
    )
