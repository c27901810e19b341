"""Every sentence we text, in English. No names, health or benefits: phones are shared. One plain part each."""

SENTENCES = {
    "session_reminder": (
        "Reminder: your session is {when} at {place}. Free. "
        "Reply 1 if you will come, 2 if you can't. Text STOP to end these."
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
        "Reply 1 if you will come, 2 if you can't. Text STOP to end these."
    ),
    "certificate_ready": (
        "Well done! Your certificate is ready. Ask for it at {place}. Text STOP to end these."
    ),
    "coming": "Thank you. We will see you {when} at {place}. If you can't come after all, text 2.",
    "not_coming": (
        "Thank you for telling us. Someone else can have your place. "
        "If you want another day, text us and a person will answer."
    ),
    "full_now": ("Sorry, that session is now full. A person will text you about another day."),
    "received": "Thank you. A person will read your text and answer you soon.",
    "not_known": (
        "Sorry, we do not know this number, so nobody can read your text. "
        "Ask at your nearest centre, and they will help you."
    ),
    "help": (
        "We are your free digital skills sessions. Text us what you need and a person will answer. "
        "Text STOP to end our texts."
    ),
    "stopped": "You will get no more texts from us. If you want them again, text START.",
    "started": "You will get our texts again. To end them, text STOP.",
}
YOUR_CENTRE = "your next session"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
