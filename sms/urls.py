"""This package's pages: the provider's webhooks, the built-in handset, and the desk's texts."""

from django.urls import path

from sms import webhooks
from sms.views import desk, numbers, phone

app_name = "sms"
urlpatterns = [
    path("sms/twilio/inbound/", webhooks.inbound, name="inbound"),
    path("sms/twilio/status/<uuid:message_id>/", webhooks.status, name="status"),
    path("sms/phone/", phone.pocket, name="phones"),
    path("sms/phone/<slug:code>/", phone.conversation, name="phone"),
    path("sms/phone/<slug:code>/write/", phone.write, name="phone_write"),
    path("sms/phone/<slug:code>/fetch/", phone.fetch, name="phone_fetch"),
    path("desk/texts/", desk.texts, name="texts"),
    path("desk/texts/numbers/<uuid:learner_id>/again/", numbers.try_again, name="number_again"),
    path("desk/texts/<uuid:inbound_id>/", desk.text, name="text"),
    path("desk/texts/<uuid:inbound_id>/done/", desk.done, name="text_done"),
]
