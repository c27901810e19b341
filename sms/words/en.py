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
    "check": ("CHECK", "MY SKILLS"),
    # Asking what we keep, and to be forgotten.
    "progress": ("PROGRESS", "MY PROGRESS"),
    "certificate": ("CERTIFICATE", "MY CERTIFICATE"),
    "mydata": ("MYDATA", "MY DATA"),
    "forget": ("FORGET", "FORGET ME"),
    "yes": ("YES",),
    # For volunteers: how many came.
    "log": ("LOG",),
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
        "Free digital skills help. Text NEXT for dates, JOIN to start, CHECK to see what you can do, "
        "or ask us anything and a person will answer. STOP ends our texts."
    ),
    "stopped": "You will get no more texts from us. If you want them again, text START.",
    "started": "You will get our texts again. To end them, text STOP.",
    "language_set": "We will text you in English from now on.",
    "language_which": "Text one word: {languages}.",
    # Ends a text to a group.
    "how_to_stop": "Text STOP to end these.",
    # How far they are, in their own word.
    "check_ask": "{n} of {total}. {skill} Reply 1 yes, by yourself, 2 with help, 3 not yet.",
    "check_again": "{total} quick questions again. 1: {skill} Reply 1 yes, by yourself, 2 with help, 3 not yet. STOP ends these.",
    "check_done": "Thank you. You say you can do {done} of {total} by yourself. For help with the others, text NEXT for dates.",
    "check_all": "Thank you. You say you can do all {total} by yourself. Well done! Text NEXT for dates, and show us.",
    # How far they are.
    "progress_none": (
        "You are just starting. There are {total} first skills, and everyone begins with none. Text NEXT for dates."
    ),
    "progress": (
        "You can do {done} of the {total} first skills by yourself. Well done. For more, text NEXT for dates."
    ),
    "progress_all": (
        "You can do all {total} first skills by yourself. Well done! Ask for your certificate when you next come."
    ),
    "certificate_here": (
        "Your certificate is ready. Ask for it at {place}. We told them that you asked."
    ),
    "certificate_left": (
        "You get your certificate when you can do every first skill by yourself. Still to do: {left}. Text NEXT for dates."
    ),
    # What we keep, and being forgotten.
    "mydata": (
        "We keep your first name, phone, sessions, skills and texts. Ask at {place} for a free copy. We told them. To rub it all out, text FORGET."
    ),
    "forget_sure": (
        "We can rub out all we keep about you, places and skills too. It can't be undone. Reply YES to be forgotten. If not, do nothing."
    ),
    "forget_kept": ("Nothing is rubbed out. All is as it was."),
    "forgotten": (
        "All we kept about you is rubbed out. If you ever said STOP, that stays. This is our last text. You are always welcome."
    ),
    # How a session was.
    "how_was_it": "How was {when} at {place}? Reply with a number, 1 (bad) to 5 (very good). Your centre reads it. Text STOP to end these.",
    "feedback_why": "Thank you. If you like, say why in one text. Your centre reads it. If not, do nothing.",
    "feedback_thanks": "Thank you. People at your centre will read what you said.",
    # For volunteers.
    "code": "Your Footbridge code is {code}. It works for 10 minutes. We never ask you to tell it to anybody.",
    "log_nudge": "No register yet: {when} at {place}. Text LOG and how many came, like LOG 8. Text STOP to end these.",
    "log_sure": "Reply YES to save: {when} at {place}, {heads} came. Reply NO for another session.",
    "log_saved": "Saved: {when} at {place}, {heads} came. Thank you.",
    "log_kept": "Nothing is saved. Text LOG and how many came, like LOG 8.",
    "log_how_many": "Say how many came. Text LOG and the number, like LOG 8.",
    "log_none": "We found no session of today or yesterday that still needs a register. Ask your coordinator.",
    "log_already": "That session has a register by now, so nothing is changed.",
}
# What we ask of each task of the framework, by its code.
SKILLS = {
    "turn-on": "Can you turn on a phone or computer and log in?",
    "controls": "Can you use its mouse, keys or touch screen?",
    "settings": "Can you make it easier to use, like with bigger letters?",
    "apps": "Can you find an app and open it?",
    "wifi": "Can you join a Wi-Fi network, at home or out?",
    "browser": "Can you find a website and use it?",
    "keep-safe": "Can you keep your passwords and log-ins safe?",
    "change-password": "Can you change a password when asked to?",
}
YOUR_CENTRE = "your next session"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a date looks like, and what it looks like in a list of three.
DATE = SHORT_DATE = "{weekday} {day} {month}"
# What a call says, in this voice of the provider's, and the names of days and months in full.
VOICE, VOICE_LANGUAGE = "Polly.Amy", "en-GB"
SPOKEN = {
    "session_reminder": "Hello. You have a place at a free session on phones and computers. It is {when}, at {place}.",
    "session_moved": "Hello. Your free session on phones and computers has moved. It is now {when}, at {place}.",
    "session_cancelled": "Hello. We are sorry. Your session {when}, at {place}, is called off.",
    "press_after_all": "Press 2 for a person to ring you about another day. Press 9 for no more calls.",
    "press": "Press 1 if you will come. Press 2 to change it. Press 9 for no more calls.",
    "once_more": "Sorry, we did not catch that.",
    "coming": "Thank you. We will see you then. Goodbye.",
    "change": "Thank you. A person will ring you. Goodbye.",
    "full_now": "Sorry, that session is now full. A person will ring you. Goodbye.",
    "stopped": "You will get no more calls from us. Goodbye.",
    "nothing": "Your place stays as it is. Goodbye.",
    "goodbye": "Thank you. Goodbye.",
}
SPOKEN_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPOKEN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SPOKEN_DATE = "{weekday} {day} {month}, at {clock}"
