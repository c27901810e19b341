"""Signing certificates so that anybody can check one, with no help from us.

Ed25519 (RFC 8032), because keys and signatures are small enough for a square code. The token is a compact JWS
(RFC 7515, RFC 8037), so every JWT library can check one.

The private key is kept in the database, encrypted with a key made from SECRET_KEY by HKDF. A stolen database alone
signs nothing; a stolen SECRET_KEY alone neither; and a small council needs no key vault. A changed SECRET_KEY, or
`renew()`, starts a new pair: certificates signed with older ones stay good, since public halves are never deleted.
"""

import base64
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from reports.models import SigningKey

PURPOSE = b"footbridge certificate signing, version 1"


def sign(claims: dict[str, Any]) -> tuple[str, SigningKey]:
    """A token that says `claims`, and the key it was signed with."""
    key, private = current_key()
    signed = f"{pack({'alg': 'EdDSA', 'kid': key.kid})}.{pack(claims)}"
    return f"{signed}.{b64(private.sign(signed.encode()))}", key


def claims_if_genuine(token: str) -> dict[str, Any] | None:
    """What a token says, if one of our keys signed exactly that. None otherwise, whatever is wrong with it."""
    try:
        header, body, signature = token.split(".")
        kid, claims = unpack(header)["kid"], unpack(body)
        key = SigningKey.objects.get(kid=kid)
        public = Ed25519PublicKey.from_public_bytes(unb64(key.public))
        public.verify(unb64(signature), f"{header}.{body}".encode())
    except (ValueError, KeyError, TypeError, SigningKey.DoesNotExist, InvalidSignature):
        return None
    return claims


@transaction.atomic
def current_key() -> tuple[SigningKey, Ed25519PrivateKey]:
    """The key to sign with today. Makes one when there is none, or SECRET_KEY has changed."""
    key = SigningKey.objects.filter(is_current=True).first()
    if key is not None:
        try:
            return key, Ed25519PrivateKey.from_private_bytes(safe().decrypt(key.private.encode()))
        except InvalidToken:  # SECRET_KEY has changed, so this one can check but no longer sign
            pass
    return renew()


@transaction.atomic
def renew() -> tuple[SigningKey, Ed25519PrivateKey]:
    """Start a new pair. The old one stays, to check what it signed."""
    SigningKey.objects.filter(is_current=True).update(is_current=False)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key = SigningKey.objects.create(
        kid=hashlib.sha256(public).hexdigest()[:8],
        public=b64(public),
        private=safe().encrypt(private.private_bytes_raw()).decode(),
    )
    return key, private


def published_keys() -> dict[str, list[dict[str, str]]]:
    """Every public key there has been, as a JWK Set (RFC 7517)."""
    return {
        "keys": [
            {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": kid, "x": public}
            for kid, public in SigningKey.objects.values_list("kid", "public")
        ]
    }


def safe() -> Fernet:
    """What locks and unlocks the private halves."""
    stretch = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(stretch.derive(settings.SECRET_KEY.encode())))


def pack(value: dict[str, Any]) -> str:
    return b64(
        json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    )


def unpack(part: str) -> dict[str, Any]:
    value = json.loads(unb64(part))
    if not isinstance(value, dict):
        raise TypeError("A token's parts are JSON objects.")
    return value


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
