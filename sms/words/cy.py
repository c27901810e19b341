"""Every sentence we text, in Welsh. No native speaker has checked these yet. Plain letters only: one â or ŵ makes a text twice as dear."""

# What its speakers call it, the plain word that asks for it, and which way it is written.
NAME, LISTED_AS, DIRECTION = "Cymraeg", "CYMRAEG", "ltr"
# Words that mean something when they are the whole text; JOIN takes more after it.
KEYWORDS = {
    "stop": ("STOPIO", "STOPIWCH"),
    "start": ("DECHRAU", "CYCHWYN"),
    "help": ("CYMORTH", "HELPWCH"),
    "language": ("IAITH",),
    "this_language": ("CYMRAEG", "WELSH"),
    "join": ("YMUNO",),
    "next": ("NESAF",),
    "check": ("GWIRIO", "FY SGILIAU"),
    # Asking what we keep, and to be forgotten.
    "progress": ("CYNNYDD", "FY NGHYNNYDD"),
    "certificate": ("TYSTYSGRIF", "FY NHYSTYSGRIF"),
    "mydata": ("FY NATA", "FYNATA"),
    "forget": ("ANGHOFIO", "ANGHOFIWCH FI"),
    "yes": ("IE", "OES", "YDW"),
    # For volunteers: how many came.
    "log": ("COFNODI", "LOG"),
    "coming": ("ydw", "ie"),
    "not_coming": ("na", "nage"),
    "around": ("diolch",),
    "number": ("rhif",),
}
NUMBERS = (("dim", "sero"), ("un",), ("dau",), ("tri",), ("pedwar",), ("pump",))
SENTENCES = {
    "session_reminder": (
        "Cofiwch am eich sesiwn: {when}, {place}. Am ddim. "
        "Atebwch 1 os dewch chi, 2 os na allwch, 3 am ddiwrnod arall. STOP i orffen."
    ),
    "booking_made": (
        "Mae gennych le: {when}, {place}. Am ddim. Atebwch 2 os na allwch ddod. STOP i orffen."
    ),
    "session_cancelled": (
        "Mae'n ddrwg gennym, ni fydd eich sesiwn: {when}, {place}. "
        "Tecstiwch ni am ddiwrnod arall. STOP i orffen."
    ),
    "session_moved": (
        "Mae eich sesiwn wedi symud. Nawr: {when}, {place}. "
        "Atebwch 1 os dewch chi, 2 os na allwch, 3 am ddiwrnod arall. STOP i orffen."
    ),
    "certificate_ready": (
        "Da iawn! Mae eich tystysgrif yn barod. Gofynnwch amdani: {place}. STOP i orffen."
    ),
    "missed_you": (
        "Welson ni mo chi. Mae croeso i chi unrhyw bryd, am ddim. "
        "Tecstiwch NESAF am ddyddiau eraill. STOP i orffen."
    ),
    "missed_you_offer": "Welson ni mo chi. Am ddim:\n{options}\nAtebwch gyda rhif, neu 0 am fwy. STOP i orffen.",
    "coming": "Diolch. Welwn ni chi {when}, {place}. Os na allwch ddod wedi'r cyfan, tecstiwch 2.",
    "not_coming": (
        "Diolch am ddweud wrthym. Gall rhywun arall gael eich lle. "
        "Tecstiwch NESAF i gael diwrnod arall."
    ),
    "full_now": (
        "Mae'n ddrwg gennym, mae'r sesiwn honno'n llawn nawr. "
        "Bydd rhywun yn eich tecstio am ddiwrnod arall."
    ),
    "offer": "Sesiynau am ddim:\n{options}\nAtebwch gyda rhif, neu 0 am ddiwrnodau eraill.",
    "offer_places": "Help am ddim yn agos atoch:\n{options}\nAtebwch gyda rhif, neu 0 am fwy.",
    "offer_again": ("Mae honno'n llawn nawr. Mae lle yma:\n{options}\nAtebwch gyda rhif, neu 0."),
    "place_kept": (
        "Mae gennych le: {when}, {place}. Mae am ddim. Os na allwch ddod, tecstiwch i ddweud."
    ),
    "join_kept": (
        "Mae gennych le: {when}, {place}. Gofynnwch am y cynorthwyydd digidol. Am ddim. "
        "Nid oes angen dim byd arall."
    ),
    "join_come_along": (
        "Dewch i {place}, {when}. Gofynnwch am y cynorthwyydd digidol. Am ddim. "
        "Nid oes angen dim byd arall."
    ),
    "join_where": (
        "Tecstiwch YMUNO ac enw llyfrgell neu neuadd yn agos atoch, fel: YMUNO Central Library."
    ),
    "no_dates": "Does dim dyddiadau am nawr. Bydd rhywun yn eich tecstio pan fydd rhai.",
    "received": "Diolch. Bydd rhywun yn darllen eich tecst ac yn eich ateb cyn hir.",
    "not_known": (
        "Mae'n ddrwg gennym, nid ydym yn nabod y rhif hwn, felly ni all neb ddarllen eich tecst. "
        "Gofynnwch yn eich canolfan agosaf."
    ),
    "help": (
        "Help digidol am ddim. Tecstiwch NESAF am ddyddiadau, YMUNO i ddechrau, GWIRIO i weld beth allwch "
        "ei wneud, neu gofynnwch a bydd rhywun yn ateb. STOP i orffen."
    ),
    "stopped": "Ni chewch ragor o decstiau gennym. Os ydych am eu cael eto, tecstiwch START.",
    "started": "Byddwch yn cael ein tecstiau eto. I orffen, tecstiwch STOP.",
    "language_set": "Byddwn yn eich tecstio yn Gymraeg o hyn ymlaen.",
    "language_which": "Tecstiwch un gair: {languages}.",
    # Ends a text to a group.
    "how_to_stop": "STOP i orffen.",
    # How far they are, in their own word.
    "check_ask": "{n} o {total}. {skill} Atebwch 1 gallaf, fy hun, 2 gyda help, 3 dim eto.",
    "check_again": "{total} cwestiwn eto. 1: {skill} Atebwch 1 gallaf, fy hun, 2 gyda help, 3 dim eto. STOP i orffen.",
    "check_done": "Diolch. Rydych yn dweud y gallwch wneud {done} o {total} eich hun. Am help gyda'r lleill, tecstiwch NESAF.",
    "check_all": "Diolch. Rydych yn dweud y gallwch wneud pob un o'r {total} eich hun. Da iawn! Tecstiwch NESAF am ddyddiadau.",
    # How far they are.
    "progress_none": (
        "Rydych newydd ddechrau. Mae {total} sgil cyntaf, ac mae pawb yn dechrau heb yr un. Tecstiwch NESAF am ddyddiadau."
    ),
    "progress": (
        "Gallwch wneud {done} o'r {total} sgil cyntaf eich hun. Da iawn. Am fwy, tecstiwch NESAF am ddyddiadau."
    ),
    "progress_all": (
        "Gallwch wneud pob un o'r {total} sgil cyntaf eich hun. Da iawn! Gofynnwch am eich tystysgrif y tro nesaf."
    ),
    "certificate_here": (
        "Mae eich tystysgrif yn barod. Gofynnwch amdani yma: {place}. Rydym wedi dweud wrthynt."
    ),
    "certificate_left": (
        "Cewch dystysgrif pan allwch wneud pob sgil cyntaf eich hun. Ar ôl: {left}. Tecstiwch NESAF am ddyddiadau."
    ),
    # What we keep, and being forgotten.
    "mydata": (
        "Rydym yn cadw eich enw cyntaf, rhif, sesiynau, sgiliau a thecstiau. Gofynnwch am gopi am ddim: {place}. I ddileu popeth, tecstiwch ANGHOFIO."
    ),
    "forget_sure": (
        "Dileu popeth sydd gennym amdanoch? Ni ellir ei ddadwneud. Atebwch IE i gael eich anghofio. Os na, peidiwch ag ateb."
    ),
    "forget_kept": ("Nid ydym wedi dileu dim. Mae popeth fel yr oedd."),
    "forgotten": (
        "Rydym wedi dileu popeth amdanoch. Os dywedoch STOP, mae hynny'n aros. Dyma ein tecst olaf. Mae croeso i chi bob amser."
    ),
    # How a session was.
    "how_was_it": "Sut oedd y sesiwn: {when}, {place}? Atebwch gyda rhif, 1 (gwael) i 5 (da iawn). Mae eich canolfan yn ei ddarllen. STOP i orffen.",
    "feedback_why": "Diolch. Os hoffech, dywedwch pam mewn un tecst. Mae eich canolfan yn ei ddarllen. Os na, peidiwch ag ateb.",
    "feedback_thanks": "Diolch. Bydd pobl yn eich canolfan yn darllen yr hyn a ddywedoch.",
    # For volunteers.
    "code": "Eich cod Footbridge yw {code}. Mae'n gweithio am 10 munud. Peidiwch byth ei ddweud wrth neb.",
    "log_nudge": "Dim cofrestr eto: {when}, {place}. Tecstiwch LOG a faint ddaeth, fel LOG 8. STOP i orffen.",
    "log_sure": "Atebwch IE i gadw: {when}, {place}, daeth {heads}. Atebwch NA am sesiwn arall.",
    "log_saved": "Wedi ei gadw: {when}, {place}, daeth {heads}. Diolch.",
    "log_kept": "Nid oes dim wedi ei gadw. Tecstiwch LOG a faint ddaeth, fel LOG 8.",
    "log_how_many": "Faint ddaeth? Tecstiwch LOG a'r rhif, fel LOG 8.",
    "log_none": "Nid oes sesiwn heddiw na ddoe sydd angen cofrestr. Gofynnwch i'ch cydlynydd.",
    "log_already": "Mae gan y sesiwn honno gofrestr nawr, felly nid oes dim wedi newid.",
}
# What we ask of each task of the framework, by its code.
SKILLS = {
    "turn-on": "Allwch chi droi dyfais ymlaen a mewngofnodi?",
    "controls": "Allwch chi ddefnyddio ei llygoden, bysellau neu sgrin?",
    "settings": "Allwch chi ei gwneud yn haws, fel gyda llythrennau mwy?",
    "apps": "Allwch chi ffeindio ap a'i agor?",
    "wifi": "Allwch chi gysylltu gyda Wi-Fi, gartref neu allan?",
    "browser": "Allwch chi ffeindio gwefan a'i defnyddio?",
    "keep-safe": "Allwch chi gadw eich cyfrineiriau'n ddiogel?",
    "change-password": "Allwch chi newid cyfrinair pan ofynnir i chi?",
}
YOUR_CENTRE = "eich sesiwn nesaf"
WEEKDAYS = ("Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul")
MONTHS = ("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gor", "Awst", "Medi", "Hyd", "Tach", "Rhag")
# What a date looks like, and what it looks like in a list of three.
DATE, SHORT_DATE = "{weekday} {day} {month}", "{day} {month}"
# What a call says, in this voice of the provider's, and the names of days and months in full.
VOICE, VOICE_LANGUAGE = "Polly.Gwyneth", "cy-GB"
SPOKEN = {
    "session_reminder": "Helo. Mae gennych le mewn sesiwn am ddim am ffonau a chyfrifiaduron. {when}, {place}.",
    "session_moved": "Helo. Mae eich sesiwn am ddim am ffonau a chyfrifiaduron wedi symud. Nawr mae {when}, {place}.",
    "session_cancelled": "Helo. Mae'n ddrwg gennym. Ni fydd eich sesiwn, {when}, {place}.",
    "press_after_all": "Pwyswch 2 i rywun eich ffonio am ddiwrnod arall. Pwyswch 9 i gael dim mwy o alwadau.",
    "press": "Pwyswch 1 os dewch chi. Pwyswch 2 i'w newid. Pwyswch 9 i gael dim mwy o alwadau.",
    "once_more": "Mae'n ddrwg gennym, ni chlywsom hynny.",
    "coming": "Diolch. Welwn ni chi bryd hynny. Hwyl fawr.",
    "change": "Diolch. Bydd rhywun yn eich ffonio. Hwyl fawr.",
    "full_now": "Mae'n ddrwg gennym, mae'r sesiwn honno'n llawn nawr. Bydd rhywun yn eich ffonio. Hwyl fawr.",
    "stopped": "Ni chewch ragor o alwadau gennym. Hwyl fawr.",
    "nothing": "Mae eich lle yn aros fel y mae. Hwyl fawr.",
    "goodbye": "Diolch. Hwyl fawr.",
}
SPOKEN_WEEKDAYS = (
    "dydd Llun",
    "dydd Mawrth",
    "dydd Mercher",
    "dydd Iau",
    "dydd Gwener",
    "dydd Sadwrn",
    "dydd Sul",
)
SPOKEN_MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)
SPOKEN_DATE = "{weekday} {day} {month}, am {clock}"
