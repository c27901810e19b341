"""A small server that answers as Twilio does, for the real client to talk to: scripted, and it remembers what it was sent."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ACCOUNT = "AC" + "a" * 32


class PretendTwilio(ThreadingHTTPServer):
    """`script` holds what to do with each create: accept, 400, 429, 500, hang, hang-but-keep, rubbish. Then it accepts."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.created, self.called, self.requests = [], [], [], []
        self.lists = ""  # or an HTTP status to refuse lists with
        self.listed = None  # or something odd to answer for a list
        self.date = lambda: "Tue, 24 Nov 2026 12:00:00 +0000"
        self.seconds = 0.0  # between having a text and saying so

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def keep(self, form):
        if "Body" not in form:
            return self.keep_call(form)
        message = {
            "sid": f"SM{len(self.created):032x}",
            "status": "queued",
            "to": form["To"],
            "body": form["Body"],
            "direction": "outbound-api",
            "date_created": self.date(),
        }
        self.created.append(message)
        return message

    def keep_call(self, form):
        call = {
            "sid": f"CA{len(self.called):032x}",
            "status": "queued",
            "to": form["To"],
            "from": form["From"],
            "direction": "outbound-api",
            "date_created": self.date(),
        }
        self.called.append(call)
        return call


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        self.server.requests.append(form)
        what = self.server.script.pop(0) if self.server.script else "accept"
        if what.startswith("hang"):
            if what == "hang-but-keep":
                self.server.keep(form)
            time.sleep(4)
            self.close_connection = True
        elif what == "rubbish":
            self.answer(201, {"sid": "XX", "status": "weird"})
        elif what == "accept":
            kept = self.server.keep(form)
            time.sleep(self.server.seconds)
            self.answer(201, kept)
        else:
            status, _, code = what.partition("/")
            self.answer(
                int(status),
                {
                    "status": int(status),
                    "message": f"No: {form['To']}, {form.get('Body')}",
                    "code": int(code or 0),
                },
            )

    def do_GET(self):
        to = parse_qs(urlsplit(self.path).query).get("To", [None])[0]
        if self.server.lists:
            return self.answer(int(self.server.lists), {"status": 500, "message": "No", "code": 0})
        if self.server.listed is not None:
            return self.answer(200, self.server.listed)
        is_calls = urlsplit(self.path).path.endswith("/Calls.json")
        kept = self.server.called if is_calls else self.server.created
        found = [one for one in reversed(kept) if to in (None, one["to"])]
        page = {"next_page_uri": None, "page_size": 50}
        return self.answer(200, {"calls" if is_calls else "messages": found, **page})

    def answer(self, status, body):
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *args):
        pass


def started():
    server = PretendTwilio()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


@contextlib.contextmanager
def at_work():
    server = started()
    yield server
    server.shutdown()
    server.server_close()
