"""A small server that answers as GOV.UK Notify does: it checks each request's token, keeps what it was sent, and can be scripted."""

import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"our_key-{SERVICE}-{SECRET}"


class PretendNotify(ThreadingHTTPServer):
    """`script` holds what to do with each text: accept, 400, 403, 429, 500, hang, hang-but-keep, rubbish. Then it accepts."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.kept, self.asked_with = [], [], []
        self.created_at = "2026-11-24T12:00:00.000000Z"

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def keep(self, form):
        self.kept.append(form | {"id": str(uuid.uuid4()), "status": "sending"})
        return self.kept[-1]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        form = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.is_signed():
            return self.answer(
                403, {"errors": [{"error": "AuthError", "message": "Invalid token"}]}
            )
        what = self.server.script.pop(0) if self.server.script else "accept"
        if what.startswith("hang"):
            if what == "hang-but-keep":
                self.server.keep(form)
            time.sleep(3)
            self.close_connection = True
            return None
        if what == "rubbish":
            return self.answer(201, {"no": "id"})
        if what == "accept":
            return self.answer(201, {"id": self.server.keep(form)["id"]})
        return self.answer(int(what), {"errors": [{"message": f"No: {form['phone_number']}"}]})

    def do_GET(self):
        if not self.is_signed():
            return self.answer(403, {})
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        found = [
            {"id": one["id"], "status": one["status"], "created_at": self.server.created_at}
            for one in reversed(self.server.kept)
            if one["reference"] == reference
        ]
        return self.answer(200, {"notifications": found, "links": {}})

    def is_signed(self):
        token = self.headers["Authorization"].removeprefix("Bearer ")
        self.server.asked_with.append(token)
        try:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return False
        return claims["iss"] == SERVICE and abs(time.time() - claims["iat"]) < 30

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
    server = PretendNotify()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server
