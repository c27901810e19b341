"""The app on a volunteer's phone: a real Chromium slowed four times, on slow 4G, against gunicorn on SQLite.

Slow 4G is 1.6 Mbit/s down, 750 kbit/s up and 150 ms there and back, as Lighthouse has it. What the peers weigh was measured
on 21 November 2026 from their own released files. `python -m tests.bench phone`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.bench.figures import Figure, Skip, beside
from tests.bench.serving import as_the_demo, free_port, served

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SLOW_4G = {
    "offline": False, "latency": 150,
    "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
}  # fmt: skip
SLOWED = 4
SAVES, QUEUED = 30, 500
# Finding the next thing and touching it. Fitts's law gives a thumb about 0.6 s on a target of 44 px; this is slower.
THUMB = 1.2
HEADERS = 330  # bytes of an answer that are not the file, about
PEERS = {"Enketo": 488, "Kolibri": 491, "ODK Web Forms": 1170}  # KB of JavaScript, compressed
# Says when the first page can be used, and how long each save took from the tap to the words.
WATCH = """
  addEventListener("click", (event) => { if (event.target.closest?.(".savebar button")) window.tapped = performance.now(); }, true);
  new MutationObserver(() => {
    if (!window.usable && document.querySelector('.savebar a[href="#/log"]')) window.usable = performance.now();
    const flash = document.querySelector(".flash--success");
    if (window.tapped && flash?.textContent.startsWith("Saved on this phone")) {
      (window.saves ??= []).push(performance.now() - window.tapped);
      window.tapped = 0;
    }
  }).observe(document, { childList: true, subtree: true });
"""
QUEUE = """async ([person, centre, many]) => {
  const { Device } = await import("/static/field/device.js");
  const { newId } = await import("/static/field/ids.js");
  const device = await new Device().open();
  const { roster } = await device.outbox(person).store.get("kept", "roster");
  const [people, tasks] = [roster.learners.map((each) => each.id), roster.frameworks[0].tasks];
  const said = [];
  for (let evening = 0; said.length < many; evening++) {
    const session = newId();
    const starts = new Date(Date.now() - (evening + 2) * 36e5 * 24);
    const times = { starts_at: starts.toISOString(), ends_at: new Date(+starts + 54e5).toISOString() };
    said.push({ type: "session.log", body: { session, centre, kind: "drop_in", topic: "Drop-in", audience: "everyone", ...times } });
    for (const person of people.slice(0, 15)) said.push({ type: "attendance.add", body: { session, person, person_kind: "learner" } });
    for (const person of people.slice(0, 8)) said.push({ type: "evidence.add", body: { session, person, person_kind: "learner", task: tasks[0].id, help: "alone" } });
    said.push({ type: "heads.set", body: { session, count: 2, base: 1 } });
  }
  await device.outbox(person).save(said.slice(0, many));
}"""
WAITING = """async (person) => {
  const { Device } = await import("/static/field/device.js");
  window.bench ??= await new Device().open();
  return (await window.bench.outbox(person).in("waiting")).length;
}"""


def rows() -> list[Figure]:
    if not os.path.exists(CHROMIUM):
        raise Skip(f"No Chromium at {CHROMIUM}.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        port = free_port()
        about = hall(folder)
        with served(environment(folder), port):
            phone = Phone(browser, port, about)
            figures = phone.first_load() + phone.taps() + phone.queue()
        figures += phone.cold() + phone.saves()
        browser.close()
    return figures


def environment(folder: str) -> dict[str, str]:
    return as_the_demo(f"sqlite:///{folder}/phone.sqlite3")


def hall(folder: str) -> dict:
    command = [sys.executable, "-m", "tests.bench.phone_hall"]
    done = subprocess.run(
        command, env=environment(folder), check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


class Phone:
    """A page 360 pixels wide on a slow machine and a slow line."""

    def __init__(self, browser, port: int, about: dict) -> None:
        self.url, self.about = f"http://127.0.0.1:{port}", about
        size = {"width": 360, "height": 740}
        self.context = browser.new_context(
            base_url=self.url, viewport=size, has_touch=True, bypass_csp=True
        )
        cookie = {"name": "sessionid", "value": about["cookie"], "url": self.url}
        self.context.add_cookies([cookie])
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.line = self.slow(self.page)

    def slow(self, page):
        line = self.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW_4G)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        return line

    def first_load(self) -> list[Figure]:
        """All that comes before the page can be used; then the rest, fetched behind it."""
        kinds, sizes = {}, {}
        self.line.on(
            "Network.responseReceived", lambda e: kinds.setdefault(e["requestId"], e["type"])
        )
        self.line.on(
            "Network.loadingFinished",
            lambda e: sizes.setdefault(e["requestId"], e["encodedDataLength"]),
        )
        self.page.goto("/field/", wait_until="commit")
        self.page.wait_for_function("window.usable", timeout=60_000)
        usable, now = self.page.evaluate("[window.usable, performance.now()]")
        early = dict(sizes)
        self.page.get_by_text("Ready for no signal until").wait_for(timeout=60_000)
        self.page.wait_for_timeout(3_000)
        every, script = (kilobytes(early, kinds, only) for only in (None, "Script"))
        peer, heaviest = min(PEERS.items(), key=lambda pair: pair[1])
        whole = kilobytes(sizes, kinds, "Script")
        return [
            Figure("first load, all of it", every, "KB", limit=60),
            beside("first load, scripts", script, "KB", peer=peer, peer_value=heaviest, limit=25 / heaviest),
            beside("all scripts, in the end", whole, "KB", peer=peer, peer_value=heaviest),
            Figure("first page can be used, slow phone", usable / 1000, "s", limit=2.0),
            Figure("  of which this bench noticed late", (now - usable) / 1000, "s"),
        ]  # fmt: skip

    def cold(self) -> list[Figure]:
        """The server is gone, the page was closed."""
        times = []
        for _ in range(5):
            self.page.close()
            self.page = self.context.new_page()
            self.line = self.slow(self.page)
            self.page.goto("/field/", wait_until="commit")
            self.page.wait_for_function("window.usable", timeout=20_000)
            times.append(self.page.evaluate("window.usable") / 1000)
        return [Figure("cold open with no server, slow phone", max(times), "s", limit=1.0)]

    def open_register(self) -> None:
        self.page.goto("/field/#/")
        self.page.get_by_role("link", name="First steps").first.click()
        self.page.get_by_role("button", name="Save register").wait_for()

    def saves(self) -> list[Figure]:
        """Still with no server, so that nothing but the phone is measured."""
        self.open_register()
        for turn in range(SAVES):
            if turn:
                self.open_register()
            self.page.get_by_role("button", name="One more").click()
            self.page.get_by_role("button", name="Save register").click()
            self.page.wait_for_function(f"(window.saves ?? []).length > {turn}")
        times = sorted(self.page.evaluate("window.saves"))
        p95 = times[int(0.95 * len(times))]
        return [
            Figure(f"save to “Saved on this phone”, p95 of {SAVES}", p95, "ms", limit=200),
            Figure("  median", statistics.median(times), "ms"),
        ]

    def queue(self) -> list[Figure]:
        """The line and the phone are not slowed for this one: it is about what the two say to each other."""
        self.line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        self.line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
        )
        who = self.about["author"]
        self.page.evaluate(QUEUE, [who, self.about["centre"], QUEUED])
        before = self.page.evaluate(WAITING, who)
        began = time.perf_counter()
        self.page.evaluate("dispatchEvent(new Event('online'))")
        while self.page.evaluate(WAITING, who):
            time.sleep(0.02)
        took = time.perf_counter() - began
        return [Figure(f"{before} queued, from signal to every receipt", took, "s", limit=2.0)]

    def taps(self) -> list[Figure]:
        """Fifteen people, two skills, three who differ; then the same as last time."""
        self.page.goto("/field/#/")
        page = self.page
        register = [page.get_by_role("link", name="First steps").first]
        register += [page.get_by_role("button", name="Mark all here")]
        register += [page.locator(".chip", has_text=f"Skill {number}") for number in (1, 2)]
        register += [page.locator(".pick--group label", has_text="Alone")]
        for number in (0, 1, 2):
            person = page.locator(".who").nth(number)
            register += [person.locator("summary"), person.locator(".pick label").nth(0)]
        register += [page.get_by_role("button", name="Save register")]
        took = self.press(register)
        again = [
            page.get_by_role("button", name="Same as last time"),
            page.get_by_role("button", name="Mark all here"),
            page.get_by_role("button", name="Save register"),
        ]
        self.press(again)
        return [
            Figure("register of 15, 2 skills, 3 differ", len(register), "taps", limit=20),
            Figure("  by a thumb that takes 1.2 s a tap", took, "s", limit=45),
            Figure("the same as last time", len(again), "taps", limit=3),
        ]

    def press(self, buttons) -> float:
        """Tap each as soon as it is there; the time with a thumb's own added."""
        began = time.perf_counter()
        for button in buttons:
            button.click(force=True, timeout=20_000)
        self.page.get_by_text("Saved on this phone.").first.wait_for()
        return time.perf_counter() - began + THUMB * len(buttons)


def kilobytes(sizes: dict, kinds: dict, only: str | None) -> float:
    found = [size for key, size in sizes.items() if only in (None, kinds.get(key))]
    return (sum(found) - HEADERS * len(found)) / 1000
