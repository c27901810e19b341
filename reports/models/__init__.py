"""What reports store. Import models from here, never from the files inside."""

from reports.models.certificates import Certificate, SigningKey
from reports.models.statistics import Deprivation, Population, Rate, Release

__all__ = ["Certificate", "Deprivation", "Population", "Rate", "Release", "SigningKey"]
