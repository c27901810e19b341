"""What reports store. Import models from here, never from the files inside."""

from reports.models.statistics import Deprivation, Population, Rate, Release

__all__ = ["Deprivation", "Population", "Rate", "Release"]
