"""The air between a phone and our server: it can be cut, or have somebody else answer."""

import http.client
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP = {"connection", "transfer-encoding", "keep-alive", "server", "date", "content-length"}


class Signal:
    """An address that passes everything on, until it is cut. A phone can't tell it from the server.

    `fault(handler, pass_on)` may answer in the server's place; it calls `pass_on()` to let a request through and
    gets what the server said.
    """

    def __init__(self, server):
        self.server = urlsplit(server)
        self.fault = None
        self.seen, self.sent = [], []
        self.port = 0
        self.restore()

    @property
    def url(self):
        return f"http://{self.server.hostname}:{self.port}"

    def restore(self):
        """There is signal."""
        handler = type("Here", (Handler,), {"signal": self})
        self.house = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.house.daemon_threads = True
        self.port = self.house.server_port
        threading.Thread(target=self.house.serve_forever, args=(0.05,), daemon=True).start()

    def cut(self):
        """Nobody answers at all: as if the server was stopped."""
        self.house.shutdown()
        self.house.server_close()

    @contextmanager
    def lost(self):
        self.cut()
        yield
        self.restore()


class Handler(BaseHTTPRequestHandler):
    """One request through the air."""

    signal: Signal

    def do_GET(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.signal.seen.append((self.command, self.path))
        if self.command == "POST":
            self.signal.sent.append(self.body)
        fault = self.signal.fault
        if fault is None or not fault(self, self.pass_on):
            self.answer(*self.pass_on())

    do_POST = do_HEAD = do_GET  # noqa: N815 -- the names http.server looks for

    def pass_on(self):
        server = self.signal.server
        line = http.client.HTTPConnection(server.hostname, server.port)
        plain = {**dict(self.headers), "Accept-Encoding": "identity"}
        line.request(self.command, self.path, self.body, plain)
        reply = line.getresponse()
        body = reply.read()
        line.close()
        return reply.status, reply.getheaders(), body

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""
