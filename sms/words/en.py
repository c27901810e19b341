"""Every sentence we text, in English. No names, health or benefits: phones are shared. One plain part each."""

# What its speakers call it, the plain word that asks for it, and which way it is written.
NAME, LISTED_AS, DIRECTION = "English", "ENGLISH", "ltr"
# Words that mean something when they are the whole text; JOIN takes more after it.
KEYWORDS = {
    "stop": ("STOP", "STOP ALL", "OPT OUT", "NO MORE TEXTS"),
    "start": ("START",),
    "help": ("HELP",),
    "language": ("LANGUAGE", "LANGUAGES"),
    "this_language": ("ENGLISH", "SAESNEG", "ANGIELSKI"),
    "join": ("JOIN",),
    "next": ("NEXT",),
    "coming": ("yes", "y", "yeah", "yep", "yup", "coming"),
    "not_coming": ("no", "n", "nope", "not", "cant", "cannot", "wont"),
    "around": (
        "please",
        "thanks",
        "thank",
        "you",
        "i",
        "ill",
        "im",
        "we",
        "will",
        "can",
        "come",
        "be",
        "there",
        "make",
        "it",
        "sorry",
        "answer",
        "option",
        "number",
    ),
    "number": ("no", "nr", "number"),
}
NUMBERS = (("zero", "nought"), ("one",), ("two",), ("three",), ("four",), ("five",))
SENTENCES = {
    "session_reminder": (
        "Reminder: your session is {when} at {place}. Free. "
        "Reply 1 if you will come, 2 if you can't, 3 for another day. Text STOP to end these."
    ),
    "booking_made": (
        "You have a place {when} at {place}. Free. Reply 2 if you can't come. Text STOP to end these."
    ),
    "session_cancelled": (
        "Sorry, your session {when} at {place} is called off. "
        "Text us if you want another day. Text STOP to end these."
    ),
    "session_moved": (
        "Your session has moved. It is now {when} at {place}. "
        "Reply 1 if you will come, 2 if you can't, 3 for another day. Text STOP to end these."
    ),
    "certificate_ready": (
        "Well done! Your certificate is ready. Ask for it at {place}. Text STOP to end these."
    ),
    "missed_you": (
        "Sorry we missed you. You are welcome any time, and it is free. "
        "Text NEXT for other days. Text STOP to end these."
    ),
    "missed_you_offer": "We missed you. Free:\n{options}\nReply with a number, 0 for more. STOP ends these.",
    "coming": "Thank you. We will see you {when} at {place}. If you can't come after all, text 2.",
    "not_coming": (
        "Thank you for telling us. Someone else can have your place. "
        "If you want another day, text NEXT."
    ),
    "full_now": ("Sorry, that session is now full. A person will text you about another day."),
    "offer": "Free sessions:\n{options}\nReply with a number, or 0 for other days.",
    "offer_places": "Free help near you:\n{options}\nReply with a number, or 0 for more.",
    "offer_again": "Sorry, that one is now full. Free:\n{options}\nReply with a number, or 0.",
    "place_kept": (
        "You have a place {when} at {place}. It is free. If you can't come, text us and say so."
    ),
    "join_kept": (
        "You have a place {when} at {place}. Ask for the digital helper. It is free. "
        "Bring your phone if you have one."
    ),
    "join_come_along": (
        "Come to {place} {when}. Ask for the digital helper. It is free. "
        "Bring your phone if you have one. You need nothing else."
    ),
    "join_where": "Text JOIN and the name of a library or hall near you, like: JOIN Central Library.",
    "no_dates": "There are no free dates just now. A person will text you when there are.",
    "received": "Thank you. A person will read your text and answer you soon.",
    "not_known": (
        "Sorry, we do not know this number, so nobody can read your text. "
        "Ask at your nearest centre, and they will help you."
    ),
    "help": (
        "Free digital skills help. Text NEXT for dates, JOIN to start, or ask us anything "
        "and a person will answer. Text STOP to end our texts."
    ),
    "stopped": "You will get no more texts from us. If you want them again, text START.",
    "started": "You will get our texts again. To end them, text STOP.",
    "language_set": "We will text you in English from now on.",
    "language_which": "Text one word: {languages}.",
}
YOUR_CENTRE = "your next session"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a date looks like, and what it looks like in a list of three.
DATE = SHORT_DATE = "{weekday} {day} {month}"
