"""A signature is good, or it is not."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from reports.models import SigningKey
from reports.signing import claims_if_genuine, published_keys, renew, sign

pytestmark = pytest.mark.django_db
CLAIMS = {"serial": "K7MD-4PXH", "name": "Siân R", "on": "2026-11-20"}


def test_what_we_signed_reads_back():
    token, _ = sign(CLAIMS)
    assert claims_if_genuine(token) == CLAIMS


def test_one_changed_character_anywhere_and_it_is_not_ours():
    token, _ = sign(CLAIMS)
    for place in range(0, len(token) - 1, 7):
        other = "A" if token[place] != "A" else "B"
        assert claims_if_genuine(token[:place] + other + token[place + 1 :]) is None


@pytest.mark.parametrize(
    "token", ["", "a.b", "a.b.c", "....", "e30.e30.e30", "W10.W10.AA", "é.ü.ß"]
)
def test_nonsense_is_not_ours(token):
    assert claims_if_genuine(token) is None


def test_old_certificates_stay_good_when_the_key_changes():
    token, _ = sign(CLAIMS)
    renew()
    assert claims_if_genuine(token) == CLAIMS
    assert SigningKey.objects.filter(is_current=True).count() == 1


def test_a_changed_secret_key_starts_a_new_pair_by_itself(settings):
    token, first = sign(CLAIMS)
    settings.SECRET_KEY = "another"
    _, second = sign(CLAIMS)
    assert first != second
    assert claims_if_genuine(token) == CLAIMS


def test_anybody_can_check_one_with_the_published_key_and_no_help_from_us():
    header, body, signature = sign(CLAIMS)[0].split(".")
    kid = json.loads(base64.urlsafe_b64decode(header + "=="))["kid"]
    [jwk] = [key for key in published_keys()["keys"] if key["kid"] == kid]
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(jwk["x"] + "="))
    public.verify(base64.urlsafe_b64decode(signature + "=="), f"{header}.{body}".encode())
    with pytest.raises(InvalidSignature):
        public.verify(base64.urlsafe_b64decode(signature + "=="), f"{header}.{body}x".encode())


def test_the_private_half_is_not_readable_in_the_database():
    sign(CLAIMS)
    key = SigningKey.objects.get()
    assert len(base64.urlsafe_b64decode(key.private)) > 90  # a Fernet token, not 32 bytes
    assert key.public not in key.private
