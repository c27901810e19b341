"""What is a mobile number we may text. Typed words in, a number or a plain reason out."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

TEXTABLE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Ofcom keeps these for drama: they look like mobiles and reach nobody, so tests and the demo use them.
DRAMA_PREFIX = "+447700900"


class NotAMobile(ValueError):
    """Why a number cannot be texted, in words for the person who typed it."""


def mobile_number(typed: str) -> str:
    """The number in E.164, such as +447700900123.

    Raises NotAMobile with a sentence to show beside the field.
    """
    try:
        number = phonenumbers.parse(typed, "GB")
    except NumberParseException as problem:
        raise NotAMobile("We need a mobile number like 07700 900123.") from problem
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if written.startswith(DRAMA_PREFIX) and len(written) == len(DRAMA_PREFIX) + 3:
        return written
    if not phonenumbers.is_valid_number(number):
        raise NotAMobile(
            "That number has too many or too few digits. We need one like 07700 900123."
        )
    if phonenumbers.number_type(number) not in TEXTABLE:
        raise NotAMobile(
            "That is a landline, and landlines can't get texts. Leave it empty if there is no mobile."
        )
    return written


def masked(number: str) -> str:
    """A number a coordinator can tell from another, that nobody can dial: ends 123."""
    return f"ends {number[-3:]}" if number else "no number"


def spoken(number: str) -> str:
    """A UK number the way people write it: 07700 900123."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, "GB")
    style = (
        PhoneNumberFormat.NATIONAL if parsed.country_code == 44 else PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, style)
