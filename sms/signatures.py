"""Whether a request came from our provider: its signature over our own public address and every parameter.

Twilio signs with the account's token and SHA-1. Where a Webhook Rule says so it signs with a shared key of ours instead, and
a second header names the key and the algorithm (twilio.com/docs/usage/webhooks/webhook-shared-keys, September 2026).
Both forms may have two secrets at once, so that a secret is changed with no text lost.
"""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from twilio.request_validator import HMAC_SHA1, HMAC_SHA256, RequestValidator

SIGNATURE, NAMED_KEY = "X-Twilio-Signature", "X-Twilio-Webhooks-Signature-Settings"
ALGORITHMS = (HMAC_SHA1, HMAC_SHA256)


def signing_secrets() -> list[str]:
    """What a request may be signed with: the token, and the one before it. None at all in production without Twilio, and
    then nothing gets in.

    The built-in handset signs too: with the same secret, or in development with one made from our own key.
    """
    if settings.TWILIO_AUTH_TOKEN:
        tokens = (settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_FORMER)
        return [token for token in tokens if token]
    if settings.DEVELOPMENT:
        return [salted_hmac("sms.webhooks", "handset").hexdigest()]
    return []


def sign(address: str, parameters: Mapping[str, str]) -> str:
    """The signature Twilio would put on a request, for the built-in handset."""
    return str(RequestValidator(signing_secrets()[0]).compute_signature(address, parameters))


def is_signed(request: HttpRequest) -> bool:
    """Whether the request bears a secret of ours over our own public address and every parameter.

    The address is the configured one: Host and X-Forwarded headers are for anyone to make up. A request that names a key
    is held to that key alone, so that a token that leaked cannot stand in for it.
    """
    secrets, algorithm = named(request.headers.get(NAMED_KEY, ""))
    address = settings.PUBLIC_BASE_URL + request.get_full_path()
    signature = request.headers.get(SIGNATURE, "")
    return any(
        RequestValidator(secret).validate(address, request.POST, signature, algorithm)
        for secret in secrets
    )


def named(header: str) -> tuple[list[str], str]:
    """The secrets to try, and the algorithm, as the second header names them. No secrets for a key we do not know."""
    if not header:
        return signing_secrets(), HMAC_SHA1
    told = dict(part.strip().partition("=")[::2] for part in header.split(","))
    algorithm, secret = told.get("algorithm", ""), shared_keys().get(told.get("key", ""))
    return ([secret] if secret and algorithm in ALGORITHMS else []), algorithm


def shared_keys() -> Mapping[str, str]:
    """The secret of each shared key, by Twilio's id of it. One without a secret opens nothing."""
    keys: Mapping[str, str] = settings.TWILIO_SHARED_KEYS
    return keys
