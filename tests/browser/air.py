"""Who else may answer a phone in our server's place, and what the phone says meanwhile."""

import json
import threading

from django.utils import timezone

WAITS = "Saved on this phone: 1 session"
SENT = "Sent. Nothing is waiting."


def send_now(page):
    page.evaluate("dispatchEvent(new Event('online'))")


def answer_posts(signal, *answers):
    """The next posts get these answers, in turn, in place of the server's own. None lets one through."""
    waiting = list(answers)

    def fault(handler, pass_on):
        if handler.command != "POST" or not waiting:
            return False
        answer = waiting.pop(0)
        if answer:
            answer(handler, pass_on)
        return bool(answer)

    signal.fault = fault


def portal(handler, pass_on):
    handler.answer(200, [("Content-Type", "text/html")], b"<h1>Free Wi-Fi. Watch this advert</h1>")


def polite_portal(handler, pass_on):
    """JSON, and even our own words, but not a receipt in it."""
    reply = {"now": "2026-11-26T10:00:00Z", "epoch": "x", "receipts": []}
    handler.answer(200, [("Content-Type", "application/json")], json.dumps(reply).encode())


def sign_in_page(handler, pass_on):
    """A redirect to a page that answers 200."""
    handler.answer(302, [("Location", "/accounts/login/")], b"")


def broken(handler, pass_on):
    handler.answer(503, [("Content-Type", "text/html")], b"Busy")


def lost_after_commit(handler, pass_on):
    """The server has it all on disk; its answer never comes."""
    pass_on()
    handler.close_connection = True
    handler.connection.close()


def silent_after_commit(handler, pass_on):
    """The same, but the line stays open and nobody says anything for longer than a person would wait."""
    pass_on()
    threading.Event().wait(15)
    handler.close_connection = True


def half_an_answer(handler, pass_on):
    status, headers, body = pass_on()
    handler.answer(status, headers, body[: len(body) // 2])


def changed(handler, pass_on, change):
    """The server's own answer with every receipt changed; `change` is given the operation too."""
    ops = json.loads(handler.body)["ops"]
    status, headers, body = pass_on()
    reply = json.loads(body)
    for op, receipt in zip(ops, reply["receipts"], strict=True):
        receipt |= change(op, receipt) or {}
    handler.answer(status, headers, json.dumps(reply).encode())


def other_hashes(handler, pass_on):
    """Receipts for these operations, but for other words than were sent."""
    changed(handler, pass_on, lambda op, receipt: {"sha256": "0" * 64})


def others_receipts(handler, pass_on):
    """Receipts that name somebody else's operations."""
    changed(handler, pass_on, lambda op, receipt: {"op": "0190a000-0000-7000-8000-000000000000"})


def unknown_word(handler, pass_on):
    """A status from a newer server."""
    changed(handler, pass_on, lambda op, receipt: {"status": "pondered"})


def refusal(field, words):
    """An answer in which nothing was taken, for one reason."""

    def refuse(handler, pass_on):
        ops = json.loads(handler.body)["ops"]
        said = {"status": "rejected", "sha256": "", "field": field, "words": words}
        reply = {
            "now": timezone.now().isoformat(),
            "receipts": [{"op": op["op"], **said} for op in ops],
        }
        handler.answer(200, [("Content-Type", "application/json")], json.dumps(reply).encode())

    return refuse
