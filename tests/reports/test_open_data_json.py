"""The JSON file says the same as the other two, is what its schema says it is, and other catalogues can find it."""

import csv
import io
import json

import jsonschema
import pytest

from reports.dictionary import COLUMNS, NAMES
from tests.factories import AttendanceFactory, SessionFactory, WardFactory
from tests.reports.factories import estimate_of
from tests.reports.test_figures import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """44 people from one ward, three from the next, and an estimate of the first."""
    town = Town()
    WardFactory(boundary_set=town.wards)
    session = SessionFactory(centre=town.library, starts_at=town.session().starts_at, state="held")
    for ward, people in ((town.market, 44), (town.quarry, 3)):
        for _ in range(people):
            AttendanceFactory(session=session, learner=town.learner(ward))
    estimate_of(town.wards, **{town.market.name: 0.2})
    return town


def got(client, address):
    return json.loads(client.get(address).content)


def test_every_file_is_what_the_schema_says(client, town):
    schema = got(client, "/data/wards.schema.json")
    document = got(client, f"/wards/{town.council.slug}.json")

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(
        document, schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert document["schema"] == schema["$id"]


@pytest.mark.parametrize("wrong", [7, 44, 5, -5, "45"])
def test_the_schema_refuses_a_number_that_is_small_or_exact(client, town, wrong):
    schema = got(client, "/data/wards.schema.json")
    document = got(client, f"/wards/{town.council.slug}.json")
    document["wards"][0]["people_helped"] = wrong

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_three_files_agree(client, town):
    slug = town.council.slug
    rows = list(csv.DictReader(io.StringIO(client.get(f"/wards/{slug}.csv").content.decode())))
    document = got(client, f"/wards/{slug}.json")
    on_a_map = [one["properties"] for one in got(client, f"/wards/{slug}.geojson")["features"]]

    assert document["wards"] == on_a_map
    in_order = [*document["wards"], document["elsewhere"], document["council"]]
    assert [as_in_a_table(row) for row in in_order] == rows


def as_in_a_table(row):
    """A table says "fewer than 10" where JSON has nothing, and writes numbers as text."""
    words = {name: "" if value is None else str(value) for name, value in row.items()}
    for count in ("people_helped", "reached_level"):
        if words[f"{count}_status"] == "suppressed":
            is_total = row["ward_code"] and not row["ward_code"].startswith("E05")
            words[count] = "not shown" if is_total else "fewer than 10"
    return words


def test_the_numbers_are_the_published_ones(client, town):
    document = got(client, f"/wards/{town.council.slug}.json")
    helped = {row["ward_name"]: row["people_helped"] for row in document["wards"]}

    assert (helped[town.market.name], helped[town.quarry.name]) == (45, None)


def test_each_column_says_what_it_means_and_when_it_is_empty(client, town):
    document = got(client, f"/wards/{town.council.slug}.json")
    said = {column["name"]: column for column in document["columns"]}

    assert tuple(said) == NAMES
    assert said["people_helped"]["unit"] == "people"
    assert said["people_helped_status"]["values"].keys() == {"ok", "suppressed"}
    for row in [*document["wards"], document["elsewhere"], document["council"]]:
        for name, value in row.items():
            assert value is not None or said[name]["empty_when"]


def test_the_page_says_what_each_column_means(client):
    text = client.get("/data/").content.decode()

    assert all(f"<code>{column.name}</code>" in text for column in COLUMNS)


def test_other_catalogues_find_every_file(client, town, settings):
    catalogue = got(client, "/data/catalogue.jsonld")
    [dataset] = catalogue["dcat:dataset"]
    files = [one["dcat:downloadURL"]["@id"] for one in dataset["dcat:distribution"]]

    assert catalogue["@type"] == "dcat:Catalog"
    assert dataset["dct:spatial"]["@id"].endswith(town.council.code)
    assert [name.rpartition(".")[2] for name in files] == ["csv", "json", "geojson"]
    for address, one in zip(files, dataset["dcat:distribution"], strict=True):
        answer = client.get(address.removeprefix(settings.PUBLIC_BASE_URL))
        assert answer.status_code == 200
        media = one["dcat:mediaType"]["@id"].partition("media-types/")[2]
        assert answer["Content-Type"].split(";")[0] == media


def test_a_council_with_no_wards_is_in_no_catalogue(client):
    assert got(client, "/data/catalogue.jsonld")["dcat:dataset"] == []
