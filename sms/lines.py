"""The lock on a number: whoever holds it is the only one reading or writing that number's conversations."""

from sms.models import Line


def held(number: str) -> Line:
    """The number's row, ours until the transaction ends. Made the first time it is asked for."""
    lines = Line.objects.select_for_update()
    line = lines.filter(pk=number).first()
    if line is None:
        Line.objects.bulk_create([Line(pk=number)], ignore_conflicts=True)
        line = lines.get(pk=number)
    return line
