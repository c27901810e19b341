"""Every sentence we text, in Arabic. No native speaker has checked these yet. At most two parts each."""

# What its speakers call it, the plain word that asks for it, and which way it is written.
NAME, LISTED_AS, DIRECTION = "العربية", "ARABIC", "rtl"
# Words that mean something when they are the whole text; JOIN takes more after it.
KEYWORDS = {
    "stop": ("توقف", "إيقاف", "أوقف", "قف"),
    "start": ("ابدأ", "بدء"),
    "help": ("مساعدة",),
    "language": ("لغة",),
    "this_language": ("العربية", "عربي", "ARABIC"),
    "join": ("انضم",),
    "next": ("التالي",),
    "check": ("اختبار", "مهاراتي"),
    # Asking what we keep, and to be forgotten.
    "progress": ("تقدمي",),
    "certificate": ("شهادة", "شهادتي"),
    "mydata": ("بياناتي",),
    "forget": ("انسني", "احذف بياناتي"),
    "yes": ("نعم",),
    # For volunteers: how many came.
    "log": ("سجل", "LOG"),
    "coming": ("نعم",),
    "not_coming": ("لا",),
    "around": ("شكرا",),
    "number": ("رقم",),
}
NUMBERS = (("صفر",), ("واحد",), ("اثنان",), ("ثلاثة",), ("أربعة",), ("خمسة",))
SENTENCES = {
    "session_reminder": (
        "تذكير بموعدك: {when}، {place}. مجاناً. "
        "أجب: 1 سأحضر، 2 لا أستطيع، 3 يوم آخر. لإيقاف الرسائل أرسل STOP"
    ),
    "booking_made": (
        "لديك مكان: {when}، {place}. مجاناً. أرسل 2 إن لم تستطع الحضور. لإيقاف الرسائل أرسل STOP"
    ),
    "session_cancelled": (
        "عذراً، لن يقام موعدك: {when}، {place}. ليوم آخر أرسل NEXT. لإيقاف الرسائل أرسل STOP"
    ),
    "session_moved": (
        "تغير موعدك. الآن: {when}، {place}. "
        "أجب: 1 سأحضر، 2 لا أستطيع، 3 يوم آخر. لإيقاف الرسائل أرسل STOP"
    ),
    "certificate_ready": "أحسنت! شهادتك جاهزة. اسأل عنها في: {place}. لإيقاف الرسائل أرسل STOP",
    "missed_you": "افتقدناك. أهلاً بك في أي وقت، مجاناً. ليوم آخر أرسل NEXT. لإيقاف الرسائل أرسل STOP",
    "missed_you_offer": "افتقدناك. أيام أخرى:\n{options}\nأرسل الرقم. للإيقاف: STOP",
    "coming": "شكراً. نراك: {when}، {place}. إن لم تستطع الحضور أرسل 2",
    "not_coming": "شكراً لإخبارنا. سيأخذ شخص آخر مكانك. ليوم آخر أرسل NEXT",
    "full_now": "عذراً، لم يبق مكان في هذا الموعد. سنراسلك عن يوم آخر.",
    "offer": "مواعيد مجانية:\n{options}\nأرسل الرقم، أو 0 لأيام أخرى",
    "offer_places": "مساعدة مجانية قريبة منك:\n{options}\nأرسل الرقم، أو 0 للمزيد",
    "offer_again": "عذراً، لم يبق مكان هناك. هذه متاحة:\n{options}\nأرسل الرقم، أو 0",
    "place_kept": "لديك مكان: {when}، {place}. مجاناً. إن لم تستطع الحضور فأخبرنا برسالة.",
    "join_kept": (
        "لديك مكان: {when}، {place}. اسأل عن المساعد الرقمي. مجاناً. أحضر هاتفك إن كان لديك هاتف."
    ),
    "join_come_along": (
        "تعال إلى {place}، {when}. اسأل عن المساعد الرقمي. مجاناً. أحضر هاتفك إن كان لديك هاتف."
    ),
    "join_where": "أرسل JOIN واسم مكتبة قريبة منك، مثل: JOIN Central Library",
    "no_dates": "لا توجد مواعيد الآن. سنراسلك عندما تتوفر.",
    "received": "شكراً. سيقرأ شخص رسالتك ويجيبك قريباً.",
    "not_known": "عذراً، لا نعرف هذا الرقم، ولا يستطيع أحد قراءة رسالتك. اسأل في أقرب مركز إليك.",
    "help": (
        "مساعدة رقمية مجانية. للمواعيد أرسل NEXT، للبدء أرسل JOIN، لاختبار مهاراتك أرسل CHECK، أو اسأل ما تريد. لإيقاف الرسائل أرسل STOP"
    ),
    "stopped": "لن تصلك رسائل منا. إن أردتها مجدداً أرسل START",
    "started": "ستصلك رسائلنا من جديد. لإيقافها أرسل STOP",
    "language_set": "سنراسلك بالعربية من الآن.",
    "language_which": "أرسل كلمة واحدة: {languages}",
    # Ends a text to a group.
    "how_to_stop": "لإيقاف الرسائل أرسل STOP",
    # How far they are, in their own word.
    "check_ask": "{n} من {total}: {skill} أجب: 1 نعم، وحدي، 2 بمساعدة، 3 ليس بعد",
    "check_again": "{total} أسئلة من جديد. 1: {skill} أجب: 1 نعم، وحدي، 2 بمساعدة، 3 ليس بعد. للإيقاف: STOP",
    "check_done": "شكراً. تقول إنك تستطيع وحدك {done} من {total}. للمساعدة في الباقي أرسل NEXT",
    "check_all": "شكراً. تقول إنك تستطيعها كلها وحدك وعددها {total}. أحسنت! للمواعيد أرسل NEXT",
    # How far they are.
    "progress_none": (
        "أنت في البداية. هناك {total} مهارات أولى، والكل يبدأ من الصفر. للمواعيد أرسل NEXT"
    ),
    "progress": ("تستطيع وحدك {done} من {total} مهارات أولى. أحسنت! للمواعيد أرسل NEXT"),
    "progress_all": (
        "تستطيع وحدك كل المهارات الأولى وعددها {total}. أحسنت! اطلب شهادتك في المرة القادمة."
    ),
    "certificate_here": ("شهادتك جاهزة. اطلبها من: {place}. وقد أخبرناهم."),
    "certificate_left": (
        "تحصل على الشهادة حين تتقن كل المهارات الأولى. بقي: {left}. للمواعيد أرسل NEXT"
    ),
    # What we keep, and being forgotten.
    "mydata": (
        "نحفظ اسمك الأول ورقمك ومواعيدك ومهاراتك ورسائلك. اطلب نسخة مجانية في: {place}. لمحو كل شيء أرسل FORGET"
    ),
    "forget_sure": ("هل نمحو كل ما لدينا عنك؟ لا يمكن التراجع. للمحو أجب YES. وإلا فلا تفعل شيئاً."),
    "forget_kept": ("لم نمح شيئاً. كل شيء كما كان."),
    "forgotten": ("محونا كل ما لدينا عنك. إن كنت أرسلت STOP فهذا وحده يبقى. هذه آخر رسالة منا."),
    # How a session was.
    "how_was_it": "كيف كان: {when}، {place}؟ أرسل رقماً من 1 (سيئ) إلى 5 (جيد جداً). يقرؤه مركزك. لإيقاف الرسائل أرسل STOP",
    "feedback_why": "شكراً. إن أردت فاكتب السبب في رسالة واحدة. يقرؤها مركزك. وإلا فلا تفعل شيئاً.",
    "feedback_thanks": "شكراً. سيقرأ العاملون في مركزك جوابك.",
    # For volunteers.
    "code": "رمز Footbridge: {code}. صالح 10 دقائق. لا تخبر به أحداً.",
    "log_nudge": "لا سجل بعد: {when}، {place}. أرسل LOG والعدد، مثل LOG 8. لإيقاف الرسائل أرسل STOP",
    "log_sure": "للحفظ أجب YES: {when}، {place}، العدد {heads}. لموعد آخر أجب NO",
    "log_saved": "تم الحفظ: {when}، {place}، العدد {heads}. شكراً.",
    "log_kept": "لم يحفظ شيء. أرسل LOG والعدد، مثل LOG 8",
    "log_how_many": "كم شخصاً حضر؟ أرسل LOG والعدد، مثل LOG 8",
    "log_none": "لا موعد اليوم أو أمس يحتاج سجلاً. اسأل منسقك.",
    "log_already": "لهذا الموعد سجل الآن، فلم يتغير شيء.",
}
# What we ask of each task of the framework, by its code.
SKILLS = {
    "turn-on": "هل تستطيع تشغيل هاتف أو حاسوب وتسجيل الدخول؟",
    "controls": "هل تستطيع استعمال الفأرة أو المفاتيح أو شاشة اللمس؟",
    "settings": "هل تستطيع تسهيل استعماله، مثل تكبير الحروف؟",
    "apps": "هل تستطيع إيجاد تطبيق وفتحه؟",
    "wifi": "هل تستطيع الاتصال بشبكة واي فاي؟",
    "browser": "هل تستطيع إيجاد موقع واستعماله؟",
    "keep-safe": "هل تستطيع حفظ كلمات السر بأمان؟",
    "change-password": "هل تستطيع تغيير كلمة السر عند الطلب؟",
}
YOUR_CENTRE = "موعدك القادم"
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = tuple(str(n) for n in range(1, 13))
# What a date looks like, and what it looks like in a list of three, where every letter counts.
DATE, SHORT_DATE = "{weekday} {day}/{month}", "{day}/{month}"
# What a call says, in this voice of the provider's, and the names of days and months in full.
VOICE, VOICE_LANGUAGE = "Polly.Zeina", "arb"
SPOKEN = {
    "session_reminder": "مرحباً. لديك مكان في جلسة مجانية عن الهاتف والحاسوب. الموعد: {when}. المكان: {place}.",
    "session_moved": "مرحباً. تغير موعد جلستك المجانية عن الهاتف والحاسوب. الموعد الآن: {when}. المكان: {place}.",
    "session_cancelled": "مرحباً. نعتذر. ألغيت جلستك. الموعد: {when}. المكان: {place}.",
    "press_after_all": "اضغط 2 ليتصل بك شخص منا بشأن يوم آخر. اضغط 9 لإيقاف المكالمات.",
    "press": "اضغط 1 إذا كنت ستحضر. اضغط 2 للتغيير. اضغط 9 لإيقاف المكالمات.",
    "once_more": "عذراً، لم نسمع جوابك.",
    "coming": "شكراً. نراك حينها. مع السلامة.",
    "change": "شكراً. سيتصل بك شخص منا. مع السلامة.",
    "full_now": "عذراً، لم يبق مكان في هذه الجلسة. سيتصل بك شخص منا. مع السلامة.",
    "stopped": "لن نتصل بك بعد الآن. مع السلامة.",
    "nothing": "مكانك باقٍ كما هو. مع السلامة.",
    "goodbye": "شكراً. مع السلامة.",
}
SPOKEN_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
SPOKEN_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
SPOKEN_DATE = "{weekday}، {day} {month}، الساعة {clock}"
