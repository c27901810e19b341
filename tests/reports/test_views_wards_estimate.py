"""What the ward pages say of adults without the skills, once it has been worked out."""

import csv
import gzip
import io
import json
import re

import pytest

from reports.disclosure import Cell, Status, publish_cell
from reports.layers import LAYERS
from reports.need import Need, chance, times_in_100
from tests.factories import BoundarySetFactory, CouncilFactory, WardFactory
from tests.reports.factories import estimate_of
from tests.reports.test_views_wards import help_people, text_of


@pytest.fixture
def ashmere(db):
    """A council of Market, where many lack the skills, Quarry, and Weir, which has no estimate."""
    council = CouncilFactory(name="Ashmere", slug="ashmere")
    wards = BoundarySetFactory(council=council)
    for number, name in enumerate(["Market", "Quarry", "Weir"], 1):
        WardFactory(boundary_set=wards, name=name, code=f"E0500000{number}")
    estimate_of(wards, Market=0.3, Quarry=0.2)
    return council


def a_need(helped=0, reached=0, share=0.2):
    return Need(1_000, share, share - 0.1, share + 0.1, publish_cell(helped), publish_cell(reached))


def test_the_page_begins_with_the_estimate_its_range_and_how_many_wards_stand_out(client, ashmere):
    page = text_of(client.get("/wards/ashmere/"))
    assert "We think about 20% of adults in Ashmere (17 to 23%) cannot yet do" in page
    assert "1 of 3 wards is probably higher than the rest." in page
    assert "We think more adults lack the skills in Market. The rest are too alike" in page
    assert "Not worked out yet" not in page


def test_the_key_of_the_map_has_a_line_for_no_estimate_only_where_a_ward_has_none(client, ashmere):
    def key_of(slug):
        page = client.get(f"/wards/{slug}/").content.decode()
        key = re.search(r'<ul class="legend">.*?</ul>', page, re.DOTALL)[0]
        return [words for words in re.sub(r"<[^>]+>", "|", key).split("|") if words.strip()]

    whole = WardFactory(name="Whole", boundary_set__council__slug="whole").boundary_set
    estimate_of(whole, Whole=0.2)

    assert key_of("ashmere") == ["No estimate", "Lower", "About the same", "Higher"]
    assert key_of("whole") == ["Lower", "About the same", "Higher"]


def test_a_ward_is_compared_in_words_first(client, ashmere):
    page = text_of(client.get("/wards/ashmere/"))
    assert "1 Market Higher likely, 60 in 100 fewer than 10" in page
    assert "2 Quarry About the same perhaps, 40 in 100 fewer than 10" in page
    assert "3 Weir no estimate no estimate fewer than 10" in page


def test_the_estimate_stands_beside_its_likely_range(client, ashmere):
    page = text_of(client.get("/wards/ashmere/?show=estimate"))
    assert "1 Market about 30% 20 to 40% about 300" in page
    assert "Ashmere as a whole. Share of adults: about 20%. Likely range: 17 to 23%." in page


def test_reach_is_people_helped_out_of_people_in_need_with_its_range(client, ashmere):
    help_people(ashmere, 30, ashmere.boundary_sets.get().wards.get(name="Market"))
    page = text_of(client.get("/wards/ashmere/?show=reach"))
    assert "1 Market 10.0% 7.5 to 15.0% 30" in page
    assert "2 Quarry not known not known fewer than 10" in page


def test_what_is_left_to_do_never_uses_a_hidden_count(client, ashmere):
    page = text_of(client.get("/wards/ashmere/?show=left"))
    assert "1 Market about 300 200 to 400" in page


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_is_a_link_and_the_one_shown_is_marked(client, ashmere, layer):
    html = client.get(f"/wards/ashmere/?show={layer}").content.decode()
    assert f'<b aria-current="true">{LAYERS[layer].label}</b>' in html
    assert html.count('href="?show=') - html.count("&amp;sort=") == len(LAYERS) - 1


def test_a_layer_can_be_put_in_order_with_no_estimate_last(client, ashmere):
    page = text_of(client.get("/wards/ashmere/?show=estimate&sort=layer"))
    assert page.index("1 Market about") < page.index("2 Quarry about") < page.index("3 Weir no")


def test_what_was_measured_and_when_is_on_the_face_of_the_page(client, ashmere):
    page = text_of(client.get("/wards/ashmere/"))
    assert (
        "Without the skills means: not yet able to do everything in EDS Foundation (8 tasks), 2022."
        in page
    )
    assert "Worked out on" in page


@pytest.mark.parametrize("more", [0, 2])
def test_a_page_with_an_estimate_takes_as_many_looks_however_many_wards(
    client, ashmere, more, django_assert_num_queries
):
    WardFactory.create_batch(more, boundary_set=ashmere.boundary_sets.get())
    with django_assert_num_queries(14):
        client.get("/wards/ashmere/")


def test_a_ward_page_says_its_estimate_in_words(client, ashmere):
    page = text_of(client.get("/wards/ashmere/E05000001/"))
    assert "We think about 30% of the 1,000 adults here lack the skills: about 300 people." in page
    assert "The likely range is 20 to 40%." in page
    assert "Beside Ashmere as a whole: higher ." in page


def test_a_ward_with_no_estimate_says_why(client, ashmere):
    assert "We have no estimate for this ward" in text_of(client.get("/wards/ashmere/E05000003/"))


def test_the_files_have_the_estimate_with_its_range(client, ashmere):
    text = client.get("/wards/ashmere.csv").content.decode()
    market, _, weir, elsewhere, council = csv.DictReader(io.StringIO(text, newline=""))
    columns = ("adults_without_skills_estimate", "estimate_low", "estimate_high", "estimate_status")
    assert [market[column] for column in columns] == ["30", "20", "40", "estimate"]
    assert [weir[column] for column in columns] == ["", "", "", "not_applicable"]
    assert elsewhere["estimate_status"] == "not_applicable"
    assert council["adults_without_skills_estimate"] == "20"
    [first, *_] = json.loads(client.get("/wards/ashmere.geojson").content)["features"]
    assert first["properties"]["adults_without_skills_estimate"] == 30
    assert first["properties"]["estimate_definition"] == "EDS Foundation 2022"


def test_the_method_page_says_what_other_slopes_would_give(client, ashmere):
    page = text_of(client.get("/wards/method/"))
    assert "Ashmere 0 18% 13% to 26%" in page
    assert "It is never worked out from the people who come to us." in page


def test_the_method_page_works_an_example_through_with_our_own_numbers(client, ashmere):
    page = text_of(client.get("/wards/method/"))
    assert (
        "A push of 0.45 makes the odds 1.57 times as big, which is 0.39. That is 28 in 100." in page
    )
    assert "they tell us about as much as 2,700 found by chance" in page


def test_a_source_of_several_tables_is_named_once(client, ashmere):
    page = text_of(client.get("/wards/method/"))
    assert "rates 2022; population 2022; deprivation 2022: Here." in page


def test_the_method_page_has_words_before_there_is_any_estimate(client, db):
    assert "No estimate has been worked out here yet." in text_of(client.get("/wards/method/"))


def test_a_page_of_26_wards_with_an_estimate_is_light(client):
    wards = BoundarySetFactory(council=CouncilFactory(slug="newtown"))
    names = [ward.name for ward in WardFactory.create_batch(26, boundary_set=wards)]
    estimate_of(wards, **dict.fromkeys(names, 0.2))
    for layer in LAYERS:
        page = client.get(f"/wards/newtown/?show={layer}").content
        assert len(gzip.compress(page)) < 10_000


def test_less_is_left_when_people_reach_the_level_and_never_less_than_none():
    assert (a_need(reached=100).left, a_need().left, a_need(reached=900).left) == (100, 200, 0)


def test_an_exact_count_is_used_where_it_may_be_seen():
    need = Need(1_000, 0.2, 0.1, 0.3, Cell("7", Status.OK, 7), Cell("3", Status.OK, 3))
    assert need.reach == pytest.approx(0.035)


@pytest.mark.parametrize(
    ("likely", "words"), [(0.9, "very likely"), (0.5, "likely"), (0.2, "perhaps"), (0, "unlikely")]
)
def test_how_sure_we_are_is_said_in_words(likely, words):
    assert chance(likely) == words


@pytest.mark.parametrize(("likely", "times"), [(0.624, 62), (0.0, 1), (1.0, 99)])
def test_how_sure_we_are_is_said_in_numbers_that_are_never_none_and_never_all(likely, times):
    assert times_in_100(likely) == f"{times} in 100"
