"""The catalogue of our open data for other catalogues: DCAT-AP as JSON-LD (W3C DCAT 2; DCAT-AP 2.1, European Commission)."""

from collections.abc import Iterable
from typing import Any

from reports.ward_page import Place

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCE = {"@id": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"}
ALL_THE_TIME = {"@id": "http://publications.europa.eu/resource/authority/frequency/CONT"}
MEDIA = "https://www.iana.org/assignments/media-types/"
AREAS = "http://statistics.data.gov.uk/id/statistical-geography/"
FILES = (("csv", "text/csv"), ("json", "application/json"), ("geojson", "application/geo+json"))


def catalogue_of(places: Iterable[Place], site: str) -> dict[str, Any]:
    """Every set of ward figures there is. `site` is our own address, with no slash at its end."""
    return {
        "@context": CONTEXT,
        "@id": f"{site}/data/",
        "@type": "dcat:Catalog",
        "dct:title": "Open data of the digital skills network",
        "dct:description": "Who has been helped, ward by ward, and how many adults lack the skills.",
        "dct:publisher": publisher(site),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
        "dct:license": LICENCE,
        "dcat:dataset": [dataset(place, site) for place in places],
    }


def publisher(site: str) -> dict[str, Any]:
    return {"@id": f"{site}/", "@type": "foaf:Agent", "foaf:name": "Footbridge"}


def dataset(place: Place, site: str) -> dict[str, Any]:
    """One council's figures, with a file of each kind."""
    council = place.council
    address = f"{site}/wards/{council.slug}"
    return {
        "@id": f"{address}/",
        "@type": "dcat:Dataset",
        "dct:identifier": f"wards-{council.slug}",
        "dct:title": f"People helped in each ward of {council.name}",
        "dct:description": "Different people helped, how many reached the level, sessions held, and the share of adults "
        "we think lack the skills. Counts under ten are hidden and the others rounded to the nearest five.",
        "dct:publisher": publisher(site),
        "dct:spatial": {"@id": f"{AREAS}{council.code}"},
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": day(place.period.since)},
        "dct:accrualPeriodicity": ALL_THE_TIME,
        "dct:conformsTo": {"@id": f"{site}/data/wards.schema.json"},
        "dcat:landingPage": {"@id": f"{address}/"},
        "dcat:keyword": ["digital skills", "digital inclusion", "wards", council.name],
        "dcat:distribution": [
            {
                "@id": f"{address}.{ending}",
                "@type": "dcat:Distribution",
                "dct:title": f"{council.name} wards, {ending.upper()}",
                "dcat:accessURL": {"@id": f"{address}/"},
                "dcat:downloadURL": {"@id": f"{address}.{ending}"},
                "dcat:mediaType": {"@id": f"{MEDIA}{media}"},
                "dct:license": LICENCE,
            }
            for ending, media in FILES
        ],
    }


def day(date: Any) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": date.isoformat()}
