"""Phones, a bad network and the real server, with chance in charge: is anything lost, is anything there twice?

`python -m tests.faults --runs 10000 --seed 7`. The same seed tells the same story; a story that goes wrong is named
by its number, and `--only NUMBER` tells that one again. `make test` tells a few of them.

Chance drops requests and answers, sends them twice, keeps them back and brings them late, answers with a café's page
or a 503, breaks single operations, ends the server before it has saved, puts it back to an older copy of its database,
kills phones before they have noted an answer, and sets their clocks years wrong.
"""

import argparse
import json
import os
import random
import sys
import uuid
from dataclasses import dataclass, field

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")

import django

if __name__ == "__main__":
    django.setup()

from unittest import mock

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from inclusion.actions import applying, devices
from inclusion.actions.senders import author_token
from inclusion.actions.sessions import read_register
from inclusion.models import Conflict, Event, Fact, Learner, Receipt, Session
from inclusion.rules.canonical import digest
from tests.clients import HouseClient
from tests.factories import CentreFactory, LearnerFactory, TaskFactory, volunteer
from tests.inclusion.phones import came, did, heads, logged, newcomer, not_after_all

DONE = {"accepted", "duplicate", "conflict", "gone", "quarantined"}
MOST_ROUNDS = 60
CLOCKS = ("1970-01-01T00:00:00Z", "2031-05-01T10:00:00Z", "2026-11-22T10:00:00Z")
WRONG = {
    "request lost": 0.10,
    "answer lost": 0.12,
    "sent twice": 0.08,
    "kept back": 0.10,
    "café": 0.05,
    "busy": 0.05,
    "server ended": 0.05,
    "operation broken": 0.08,
    "older copy": 0.03,
}


class Wrong(AssertionError):
    """A story in which something was lost, or is there twice."""


@dataclass
class World:
    """One organisation, made once and put back after each story."""

    centre: object
    people: list
    task: object
    team: list
    clients: list


def make_world():
    centre, task = CentreFactory(), TaskFactory()
    team = [volunteer(centre.organisation) for _ in range(2)]
    clients = [HouseClient(raise_request_exception=False) for _ in team]
    for client, person in zip(clients, team, strict=True):
        client.force_login(person)
    people = LearnerFactory.create_batch(3, organisation=centre.organisation)
    return World(centre, people, task, team, clients)


@dataclass
class Phone:
    """What a phone keeps through anything: what is to be sent, what was promised, and the newest promise."""

    id: str
    owner: int
    waiting: dict = field(default_factory=dict)
    promised: dict = field(default_factory=dict)
    newest: tuple = ("", "")

    def note(self, receipts):
        """Only a receipt that names an operation, with its own hash, lets it go."""
        for one in receipts:
            said = self.waiting.get(one["op"])
            if said and one["sha256"] == digest(said["body"]) and one["status"] in DONE:
                self.promised[one["op"]] = said
                self.newest = max(self.newest, (one["at"], one["op"]))
                del self.waiting[one["op"]]

    def ask(self, client):
        """Does the server still know the newest promise? If not, what was promised goes back to be sent."""
        at, last = self.newest
        me = client.get("/field/me/", {"device": self.id, "last": last, "at": at}).json()
        if last and me["newest"] is None:
            self.waiting |= self.promised
            self.promised, self.newest = {}, ("", "")


class Story:
    """One run: what was said, two phones, and what chance does between them and the server."""

    def __init__(self, world, seed):
        self.world, self.chance = world, random.Random(seed)
        self.phones = [Phone(self.new_id(), owner) for owner in range(2)]
        self.said, self.late, self.copies = [], [], []
        self.ids = 0

    def new_id(self):
        return str(uuid.UUID(int=self.chance.getrandbits(128)))

    def rising_id(self):
        self.ids += 1
        return str(uuid.UUID(int=(self.ids << 64) + self.chance.getrandbits(62)))

    def tell(self):
        """Say things and bring them while everything goes wrong; then all is well, and look."""
        self.say_things()
        for _ in range(self.chance.randint(4, 9)):
            self.bring(self.chance.choice(self.phones), self.chance.random())
        for said in self.chance.sample(self.late, len(self.late)):
            self.post(*said)
        for _ in range(MOST_ROUNDS):
            for phone in self.phones:
                self.bring(phone, 1.0)  # a phone that is opened asks, even with nothing to send
            if not any(phone.waiting for phone in self.phones):
                break
        self.look()

    def say_things(self):
        world, owner = self.world, self.chance.randrange(2)
        log = logged(world.team[owner], world.centre, session=self.new_id())
        mo = newcomer(world.team[owner], world.centre, learner=self.new_id())
        self.session = Session(pk=uuid.UUID(log["body"]["session"]))
        self.new = Learner(pk=uuid.UUID(mo["body"]["learner"]))
        self.put(owner, log)
        self.put(owner, mo)
        for _ in range(self.chance.randint(2, 7)):
            owner = self.chance.randrange(2)
            self.put(owner, self.something(world.team[owner]))

    def something(self, author):
        person = self.chance.choice([*self.world.people, self.new])
        adds = [
            one for one in self.said if one["type"].endswith(".add") and "session" in one["body"]
        ]
        match self.chance.randrange(4):
            case 0:
                how = self.chance.choice(["shown", "helped", "alone"])
                return did(author, self.session, person, self.world.task, how)
            case 1:
                return heads(author, self.session, self.chance.randint(0, 9))
            case 2 if adds:
                return not_after_all(author, self.chance.choice(adds))
            case _:
                return came(author, self.session, person)

    def put(self, owner, one):
        one |= {"op": self.rising_id(), "at": self.chance.choice(CLOCKS)}
        self.said.append(one)
        self.phones[owner].waiting[one["op"]] = one

    def bring(self, phone, luck):
        """Send some of what waits, in any order, by its owner or a colleague, through what chance allows."""
        client = self.world.clients[phone.owner if luck > 0.2 else 1 - phone.owner]
        phone.ask(client)
        few = list(phone.waiting.values())
        if luck == 1.0 and not few:
            return
        self.chance.shuffle(few)
        few = few[: self.chance.randint(1, 6)] if luck < 1.0 else few[:50]
        trouble = self.draw() if luck < 1.0 else "none"
        receipts = self.through(trouble, client, phone, few)
        if trouble != "answer lost" and self.chance.random() > 0.1 * (luck < 1.0):
            phone.note(receipts)

    def draw(self):
        return self.chance.choices([*WRONG, "none"], [*WRONG.values(), 1 - sum(WRONG.values())])[0]

    def through(self, trouble, client, phone, few):
        """What comes back of a delivery when one thing goes wrong with it."""
        match trouble:
            case "request lost" | "busy" | "café":
                return []
            case "kept back":
                self.late.append((client, phone, few))
                return []
            case "sent twice":
                self.post(client, phone, few)
            case "server ended":
                with mock.patch.object(devices, "receive", ended_before_saving):
                    return self.post(client, phone, few)
            case "operation broken":
                kind = self.chance.choice([*applying.DOES])
                with mock.patch.dict(applying.DOES, {kind: broken(applying.DOES[kind])}):
                    return self.post(client, phone, few)
            case "older copy" if self.copies:
                transaction.savepoint_rollback(self.copies.pop(0))
                self.copies.clear()
                return []
        self.copies.append(transaction.savepoint())
        return self.post(client, phone, few)

    def post(self, client, phone, few):
        """Through the real address. Anything but our own JSON is no answer."""
        tokens = {str(person.pk): author_token(person) for person in self.world.team}
        body = {"device": phone.id, "ops": few, "authors": tokens, "unsent": len(phone.waiting)}
        answer = client.post("/field/sync/", json.dumps(body), content_type="application/json")
        return answer.json()["receipts"] if answer.status_code == 200 else []

    def look(self):
        """Everything said is there, once, and adds up."""
        ops = {uuid.UUID(one["op"]) for one in self.said}
        self.same("not lost", set(Receipt.objects.values_list("pk", flat=True)), ops)
        self.same("nothing left on a phone", [len(p.waiting) for p in self.phones], [0, 0])
        adds = [one for one in self.said if one["type"] in ("attendance.add", "evidence.add")]
        said = Event.objects.filter(verb="say").values_list("facts__fact", flat=True)
        self.same("each said once", sorted(said), sorted(one["op"] for one in adds))
        facts = Fact.objects.filter(session__isnull=False).values_list("pk", flat=True)
        self.same("one fact a saying", sorted(map(str, facts)), sorted(one["op"] for one in adds))
        counts = Session.objects.count(), Learner.objects.count()
        self.same("one of each", counts, (1, len(self.world.people) + 1))
        self.look_at_register(adds)

    def look_at_register(self, adds):
        taken = {one["body"]["fact"] for one in self.said if one["type"].endswith(".remove")}
        stand = [one for one in adds if one["op"] not in taken]
        session = Session.objects.get()
        register = read_register(session)
        here = {one["body"]["person"] for one in stand if one["type"] == "attendance.add"}
        self.same("who came", {str(person.pk) for person in register.present}, here)
        sights = {one["body"]["person"] for one in stand if one["type"] == "evidence.add"}
        self.same("what was seen", session.evidence.standing().count(), len(sights))
        counts = {
            one["author"]: one["body"]["count"] for one in self.said if one["type"] == "heads.set"
        }
        offers = Conflict.objects.open().values_list("offered", flat=True)
        in_view = {session.unnamed_heads, *offers}
        self.same("every count in view", in_view, set(counts.values()) or {0})

    def same(self, what, found, wanted):
        if found != wanted:
            raise Wrong(f"{what}: found {found}, wanted {wanted}")


def ended_before_saving(**kwargs):
    """The machine stops after the work and before it is on disk."""
    REAL_RECEIVE(**kwargs)
    raise OperationalError


REAL_RECEIVE = devices.receive


def broken(work):
    def falls_over(*args):
        work(*args)
        raise RuntimeError

    return falls_over


def tell(world, seed, number):
    """One story, after which the world is as it was."""
    with transaction.atomic():
        Story(world, f"{seed}:{number}").tell()
        transaction.set_rollback(True)


def main(words):
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=timezone.now().toordinal())
    parser.add_argument("--only", type=int, nargs="+")
    asked = parser.parse_args(words)
    numbers = asked.only or range(asked.runs)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    from tqdm import tqdm  # noqa: PLC0415 -- only here

    with transaction.atomic():
        world, wrong = make_world(), 0
        for number in tqdm(numbers, desc="Stories", disable=None):
            try:
                tell(world, asked.seed, number)
            except Wrong as problem:
                wrong += 1
                sys.stdout.write(f"seed {asked.seed}, story {number}: {problem}\n")
    sys.stdout.write(f"{len(numbers)} stories, seed {asked.seed}: {wrong} went wrong.\n")
    connection.creation.destroy_test_db("", verbosity=0)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
