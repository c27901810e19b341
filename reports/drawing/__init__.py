"""Things on paper, drawn with ReportLab. The only room that knows it."""

from reports.drawing.briefing import Briefing, ward_briefing
from reports.drawing.cards import Card, pocket_cards
from reports.drawing.certificate import Face, certificates
from reports.drawing.maps import Area, Picture
from reports.drawing.register import Paper, paper_register
from reports.drawing.sheets import CannotPrint
from reports.drawing.tables import Column, Line

__all__ = [
    "Area",
    "Briefing",
    "CannotPrint",
    "Card",
    "Column",
    "Face",
    "Line",
    "Paper",
    "Picture",
    "certificates",
    "paper_register",
    "pocket_cards",
    "ward_briefing",
]
