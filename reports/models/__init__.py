"""What reports store. Import models from here, never from the files inside."""

from reports.models.barriers import Barrier
from reports.models.certificates import Certificate, SigningKey
from reports.models.estimates import AreaNeed, Estimate, NeedEstimate
from reports.models.partners import PartnerCount, PartnerCounts
from reports.models.programme import Plan, PublishedFigure, Target
from reports.models.statistics import Deprivation, Population, Rate, Release, SmallArea
from reports.models.subscriptions import BriefingEmail, Subscription
from reports.models.surveys import Survey, SurveyAnswers

__all__ = [
    "AreaNeed",
    "Barrier",
    "BriefingEmail",
    "Certificate",
    "Deprivation",
    "Estimate",
    "NeedEstimate",
    "PartnerCount",
    "PartnerCounts",
    "Plan",
    "Population",
    "PublishedFigure",
    "Rate",
    "Release",
    "SigningKey",
    "SmallArea",
    "Subscription",
    "Survey",
    "SurveyAnswers",
    "Target",
]
