"""Every sentence we text, in Urdu. No native speaker has checked these yet. At most two parts each."""

# What its speakers call it, the plain word that asks for it, and which way it is written.
NAME, LISTED_AS, DIRECTION = "اردو", "URDU", "rtl"
# Words that mean something when they are the whole text; JOIN takes more after it.
KEYWORDS = {
    "stop": ("بند", "بند کرو", "بند کریں", "روکیں", "روکو"),
    "start": ("شروع", "شروع کریں"),
    "help": ("مدد",),
    "language": ("زبان",),
    "this_language": ("اردو", "URDU"),
    "join": ("شامل",),
    "next": ("اگلا",),
    "check": ("جانچ", "میری مہارتیں"),
    # Asking what we keep, and to be forgotten.
    "progress": ("پیش رفت", "میری پیش رفت"),
    "certificate": ("سرٹیفکیٹ", "میرا سرٹیفکیٹ"),
    "mydata": ("میرا ڈیٹا",),
    "forget": ("مجھے بھول جائیں", "بھول جائیں"),
    "yes": ("ہاں", "جی ہاں"),
    # For volunteers: how many came.
    "log": ("درج", "LOG"),
    "coming": ("ہاں",),
    "not_coming": ("نہیں",),
    "around": ("shukria", "شکریہ"),
    "number": ("نمبر",),
}
NUMBERS = (("صفر",), ("ایک",), ("دو",), ("تین",), ("چار",), ("پانچ",))
SENTENCES = {
    "session_reminder": (
        "یاد دہانی: آپ کا سیشن {when}، {place}۔ مفت۔ "
        "جواب دیں: 1 آؤں گا، 2 نہیں آ سکتا، 3 کوئی اور دن۔ بند کرنے کے لیے STOP"
    ),
    "booking_made": (
        "آپ کی جگہ ہے: {when}، {place}۔ مفت۔ اگر نہ آ سکیں تو 2 بھیجیں۔ بند کرنے کے لیے STOP"
    ),
    "session_cancelled": (
        "معذرت، یہ سیشن نہیں ہو گا: {when}، {place}۔ اور دن کے لیے NEXT لکھیں۔ بند کرنے کے لیے STOP"
    ),
    "session_moved": (
        "آپ کا سیشن بدل گیا۔ اب: {when}، {place}۔ "
        "جواب دیں: 1 آؤں گا، 2 نہیں آ سکتا، 3 کوئی اور دن۔ بند کرنے کے لیے STOP"
    ),
    "certificate_ready": (
        "شاباش! آپ کا سرٹیفکیٹ تیار ہے۔ یہاں پوچھیں: {place}۔ بند کرنے کے لیے STOP"
    ),
    "missed_you": "ہم نے آپ کو یاد کیا۔ جب چاہیں آئیں، مفت ہے۔ اور دن کے لیے NEXT لکھیں۔ بند کرنے کے لیے STOP",
    "missed_you_offer": "آپ نہیں آ سکے۔ اور دن:\n{options}\nنمبر بھیجیں۔ بند: STOP",
    "coming": "شکریہ۔ ملتے ہیں: {when}، {place}۔ اگر نہ آ سکیں تو 2 بھیجیں۔",
    "not_coming": "بتانے کا شکریہ۔ آپ کی جگہ کسی اور کو ملے گی۔ اور دن کے لیے NEXT لکھیں۔",
    "full_now": "معذرت، اس سیشن میں اب جگہ نہیں۔ کوئی آپ کو اور دن کے بارے میں لکھے گا۔",
    "offer": "مفت سیشن:\n{options}\nنمبر بھیجیں، یا اور دنوں کے لیے 0",
    "offer_places": "آپ کے قریب مفت مدد:\n{options}\nنمبر بھیجیں، یا مزید کے لیے 0",
    "offer_again": "معذرت، وہاں اب جگہ نہیں۔ یہ خالی ہیں:\n{options}\nنمبر بھیجیں، یا 0",
    "place_kept": "آپ کی جگہ ہے: {when}، {place}۔ مفت ہے۔ اگر نہ آ سکیں تو ہمیں لکھیں۔",
    "join_kept": (
        "آپ کی جگہ ہے: {when}، {place}۔ ڈیجیٹل مددگار کا پوچھیں۔ مفت۔ فون ہو تو ساتھ لائیں۔"
    ),
    "join_come_along": (
        "یہاں آئیں: {place}، {when}۔ ڈیجیٹل مددگار کا پوچھیں۔ مفت۔ فون ہو تو ساتھ لائیں۔"
    ),
    "join_where": "JOIN اور اپنے قریب کی لائبریری کا نام لکھیں، جیسے: JOIN Central Library",
    "no_dates": "ابھی کوئی تاریخ خالی نہیں۔ جب ہو گی کوئی آپ کو لکھے گا۔",
    "received": "شکریہ۔ کوئی آپ کا پیغام پڑھ کر جلد جواب دے گا۔",
    "not_known": (
        "معذرت، ہم یہ نمبر نہیں جانتے، اس لیے کوئی آپ کا پیغام نہیں پڑھ سکتا۔ قریبی مرکز میں پوچھیں۔"
    ),
    "help": (
        "مفت ڈیجیٹل مدد۔ تاریخوں کے لیے NEXT، شروع کے لیے JOIN، مہارتوں کے لیے CHECK، یا کچھ بھی پوچھیں۔ بند کرنے کے لیے STOP"
    ),
    "stopped": "آپ کو ہمارے پیغام نہیں آئیں گے۔ دوبارہ چاہیں تو START لکھیں۔",
    "started": "آپ کو ہمارے پیغام پھر ملیں گے۔ بند کرنے کے لیے STOP لکھیں۔",
    "language_set": "اب سے ہم آپ کو اردو میں لکھیں گے۔",
    "language_which": "ایک لفظ لکھیں: {languages}",
    # Ends a text to a group.
    "how_to_stop": "بند کرنے کے لیے STOP",
    # How far they are, in their own word.
    "check_ask": "{total} میں سے {n}: {skill} جواب: 1 ہاں، خود، 2 مدد سے، 3 ابھی نہیں",
    "check_again": "پھر {total} سوال۔ 1: {skill} جواب: 1 ہاں، خود، 2 مدد سے، 3 ابھی نہیں۔ بند کرنے کے لیے STOP",
    "check_done": "شکریہ۔ آپ کے مطابق آپ {total} میں سے {done} خود کر سکتے ہیں۔ باقی میں مدد کے لیے NEXT لکھیں۔",
    "check_all": "شکریہ۔ آپ کے مطابق آپ تمام {total} خود کر سکتے ہیں۔ شاباش! تاریخوں کے لیے NEXT لکھیں۔",
    # How far they are.
    "progress_none": (
        "آپ ابھی شروع کر رہے ہیں۔ کل {total} پہلی مہارتیں ہیں۔ تاریخوں کے لیے NEXT لکھیں۔"
    ),
    "progress": (
        "آپ {total} میں سے {done} پہلی مہارتیں خود کر سکتے ہیں۔ شاباش! تاریخوں کے لیے NEXT لکھیں۔"
    ),
    "progress_all": (
        "آپ تمام {total} پہلی مہارتیں خود کر سکتے ہیں۔ شاباش! اگلی بار اپنا سرٹیفکیٹ مانگیں۔"
    ),
    "certificate_here": ("آپ کا سرٹیفکیٹ تیار ہے۔ یہاں سے لیں: {place}۔ ہم نے انہیں بتا دیا ہے۔"),
    "certificate_left": (
        "تمام پہلی مہارتوں پر سرٹیفکیٹ ملتا ہے۔ باقی: {left}۔ تاریخوں کے لیے NEXT لکھیں۔"
    ),
    # What we keep, and being forgotten.
    "mydata": (
        "ہم رکھتے ہیں: پہلا نام، نمبر، سیشن، مہارتیں، پیغام۔ مفت نقل یہاں مانگیں: {place}۔ سب مٹانے کے لیے FORGET لکھیں۔"
    ),
    "forget_sure": (
        "کیا ہم آپ کا سب ریکارڈ مٹا دیں؟ یہ واپس نہیں آ سکتا۔ مٹانے کے لیے YES لکھیں۔ ورنہ کچھ نہ کریں۔"
    ),
    "forget_kept": ("کچھ نہیں مٹایا گیا۔ سب پہلے جیسا ہے۔"),
    "forgotten": (
        "آپ کا سب ریکارڈ مٹا دیا گیا۔ اگر STOP لکھا تھا تو صرف وہ رہے گا۔ یہ ہمارا آخری پیغام ہے۔"
    ),
    # How a session was.
    "how_was_it": "کیسا رہا: {when}، {place}؟ 1 (برا) سے 5 (بہت اچھا) تک نمبر بھیجیں۔ آپ کا مرکز پڑھے گا۔ بند کرنے کے لیے STOP",
    "feedback_why": "شکریہ۔ چاہیں تو ایک پیغام میں وجہ لکھیں۔ آپ کا مرکز پڑھے گا۔ ورنہ کچھ نہ کریں۔",
    "feedback_thanks": "شکریہ۔ آپ کے مرکز کے لوگ آپ کا جواب پڑھیں گے۔",
    # For volunteers.
    "code": "آپ کا Footbridge کوڈ {code} ہے۔ یہ 10 منٹ چلے گا۔ کسی کو نہ بتائیں۔",
    "log_nudge": "ابھی رجسٹر نہیں: {when}، {place}۔ LOG اور تعداد لکھیں، جیسے LOG 8۔ بند کرنے کے لیے STOP",
    "log_sure": "محفوظ کرنے کے لیے YES لکھیں: {when}، {place}، {heads} لوگ۔ دوسرا سیشن: NO",
    "log_saved": "محفوظ: {when}، {place}، {heads} لوگ۔ شکریہ۔",
    "log_kept": "کچھ محفوظ نہیں ہوا۔ LOG اور تعداد لکھیں، جیسے LOG 8",
    "log_how_many": "کتنے لوگ آئے؟ LOG اور تعداد لکھیں، جیسے LOG 8",
    "log_none": "آج یا کل کا کوئی سیشن نہیں جس کا رجسٹر باقی ہو۔ اپنے کوآرڈینیٹر سے پوچھیں۔",
    "log_already": "اس سیشن کا رجسٹر ہو چکا ہے، اس لیے کچھ نہیں بدلا۔",
}
# What we ask of each task of the framework, by its code.
SKILLS = {
    "turn-on": "کیا آپ فون یا کمپیوٹر کھول کر لاگ ان کر سکتے ہیں؟",
    "controls": "کیا آپ ماؤس، کی بورڈ یا ٹچ سکرین چلا سکتے ہیں؟",
    "settings": "کیا آپ اسے آسان بنا سکتے ہیں، جیسے بڑے حروف؟",
    "apps": "کیا آپ ایپ ڈھونڈ کر کھول سکتے ہیں؟",
    "wifi": "کیا آپ وائی فائی سے جڑ سکتے ہیں؟",
    "browser": "کیا آپ ویب سائٹ ڈھونڈ کر استعمال کر سکتے ہیں؟",
    "keep-safe": "کیا آپ اپنے پاس ورڈ محفوظ رکھ سکتے ہیں؟",
    "change-password": "کیا آپ کہنے پر پاس ورڈ بدل سکتے ہیں؟",
}
YOUR_CENTRE = "آپ کا اگلا سیشن"
WEEKDAYS = ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار")
MONTHS = tuple(str(n) for n in range(1, 13))
# What a date looks like, and what it looks like in a list of three, where every letter counts.
DATE, SHORT_DATE = "{weekday} {day}/{month}", "{day}/{month}"
# The provider has no voice for it, so nobody is rung in it.
VOICE = VOICE_LANGUAGE = ""
SPOKEN: dict[str, str] = {}
