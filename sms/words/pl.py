"""Every sentence we text, in Polish. No native speaker has checked these yet. Names stand alone, so that none is declined."""

# What its speakers call it, the plain word that asks for it, and which way it is written.
NAME, LISTED_AS, DIRECTION = "Polski", "POLSKI", "ltr"
# Words that mean something when they are the whole text; JOIN takes more after it.
KEYWORDS = {
    "stop": ("PRZESTAŃ", "PRZESTAŃCIE", "WYPISZ", "KONIEC"),
    "start": ("ZACZNIJ",),
    "help": ("POMOC",),
    "language": ("JĘZYK",),
    "this_language": ("POLSKI", "POLISH"),
    "join": ("DOŁĄCZ",),
    "next": ("NASTĘPNE",),
    "check": ("SPRAWDŹ", "MOJE UMIEJĘTNOŚCI"),
    # Asking what we keep, and to be forgotten.
    "progress": ("POSTĘPY", "MOJE POSTĘPY"),
    "certificate": ("CERTYFIKAT", "MÓJ CERTYFIKAT"),
    "mydata": ("MOJE DANE",),
    "forget": ("ZAPOMNIJ", "ZAPOMNIJ MNIE", "USUŃ DANE"),
    "yes": ("TAK",),
    # For volunteers: how many came.
    "log": ("ZAPISZ", "LOG"),
    "coming": ("tak",),
    "not_coming": ("nie",),
    "around": ("dziękuję", "proszę"),
    "number": ("numer",),
}
NUMBERS = (("zero",), ("jeden",), ("dwa",), ("trzy",), ("cztery",), ("pięć",))
SENTENCES = {
    "session_reminder": (
        "Przypomnienie o zajęciach: {when}, {place}. Bezpłatnie. "
        "Odpisz: 1 przyjdę, 2 nie mogę, 3 inny dzień. STOP kończy SMS-y."
    ),
    "booking_made": (
        "Masz miejsce: {when}, {place}. Bezpłatnie. Odpisz 2, jeśli nie możesz. STOP kończy SMS-y."
    ),
    "session_cancelled": (
        "Przepraszamy, zajęć nie będzie: {when}, {place}. Napisz NEXT, by wybrać inny dzień. "
        "STOP kończy SMS-y."
    ),
    "session_moved": (
        "Zajęcia przeniesione. Teraz: {when}, {place}. "
        "Odpisz: 1 przyjdę, 2 nie mogę, 3 inny dzień. STOP kończy SMS-y."
    ),
    "certificate_ready": (
        "Brawo! Twój certyfikat jest gotowy. Zapytaj o niego: {place}. STOP kończy SMS-y."
    ),
    "missed_you": (
        "Szkoda, że się nie udało przyjść. Zapraszamy zawsze, bezpłatnie. Napisz NEXT po terminy. "
        "STOP kończy SMS-y."
    ),
    "missed_you_offer": "Zapraszamy innym razem:\n{options}\nOdpisz numerem. STOP kończy SMS-y.",
    "coming": "Dziękujemy. Do zobaczenia: {when}, {place}. Jeśli jednak nie możesz, odpisz 2.",
    "not_coming": (
        "Dziękujemy za wiadomość. Ktoś inny dostanie to miejsce. Napisz NEXT, by wybrać inny dzień."
    ),
    "full_now": (
        "Przepraszamy, nie ma już miejsc na tych zajęciach. Napiszemy do Ciebie o innym dniu."
    ),
    "offer": "Bezpłatne zajęcia:\n{options}\nOdpisz numerem lub 0, by zobaczyć inne dni.",
    "offer_places": "Bezpłatna pomoc blisko Ciebie:\n{options}\nOdpisz numerem; 0 to więcej.",
    "offer_again": "Tam nie ma już miejsc. Wolne są:\n{options}\nOdpisz numerem; 0 to więcej.",
    "place_kept": (
        "Masz miejsce: {when}, {place}. Bezpłatnie. Jeśli nie możesz przyjść, napisz do nas."
    ),
    "join_kept": (
        "Masz miejsce: {when}, {place}. Zapytaj o pomocnika cyfrowego. Bezpłatnie. "
        "Weź telefon, jeśli masz."
    ),
    "join_come_along": (
        "Przyjdź: {place}, {when}. Zapytaj o pomocnika cyfrowego. Bezpłatnie. Weź telefon, jeśli masz."
    ),
    "join_where": (
        "Napisz JOIN i nazwę biblioteki lub sali blisko Ciebie, na przykład: JOIN Central Library."
    ),
    "no_dates": "Teraz nie ma wolnych terminów. Napiszemy do Ciebie, gdy będą.",
    "received": "Dziękujemy. Ktoś przeczyta Twoją wiadomość i wkrótce odpisze.",
    "not_known": (
        "Przepraszamy, nie znamy tego numeru i nikt nie może przeczytać tej wiadomości. "
        "Zapytaj w najbliższym ośrodku."
    ),
    "help": (
        "Bezpłatna pomoc cyfrowa. Napisz NEXT po terminy, JOIN, by zacząć, "
        "CHECK, by sprawdzić, co umiesz, lub zapytaj. "
        "STOP kończy SMS-y."
    ),
    "stopped": "Nie wyślemy Ci więcej SMS-ów. Jeśli znów je chcesz, napisz START.",
    "started": "Znów będziesz dostawać nasze SMS-y. Napisz STOP, by je zakończyć.",
    "language_set": "Od teraz będziemy pisać do Ciebie po polsku.",
    "language_which": "Napisz jedno słowo: {languages}.",
    # Ends a text to a group.
    "how_to_stop": "STOP = koniec.",
    # How far they are, in their own word.
    "check_ask": "{n} z {total}. {skill} Odpisz: 1 tak, samodzielnie, 2 z pomocą, 3 jeszcze nie.",
    "check_again": "Znów {total} pytań. 1: {skill} Odpisz: 1 tak, 2 z pomocą, 3 nie. STOP kończy SMS-y.",
    "check_done": "Dziękujemy. Mówisz, że umiesz samodzielnie {done} z {total}. Po pomoc w reszcie napisz NASTĘPNE.",
    "check_all": "Dziękujemy. Mówisz, że umiesz samodzielnie wszystko: {total} z {total}. Brawo! Po terminy napisz NASTĘPNE.",
    # How far they are.
    "progress_none": (
        "Dopiero zaczynasz. Jest {total} pierwszych umiejętności, każdy zaczyna od zera. Napisz NASTĘPNE po terminy."
    ),
    "progress": (
        "Potrafisz samodzielnie {done} z {total} pierwszych umiejętności. Brawo! Po terminy napisz NASTĘPNE."
    ),
    "progress_all": (
        "Potrafisz samodzielnie wszystkie {total} pierwszych umiejętności. Brawo! Poproś o certyfikat na zajęciach."
    ),
    "certificate_here": (
        "Twój certyfikat jest gotowy. Poproś o niego tu: {place}. Daliśmy im znać."
    ),
    "certificate_left": (
        "Certyfikat dostaniesz, gdy opanujesz wszystkie pierwsze umiejętności. Zostało: {left}. Po terminy: NASTĘPNE."
    ),
    # What we keep, and being forgotten.
    "mydata": (
        "Mamy Twoje imię, numer, zajęcia, umiejętności i SMS-y. Poproś o bezpłatną kopię: {place}. By wszystko usunąć, napisz ZAPOMNIJ."
    ),
    "forget_sure": (
        "Usunąć wszystko, co o Tobie mamy? Nie można tego cofnąć. Odpisz TAK, by usunąć. Jeśli nie, nic nie rób."
    ),
    "forget_kept": ("Nic nie zostało usunięte. Wszystko jest jak było."),
    "forgotten": (
        "Usunęliśmy wszystko o Tobie. Zostaje tylko STOP, jeśli było. To nasz ostatni SMS. Zawsze zapraszamy."
    ),
    # How a session was.
    "how_was_it": "Jak było: {when}, {place}? Odpisz numerem, od 1 (źle) do 5 (bardzo dobrze). Czyta to Twój ośrodek. STOP kończy SMS-y.",
    "feedback_why": "Dziękujemy. Jeśli chcesz, napisz dlaczego w jednym SMS-ie. Czyta to Twój ośrodek. Jeśli nie, nic nie rób.",
    "feedback_thanks": "Dziękujemy. Ludzie w Twoim ośrodku przeczytają Twoją odpowiedź.",
    # For volunteers.
    "code": "Twój kod Footbridge: {code}. Działa 10 minut. Nikomu go nie podawaj.",
    "log_nudge": "Brak listy obecności: {when}, {place}. Napisz LOG i ile osób przyszło, np. LOG 8. STOP kończy SMS-y.",
    "log_sure": "Odpisz TAK, by zapisać: {when}, {place}, osób: {heads}. NIE: inne zajęcia.",
    "log_saved": "Zapisane: {when}, {place}, osób: {heads}. Dziękujemy.",
    "log_kept": "Nic nie zapisano. Napisz LOG i ile osób przyszło, np. LOG 8.",
    "log_how_many": "Ile osób przyszło? Napisz LOG i liczbę, np. LOG 8.",
    "log_none": "Nie ma zajęć z dziś ani z wczoraj bez listy obecności. Zapytaj koordynatora.",
    "log_already": "Te zajęcia mają już listę obecności, więc nic nie zmieniamy.",
}
# What we ask of each task of the framework, by its code.
SKILLS = {
    "turn-on": "Czy umiesz włączyć telefon lub komputer i się zalogować?",
    "controls": "Czy umiesz używać myszy, klawiszy lub ekranu dotykowego?",
    "settings": "Czy umiesz ułatwić obsługę, np. powiększyć litery?",
    "apps": "Czy umiesz znaleźć i otworzyć aplikację?",
    "wifi": "Czy umiesz połączyć się z Wi-Fi, w domu lub poza nim?",
    "browser": "Czy umiesz znaleźć stronę i z niej korzystać?",
    "keep-safe": "Czy umiesz chronić swoje hasła i loginy?",
    "change-password": "Czy umiesz zmienić hasło, gdy trzeba?",
}
YOUR_CENTRE = "Twoje następne zajęcia"
WEEKDAYS = ("pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "ndz.")
MONTHS = tuple(str(n) for n in range(1, 13))
# What a date looks like, and what it looks like in a list of three, where every letter counts.
DATE, SHORT_DATE = "{weekday} {day}/{month}", "{day}/{month}"
# What a call says, in this voice of the provider's, and the names of days and months in full.
VOICE, VOICE_LANGUAGE = "Polly.Ewa", "pl-PL"
SPOKEN = {
    "session_reminder": "Dzień dobry. Masz miejsce na bezpłatnych zajęciach z obsługi telefonu i komputera. Termin: {when}. Miejsce: {place}.",
    "session_moved": "Dzień dobry. Zmienił się termin bezpłatnych zajęć z obsługi telefonu i komputera. Nowy termin: {when}. Miejsce: {place}.",
    "session_cancelled": "Dzień dobry. Przepraszamy. Zajęcia są odwołane. Termin: {when}. Miejsce: {place}.",
    "press_after_all": "Naciśnij 2, a zadzwoni nasz pracownik w sprawie innego dnia. Naciśnij 9, aby nie dostawać telefonów.",
    "press": "Naciśnij 1, jeśli przyjdziesz. Naciśnij 2, aby to zmienić. Naciśnij 9, aby nie dostawać telefonów.",
    "once_more": "Przepraszamy, nie usłyszeliśmy odpowiedzi.",
    "coming": "Dziękujemy. Do zobaczenia.",
    "change": "Dziękujemy. Zadzwoni do ciebie nasz pracownik. Do usłyszenia.",
    "full_now": "Przepraszamy, na tych zajęciach nie ma już miejsc. Zadzwoni do ciebie nasz pracownik. Do usłyszenia.",
    "stopped": "Nie będziemy już dzwonić. Do widzenia.",
    "nothing": "Twoje miejsce pozostaje bez zmian. Do widzenia.",
    "goodbye": "Dziękujemy. Do usłyszenia.",
}
SPOKEN_WEEKDAYS = (
    "poniedziałek",
    "wtorek",
    "środa",
    "czwartek",
    "piątek",
    "sobota",
    "niedziela",
)
SPOKEN_MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
SPOKEN_DATE = "{weekday}, {day} {month}, godzina {clock}"
