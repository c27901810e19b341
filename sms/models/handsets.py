"""The phones of the built-in network, as somebody trying things out has left them."""

import datetime as dt

from django.db import models

from sms.choices import Trouble

A_MINUTE = dt.timedelta(minutes=1)


class Handset(models.Model):
    """A phone on the screen that is off, or whose next text is to go wrong. Nobody real has one."""

    address = models.CharField(max_length=16, primary_key=True, help_text="E.164: +447700900123.")
    is_off = models.BooleanField(default=False)
    trouble = models.CharField(max_length=7, choices=Trouble.choices, blank=True)
    late_until = models.DateTimeField(null=True, blank=True)

    class Personal:
        fields = ("address",)

    def __str__(self) -> str:
        return "Handset"

    def take(self, *wanted: str) -> str:
        """The trouble that was asked for, if it is one of these. It happens once."""
        taken = self.trouble if self.trouble in wanted else ""
        if taken:
            self.trouble = ""
            self.save(update_fields=["trouble"])
        return taken

    def is_late(self, now: dt.datetime) -> bool:
        """Whether its texts are still on their way. Being late begins with the first text there is to bring."""
        if self.take(Trouble.LATE):
            self.late_until = now + A_MINUTE
            self.save(update_fields=["late_until"])
        return self.late_until is not None and now < self.late_until
