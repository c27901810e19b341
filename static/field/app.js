// @ts-check
/** The volunteers' app. It takes the place of the plain page when this phone can keep things; else that page stays. */

import { canary } from "./canary.js";
import { Phone } from "./phone.js";
import { SignedOut, sync } from "./sync.js";
import { h, icon, inPlace } from "./ui/dom.js";
import { today } from "./ui/today.js";
import { count, things } from "./words.js";

const SOONEST = 2000;
const LATEST = 5 * 60 * 1000;
// Not kept on the phone, so the server itself decides what has to be shown before this page opens.
const SIGN_IN = "/field/?again=1";
// All but the first page are fetched once that one is on the screen.
const LATER = {
  register: () => import("./ui/register.js"), log: () => import("./ui/log.js"), change: () => import("./ui/change.js"), intake: () => import("./ui/intake.js"),
  learner: () => import("./ui/learner.js"), tosend: () => import("./ui/tosend.js"), club: () => import("./ui/club.js"), digest: () => import("./canonical.js"),
};
/** @type {[RegExp, (phone: Phone, ...parts: any[]) => any][]} */
const PAGES = [
  [/^#\/session\/([\w-]+)$/, async (...all) => (await LATER.register()).register(...all)],
  [/^#\/session\/([\w-]+)\/change$/, async (...all) => (await LATER.change()).change(...all)],
  [/^#\/log(?:\/([\w-]+))?$/, async (...all) => (await LATER.log()).log(...all)],
  [/^#\/new(?:\/(for|mend)\/([\w-]+))?$/, async (...all) => (await LATER.intake()).start(...all)],
  [/^#\/new\/([\w-]+)\/(\w+)$/, async (...all) => (await LATER.intake()).intake(...all)],
  [/^#\/learner\/([\w-]+)$/, async (...all) => (await LATER.learner()).learner(...all)],
  [/^#\/club\/([\w-]+)$/, async (...all) => (await LATER.club()).club(...all)],
  [/^#\/club\/([\w-]+)\/add(?:\/(for|mend)\/([\w-]+))?$/, async (...all) => (await LATER.club()).addChild(...all)],
  [/^#\/tosend$/, async (...all) => (await LATER.tosend()).tosend(...all)],
  [/^#\/out$/, async (...all) => (await LATER.tosend()).out(...all)],
  [/^/, today],
];

const SHUT = { title: "That did not open", back: "#/", main: [h("p", { class: "pad app__first" }, "Nothing is lost. Go back, and try again where there is signal.")] };

class App {
  /** @param {HTMLElement} room */
  constructor(room) {
    this.room = room;
    this.phone = new Phone();
    this.status = h("div", { class: "app__status", role: "status" });
    this.misses = 0;
    this.notBefore = 0;
    this.turns = 0;
    this.isBusy = false;
    /** Somebody asked while it was busy, so it looks once more. */
    this.isAskedAgain = false;
    /** What was just done, and the page it is said on. */
    this.done = { hash: "", flash: /** @type {any} */ (null) };
    /** @type {any} */
    this.page = null;
    /** @type {ServiceWorker | null} */
    this.newer = null;
  }

  async begin() {
    await this.phone.open();
    this.phone.send = (isByHand) => void this.send(isByHand);
    this.phone.show = () => this.show();
    addEventListener("hashchange", () => this.turn());
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.page?.leave?.());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.page?.leave?.() : this.send()));
    if (this.phone.device.me) await this.show();
    // A phone that has nothing yet gets its first page before the app is kept on it.
    const isNew = !this.phone.device.me;
    if (!isNew) await this.keepApp();
    await this.send();
    if (!this.phone.device.me) await this.show();
    if (isNew) await this.keepApp();
    await Promise.all([this.phone.choices(), this.phone.device.dropOldNames(), ...Object.values(LATER).map((page) => page())]).catch(() => null);
  }

  /** A new page: what was being typed is kept, and the heading takes the focus. */
  async turn() {
    this.page?.leave?.();
    if (this.done.hash !== location.hash) this.done.flash = null;
    await this.show();
    scrollTo(0, 0);
    this.room.querySelector("h1")?.focus();
  }

  async show() {
    const { phone } = this;
    if (!phone.device.me) return this.showStranger();
    const [pattern, draw] = /** @type {any} */ (PAGES.find(([pattern]) => pattern.test(location.hash)));
    const turn = ++this.turns;
    const page = await draw(phone, ...(location.hash.match(pattern) ?? []).slice(1)).catch(() => SHUT);
    if (page && turn === this.turns) this.put(page);
  }

  /** @param {any} page */
  put(page) {
    this.page = page;
    document.title = `${page.title} - Footbridge`;
    const top = h("header", { class: "phone__top" }, page.back && h("a", { class: "phone__back", href: page.back }, icon("back"), " Back"),
      h("div", { class: "phone__bar" }, h("div", null, page.small && h("small", null, page.small), h("h1", { tabindex: "-1" }, page.title), page.under && h("small", null, page.under)), page.end));
    this.tell();
    inPlace(this.room, () => this.room.replaceChildren(top, h("main", { class: "phone__main", id: "main", tabindex: "-1" }, this.status, this.flash(), ...[page.main].flat(9).filter(Boolean))));
  }

  /** What was just done, with its undo, until somebody goes to another page. */
  flash() {
    if (this.phone.flash) this.done = { hash: location.hash, flash: this.phone.flash };
    this.phone.flash = null;
    const { flash } = this.done;
    if (!flash || this.done.hash !== location.hash) return "";
    return h("div", { class: `flash flash--${flash.kind ?? "success"}`, role: flash.kind === "error" ? "alert" : "status" }, flash.words,
      flash.copy && h("button", { type: "button", class: "linkbtn app__undo", onclick: async () => (await import("./copy.js")).saveCopy(this.phone.device, flash.copy) }, "Save a copy"),
      flash.undo && h("button", { type: "button", class: "linkbtn app__undo", onclick: flash.undo }, icon("back"), " Undo"));
  }

  showStranger() {
    const isOut = this.phone.isSignedOut || this.phone.device.leaving;
    const words = isOut ? "You are signed out. To see your sessions, sign in where there is signal. Anything saved on this phone is kept." : "Open this page once where there is signal. Then it works without.";
    this.put({ title: "Your sessions", main: [h("p", { class: "pad app__first" }, words), isOut && h("p", { class: "pad" }, h("a", { class: "btn btn--wide", href: SIGN_IN }, "Sign in"))] });
  }

  /** One line that is always true: what is safe here, what is sent, what needs somebody. */
  tell() {
    const { waiting, needs, isSignedOut } = this.phone;
    const lines = [];
    const lost = canary.lost();
    if (lost) lines.push(h("p", { class: "phone__state app__you" }, icon("warning"), ` This phone lost ${count(lost, "thing")} it was keeping for you. Tell your coordinator. `, h("button", { type: "button", class: "linkbtn", onclick: () => (canary.told(), this.tell()) }, "I have told them")));
    if (needs.length) lines.push(h("a", { class: "phone__state app__you", href: "#/tosend" }, icon("warning"), ` Needs you: ${things(needs)}`));
    if (waiting.length) {
      const when = isSignedOut ? "" : this.isBusy ? " Sending…" : performance.now() < this.notBefore ? " We are busy, so it goes in a few minutes." : " Will send when there is signal.";
      lines.push(h("a", { class: "phone__state", href: "#/tosend" }, icon("tick"), ` Saved on this phone: ${things(waiting)}.${when}`));
    } else if (!needs.length && this.phone.ops.some((op) => op.state === "sent")) lines.push(h("a", { class: "phone__state", href: "#/tosend" }, icon("tick"), " Sent. Nothing is waiting."));
    if (isSignedOut && this.phone.device.me) lines.push(h("a", { class: "phone__state app__you", href: SIGN_IN }, `Sign in to send ${waiting.length ? things(waiting) : "your work"}`));
    if (this.newer) lines.push(h("button", { type: "button", class: "phone__state linkbtn", onclick: () => this.renew() }, "There is a newer app. Use it now"));
    inPlace(this.status, () => this.status.replaceChildren(...lines));
  }

  /** Send what waits. Tries again by itself, later and later. @param {boolean} [isByHand] somebody asked, so no waiting */
  async send(isByHand = false) {
    if (this.isBusy) this.isAskedAgain = true;
    if (this.isBusy || (!isByHand && performance.now() < this.notBefore)) return;
    [this.isBusy, this.isAskedAgain] = [true, false];
    this.tell();
    const many = this.phone.waiting.length;
    let [how, least] = ["no answer", 0];
    try {
      how = await sync(this.phone.device);
      this.phone.isSignedOut = false;
      if (how === "somebody else") location.hash = "#/";
    } catch (problem) {
      this.phone.isSignedOut = problem instanceof SignedOut;
      least = /** @type {any} */ (problem).least ?? 0;
    }
    await this.phone.read().catch(() => null);
    this.isBusy = false;
    const left = this.phone.waiting.length;
    const isMissed = ["no answer", "busy"].includes(how);
    // What the server can't take in yet is asked for less and less often too.
    if (!isMissed && (!left || left < many)) this.misses = 0;
    if (isMissed || left) this.later(least);
    const isList = ["", "tosend", "out"].some((page) => this.isAt(page));
    if (isList || !this.phone.device.me) await this.show();
    else this.tell();
    if (this.isAskedAgain) await this.send();
  }

  /** @param {string} page */
  isAt(page) {
    return location.hash.replace(/^#\/?/, "") === page;
  }

  /** @param {number} least what the server asked for, which a clock put right must not stretch */
  later(least) {
    const wait = Math.min(LATEST, SOONEST * 2 ** this.misses++) * (0.5 + Math.random());
    this.notBefore = performance.now() + least;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(least, wait));
  }

  /** Keep the app itself on the phone. A newer one waits until nobody is in the middle of something. */
  async keepApp() {
    const kept = await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" }).catch(() => null);
    const look = () => {
      if (!kept?.waiting || !navigator.serviceWorker.controller) return;
      this.newer = kept.waiting;
      this.tell();
    };
    look();
    // "Ready for no signal" is true only from here on.
    if (kept && !kept.active) navigator.serviceWorker.ready.then(() => this.isAt("") && this.show());
    kept?.addEventListener("updatefound", () => kept.installing?.addEventListener("statechange", look));
  }

  /** At the person's own tap: everything typed is in a draft first. */
  async renew() {
    await this.page?.leave?.();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    this.newer?.postMessage("take over");
  }
}

/** @param {HTMLElement} room */
function sayPlain(room) {
  const words = "This phone can't keep things without signal. These pages work while you have signal.";
  room.querySelector("main")?.prepend(h("p", { class: "flash flash--warning" }, words, " ", h("a", { href: "/field/?plain=1" }, "Use the plain pages")));
}

const room = /** @type {HTMLElement | null} */ (document.querySelector(".phone"));
const isAble = "serviceWorker" in navigator && "indexedDB" in window && !location.search.includes("plain");
if (room && isAble) new App(room).begin().catch(() => sayPlain(room));
