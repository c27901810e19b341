"""What people in the demo are called. Common names, put together by dice; nobody real is meant."""

import random
from dataclasses import dataclass

from inclusion.choices import Language


@dataclass(frozen=True)
class Community:
    """Names that go together, the language some would rather read, and how many in a hundred have them."""

    share: int
    language: Language
    prefer_it: float
    first: tuple[str, ...]
    last: tuple[str, ...]


COMMUNITIES = [
    Community(
        44,
        Language.ENGLISH,
        1.0,
        (
            "Jean", "Derek", "Maureen", "Brian", "Pauline", "Keith", "Sheila", "Roy", "Doreen", "Alan",
            "Linda", "Terry", "Carol", "Graham", "Brenda", "Malcolm", "Hazel", "Raymond", "Shirley",
            "Leslie", "Joyce", "Barry", "Irene", "Stuart", "Kelly", "Darren", "Tracy", "Gary", "Beryl",
            "Norman", "Edith", "Frank", "Josie", "Wayne", "Lorraine", "Trevor", "Sandra", "Colin", "Ruby",
        ),
        (
            "Marsh", "Hartley", "Foster", "Dobson", "Wright", "Bell", "Atkins", "Lowther", "Poole",
            "Nixon", "Greaves", "Tully", "Kirkby", "Shaw", "Ellwood", "Barker", "Yates", "Vickers",
            "Rowe", "Ingram", "Underhill", "Clegg", "Quinn", "O'Neill", "Jessop", "Zeller",
        ),
    ),
    Community(
        8,
        Language.WELSH,
        0.5,
        ("Gwen", "Dafydd", "Sioned", "Emyr", "Nerys", "Gareth", "Mair", "Hywel", "Ffion", "Alun", "Eirlys"),
        ("Pryce", "Rees", "Llewellyn", "Bevan", "Griffiths", "Owen", "Morgan", "Ellis", "Jenkins", "Vaughan"),
    ),
    Community(
        10,
        Language.POLISH,
        0.5,
        ("Łukasz", "Marta", "Agnieszka", "Zbigniew", "Halina", "Piotr", "Grażyna", "Wojciech", "Ewa", "Józef"),
        ("Kowalska", "Nowak", "Wiśniewski", "Zając", "Lewandowska", "Mazur", "Dąbrowski", "Pawlak", "Sikora"),
    ),
    Community(
        16,
        Language.URDU,
        0.3,
        (
            "Aisha", "Mohammed", "Priya", "Rajesh", "Nasreen", "Imran", "Harpreet", "Sunita", "Abdul",
            "Farida", "Gurdeep", "Meena", "Shabana", "Tariq", "Anjali", "Balvinder", "Rukhsana", "Vikram",
        ),
        ("Begum", "Khan", "Patel", "Singh", "Nair", "Hussain", "Kaur", "Rahman", "Sharma", "Iqbal", "Desai"),
    ),
    Community(
        9,
        Language.ARABIC,
        0.5,
        ("Fatima", "Yusuf", "Layla", "Omar", "Samira", "Khalid", "Huda", "Ibrahim", "Noor", "Mariam", "Tarek"),
        ("Haddad", "Al-Amin", "Mansour", "Saleh", "Farouk", "Nasser", "Darwish", "Jaber", "Yassin", "Rashid"),
    ),
    Community(
        8,
        Language.ENGLISH,
        1.0,
        ("Ngozi", "Chidi", "Grace", "Emeka", "Folake", "Tunde", "Blessing", "Kwame", "Adaeze", "Sunday", "Ifeoma"),
        ("Okafor", "Adeyemi", "Balogun", "Eze", "Mensah", "Nwosu", "Danjuma", "Obi", "Uche", "Lawal"),
    ),
    Community(
        5,
        Language.ENGLISH,
        1.0,
        ("Mei", "Tran", "Maria", "João", "Olena", "Dmytro", "Abeba", "Solomon", "Rosa", "Ionuț"),
        ("Chen", "Nguyen", "Silva", "Costa", "Kovalenko", "Bondar", "Tesfaye", "Haile", "Popescu", "Wong"),
    ),
]  # fmt: skip
TWO_LETTER_STARTS = ("Ll", "Ng")
NICKNAMES = (
    "Comet", "Pixel", "Otter", "Biscuit", "Falcon", "Maple", "Rocket", "Pebble", "Storm", "Ziggy", "Noodle",
    "Panda", "Sparky", "Willow", "Turbo", "Badger", "Echo", "Mango", "Puffin", "Jet", "Clover", "Robin", "Dash",
    "Luna", "Tiger", "Marble", "Skye", "Waffle", "Kestrel", "Bolt",
)  # fmt: skip


def a_name(dice: random.Random) -> tuple[str, str, Language]:
    """First name, last name, and the language they would rather read."""
    community = dice.choices(COMMUNITIES, weights=[each.share for each in COMMUNITIES])[0]
    language = community.language if dice.random() < community.prefer_it else Language.ENGLISH
    return dice.choice(community.first), dice.choice(community.last), language


def initial_of(last_name: str) -> str:
    """What stands for a last name on a register. Two letters where the language counts them as one."""
    start = last_name[:2]
    return start if start in TWO_LETTER_STARTS else last_name[:1]
