"""What reports store. Import models from here, never from the files inside."""

from reports.models.certificates import Certificate, SigningKey
from reports.models.estimates import Estimate, NeedEstimate
from reports.models.statistics import Deprivation, Population, Rate, Release, SmallArea

__all__ = [
    "Certificate",
    "Deprivation",
    "Estimate",
    "NeedEstimate",
    "Population",
    "Rate",
    "Release",
    "SigningKey",
    "SmallArea",
]
