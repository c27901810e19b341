"""The demo's words: sections, and the articles in them. Short sentences, for a reader of nine or ninety."""

from typing import Any, NamedTuple

BRIDGE = "Two people meet on a footbridge over a river"
TABLE = "A tablet and a cup on a library table"
CODE = "Blocks of code beside the game they make"

Block = tuple[str, Any]


class Words(NamedTuple):
    """A page's words. A picture is named by what it shows."""

    slug: str
    title: str
    summary: str
    body: list[Block]
    articles: "tuple[Words, ...]" = ()


def text(*paragraphs: str) -> Block:
    return "text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def points(*items: str) -> Block:
    return "text", "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def heading(words: str) -> Block:
    return "heading", words


def button(words: str, address: str) -> Block:
    return "call_to_action", {"words": words, "address": address}


FIRST_SESSION = Words(
    "your-first-session",
    "What happens at a first session",
    "Come in, sit down, have a cup of tea. There is no test and no form to fill in.",
    [
        ("picture", TABLE),
        heading("Before you come"),
        points(
            "You don't need a phone or a computer. You can use ours.",
            "If you have a phone or a tablet, bring it, and its charger.",
            "You can bring a friend. You can bring your reading glasses.",
        ),
        heading("When you get here"),
        text(
            "A helper says hello and asks what you would like to do. It might be seeing photos of a grandchild, "
            "paying a bill or booking a doctor. You start with that.",
            "You hold the phone. The helper shows you, then you do it yourself. Most people do one or two small things "
            "the first time. That is plenty.",
        ),
        heading("What we write down"),
        text(
            "We ask if we may keep your first name and what you learned, so the next helper knows where you got to. "
            "You can say no and still come."
        ),
        button("Find a session", "/sessions/"),
    ],
)
SCAMS = Words(
    "scam-texts",
    "Stay safe from scam texts",
    "A scam is a trick to get your money. Here is how to spot one, and what to do.",
    [
        heading("Stop and look for these"),
        points(
            "It wants you to hurry.",
            "It asks for a code, a password or money.",
            "It says it is your bank, the post or a child who has lost their phone.",
            "It wants you to press a link.",
        ),
        heading("What to do"),
        points(
            "<b>Do not press the link.</b> Do not answer.",
            "Call the bank on the number on the back of your card.",
            "Send the text on to <b>7726</b>. It is free, and it tells your phone company.",
            "Show it to a helper. We like it when you ask.",
        ),
        heading("If you pressed it"),
        text(
            "It happens to all kinds of people. Call your bank straight away: dial <b>159</b> and they put you through. "
            "Then tell us, and we will sit with you and make things safe.",
            "We never ask you for money, a password or a code by text.",
        ),
    ],
)
VOLUNTEER = Words(
    "volunteer",
    "Volunteer with us",
    "You don't have to be good with computers. You have to be kind, and not in a hurry.",
    [
        heading("What you would do"),
        text(
            "Sit beside one person at a time and help them do one thing. Most helpers give two hours a week. "
            "A second helper is always in the room."
        ),
        heading("What we give you"),
        points(
            "A first meeting and a morning of training.",
            "A phone page with the day's list, so nobody has to say things twice.",
            "Bus fares and tea.",
        ),
        heading("Checks"),
        text(
            "Helpers at a Code Club need a check that they are safe to be with children. We arrange it and it costs you "
            "nothing. We note that it was done and when, never what it says."
        ),
        button("See where sessions are", "/sessions/"),
    ],
)
CLUB = Words(
    "what-we-do",
    "Code Club for 9 to 13",
    "Make a game, a story or a quiz on a computer. It is free, and you don't need to know anything first.",
    [
        ("picture", CODE),
        heading("What you do"),
        text(
            "Each week you make something of your own with blocks of code. Helpers are there when you are stuck. "
            "When you finish a project, it goes on your list."
        ),
        heading("For parents and carers"),
        points(
            "We use a nickname and a school year. Your child's real name stays on paper with the club leader.",
            "Children have no account with us, and we don't text or email them.",
            "Two checked helpers are in the room all the time.",
        ),
        button("Find a club", "/sessions/"),
    ],
)
DATA = Words(
    "your-data",
    "Your data and your rights",
    "What we keep about you, why, who sees it, and how to have it changed or rubbed out.",
    [
        heading("What we keep"),
        points(
            "Your first name and the first letter of your last name.",
            "If you tell us: your postcode, your age group, your language, a mobile number and what you want to do.",
            "The sessions you came to and what you learned to do.",
            "What you agreed to, in which words, and when.",
        ),
        text("We do not ask for your date of birth, your health, your money or your passwords."),
        heading("Why, and who sees it"),
        text(
            "So that the next helper knows where you got to. The people of the group that helps you see your name. "
            "The council sees counts, never names. When we publish counts, small ones are hidden.",
            "At a Code Club we keep a nickname, a school year and the projects done.",
        ),
        heading("If you said yes to texts"),
        text(
            "We text you about your sessions and your certificate, and nothing else. Text <b>STOP</b> to end it. "
            "We never sell or share your number.",
            "Where texts are carried by a company called Twilio, it keeps a log of them for up to 400 days.",
        ),
        heading("See it, change it, rub it out"),
        text(
            "Ask any helper, or write to the council. You can see what we keep, put it right, or have it rubbed out. "
            "You can also say no to any one thing and still come. It is free, and you don't have to say why."
        ),
        heading("If you are not happy"),
        text(
            "Tell us: at a session, on paper or through somebody else. We write back within 30 days to say we have your "
            "complaint, and again with what we found. You can also tell the Information Commissioner's Office: "
            '<a href="https://ico.org.uk/make-a-complaint/">ico.org.uk</a> or 0303 123 1113.'
        ),
    ],
)
ABOUT = Words(
    "how-we-work",
    "How we work",
    "Who we are, how we know it helps, and what you can check for yourself.",
    [
        text(
            "The council, libraries, schools and charities work together. Helpers give their time. Sessions are free."
        ),
        heading("How we know it helps"),
        text(
            "When you do something alone for the first time, a helper writes it down. When you can do everything on the "
            "list, you get a certificate that anyone can check."
        ),
        button("See the figures, ward by ward", "/wards/"),
    ],
)
SECTIONS = (
    Words(
        "get-help",
        "Get help",
        "What to expect, where to come, and how to stay safe online.",
        [("picture", BRIDGE)],
        (FIRST_SESSION, SCAMS),
    ),
    Words("centres", "Our centres", "Libraries, halls and schools where you can sit down with a helper.", []),
    Words("code-club", "Code Club", "For 9 to 13 year olds who want to make things.", [], (CLUB,)),
    Words("help-us", "Help us", "Give two hours a week and change somebody's year.", [], (VOLUNTEER,)),
    Words("about", "About and your data", "How we work, and what we keep about you.", [], (ABOUT, DATA)),
)  # fmt: skip
QUOTE = {
    "words": "I booked my own flu jab. Nobody did it for me.",
    "who": "A learner at the Market Library",
    "agreed": True,
}
