"""No text to a group costs more than it was given, as no council's texts do (`purse`).

Asked at the moment of sending, with the campaign's own row held, so that workers cannot overspend together.
"""

import datetime as dt
from collections.abc import Collection

from sms.campaigns import WAITS_FOR_MONEY, spent_on
from sms.checks import Verdict
from sms.models import Campaign, Message
from sms.prices import POUND
from sms.purse import LOOK_AGAIN, what_waits

LAPSED = "The money for this group was spent."


def over_their_cap(ready: Collection[Message], now: dt.datetime) -> dict[Message, Verdict]:
    """Texts whose campaign has no money left for them. Holds those campaigns until the transaction ends."""
    asking = {text.campaign_id for text in ready if text.campaign_id}
    if not asking:
        return {}
    campaigns = list(Campaign.objects.select_for_update().filter(pk__in=asking).order_by("pk"))
    spent = spent_on(asking)
    verdicts: dict[Message, Verdict] = {}
    for campaign in campaigns:
        line = [text for text in ready if text.campaign_id == campaign.pk]
        left = campaign.pounds * POUND - spent.get(campaign.pk, 0)
        for place in what_waits(left, [(True, text.estimate) for text in line]):
            verdicts[line[place]] = verdict_for(line[place], now)
    return verdicts


def verdict_for(text: Message, now: dt.datetime) -> Verdict:
    """Wait an hour, or lapse if there is no point by then."""
    again = now + LOOK_AGAIN
    return Verdict(LAPSED) if text.useful_until <= again else Verdict(WAITS_FOR_MONEY, again)
