"""Things on paper, drawn with ReportLab. The only room that knows it."""

from reports.drawing.cards import Card, pocket_cards
from reports.drawing.certificate import Face, certificates
from reports.drawing.register import Paper, paper_register
from reports.drawing.sheets import CannotPrint

__all__ = [
    "CannotPrint",
    "Card",
    "Face",
    "Paper",
    "certificates",
    "paper_register",
    "pocket_cards",
]
