"""The pieces a page's body is made of. Few, plain, and none carries script or style of its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms.diary import next_meetings
from reports.totals import published_totals

PLAIN_TEXT = ["bold", "link", "ol", "ul", "document-link"]
MOST_MEETINGS = 10


class Picture(blocks.StructBlock):
    """A picture with words for people who can't see it, or marked as decoration."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=160)

    class Meta:
        icon = "image"
        template = "cms/blocks/picture.html"


class CallToAction(blocks.StructBlock):
    """One button: to a page of this website, or to an address such as /sessions/."""

    words = blocks.CharBlock(max_length=40, help_text="What happens next: Find a session.")
    page = blocks.PageChooserBlock(required=False)
    address = blocks.RegexBlock(
        required=False,
        regex=r"^(/(?!/)|https://|tel:|mailto:)\S*$",
        error_messages={"invalid": "We need an address like /sessions/ or https://example.org."},
    )

    class Meta:
        icon = "link"
        label = "Button"
        template = "cms/blocks/call_to_action.html"

    def clean(self, value: Any) -> Any:
        """A button needs one place to go, and only one."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            problem = ValidationError("Choose a page or type an address: one of the two.")
            raise StructBlockValidationError(block_errors={"address": problem})
        return cleaned


class NextSessions(blocks.StructBlock):
    """The next sessions anywhere, as they stand when somebody looks."""

    heading = blocks.CharBlock(max_length=60, default="What is on next")
    how_many = blocks.IntegerBlock(min_value=1, max_value=MOST_MEETINGS, default=3)

    class Meta:
        icon = "date"
        template = "cms/blocks/next_sessions.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, "meetings": next_meetings(value["how_many"])}


class WardFigures(blocks.StructBlock):
    """What has been done in one council, as published: rounded, small counts hidden, with the way to the whole page."""

    heading = blocks.CharBlock(max_length=60, default="What we have done so far")
    council = blocks.RegexBlock(
        regex=r"^[-a-z0-9]+$",
        max_length=50,
        help_text="As in the address of its wards: ashmere, for /wards/ashmere/.",
        error_messages={"invalid": "We need small letters and dashes, like ashmere."},
    )

    class Meta:
        icon = "site"
        template = "cms/blocks/ward_figures.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, "totals": published_totals(value["council"], timezone.now())}


class Quote(blocks.StructBlock):
    """Somebody's own words, shared only because they agreed."""

    words = blocks.TextBlock(max_length=300, help_text="Without quotation marks.")
    who = blocks.CharBlock(
        max_length=60, help_text="How they chose to be called: A learner at Docklands."
    )
    agreed = blocks.BooleanBlock(label="They agreed to us sharing these words")

    class Meta:
        icon = "openquote"
        template = "cms/blocks/quote.html"


class Body(blocks.StreamBlock):
    """The body of a page."""

    heading = blocks.CharBlock(
        max_length=80, icon="h2", template="cms/blocks/heading.html", form_classname="title"
    )
    subheading = blocks.CharBlock(max_length=80, icon="h3", template="cms/blocks/subheading.html")
    text = blocks.RichTextBlock(features=PLAIN_TEXT, template="cms/blocks/text.html")
    picture = Picture()
    call_to_action = CallToAction()
    next_sessions = NextSessions()
    ward_figures = WardFigures()
    quote = Quote()

    def clean(self, value: Any) -> Any:
        """Smaller headings belong under bigger ones, so that people who listen can find their way."""
        cleaned = super().clean(value)
        kinds = [child.block_type for child in cleaned]
        if "subheading" in kinds and "heading" not in kinds[: kinds.index("subheading")]:
            problem = ValidationError("Put a heading above the first subheading.")
            raise StreamBlockValidationError(block_errors={kinds.index("subheading"): problem})
        return cleaned


class Aside(blocks.StreamBlock):
    """What stands beside the next sessions on the front page."""

    text = blocks.RichTextBlock(features=PLAIN_TEXT, template="cms/blocks/text.html")
    quote = Quote()
    picture = Picture()
