"""This package's pages: the provider's webhooks, the built-in handset, the desk's texts, and what we keep."""

from django.urls import path

from sms import call_webhooks, notify_webhooks, webhooks
from sms.views import campaigns, desk, feedback, money, numbers, own_number, phone, privacy

app_name = "sms"
urlpatterns = [
    path("sms/twilio/inbound/", webhooks.inbound, name="inbound"),
    path("sms/twilio/status/<uuid:message_id>/", webhooks.status, name="status"),
    path("sms/twilio/call/<uuid:message_id>/", call_webhooks.answered, name="call_answered"),
    path("sms/twilio/call/<uuid:message_id>/pressed/", call_webhooks.pressed, name="call_pressed"),
    path("sms/twilio/call/<uuid:message_id>/ended/", call_webhooks.ended, name="call_ended"),
    path("sms/notify/status/", notify_webhooks.status, name="notify_status"),
    path("sms/notify/inbound/", notify_webhooks.inbound, name="notify_inbound"),
    path("data-protection/", privacy.data_protection, name="data_protection"),
    path("start/number/", own_number.own_number, name="own_number"),
    path("start/number/code/", own_number.code, name="own_number_code"),
    path("start/number/off/", own_number.no_number, name="own_number_off"),
    path("sms/phone/", phone.pocket, name="phones"),
    path("sms/phone/<slug:code>/", phone.conversation, name="phone"),
    path("sms/phone/<slug:code>/write/", phone.write, name="phone_write"),
    path("sms/phone/<slug:code>/fetch/", phone.fetch, name="phone_fetch"),
    path("sms/phone/<slug:code>/press/", phone.press, name="phone_press"),
    path("sms/phone/<slug:code>/later/", phone.later, name="phone_later"),
    path("sms/phone/<slug:code>/trouble/", phone.trouble, name="phone_trouble"),
    path("desk/texts/", desk.texts, name="texts"),
    path("desk/texts/groups/", campaigns.listed, name="campaigns"),
    path("desk/texts/groups/new/", campaigns.write, name="campaign_new"),
    path("desk/texts/groups/<uuid:campaign_id>/", campaigns.one, name="campaign"),
    path("desk/texts/groups/<uuid:campaign_id>/change/", campaigns.change, name="campaign_change"),
    path("desk/texts/groups/<uuid:campaign_id>/do/", campaigns.do, name="campaign_do"),
    path("desk/texts/money/", money.costs, name="money"),
    path("desk/texts/money/<slug:slug>/", money.cap, name="cap"),
    path("desk/texts/numbers/<uuid:learner_id>/again/", numbers.try_again, name="number_again"),
    path("desk/texts/feedback/", feedback.feedback, name="feedback"),
    path("desk/texts/feedback/<uuid:pk>/", feedback.one, name="feedback_one"),
    path("desk/texts/feedback/<uuid:pk>/read/", feedback.read, name="feedback_read"),
    path("desk/texts/<uuid:inbound_id>/", desk.text, name="text"),
    path("desk/texts/<uuid:inbound_id>/done/", desk.done, name="text_done"),
    path("desk/texts/<uuid:inbound_id>/whose/", desk.assign, name="text_assign"),
    path("desk/texts/<uuid:inbound_id>/again/", desk.again, name="text_again"),
]
