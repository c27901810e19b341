"""Settings of a machine that texts through Twilio, pointed at a server in the test itself."""

import pytest

from sms import gateway
from tests.sms import twilio_server


@pytest.fixture
def twilio(settings, monkeypatch):
    """The real Twilio client, talking to a server that we script."""
    server = twilio_server.started()
    settings.TWILIO_ACCOUNT_SID = twilio_server.ACCOUNT
    settings.TWILIO_AUTH_TOKEN = "12345"
    settings.TWILIO_FROM = "+447700900000"
    settings.TWILIO_MESSAGING_SERVICE_SID = ""
    settings.TWILIO_API_BASE_URL = server.address
    settings.TWILIO_PARTS_PER_SECOND = 0
    settings.PUBLIC_BASE_URL = "https://footbridge.example"
    monkeypatch.setattr(gateway, "TIMEOUT_SECONDS", 1.5)
    yield server
    server.shutdown()
    server.server_close()
