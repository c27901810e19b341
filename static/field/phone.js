// @ts-check
/** The one thing every page holds: this phone, who has it, what they know and said, and how saving goes. */

import { canary } from "./canary.js";
import { Device } from "./device.js";
import { Roster } from "./roster.js";

export class Phone {
  constructor() {
    this.device = new Device();
    /** @type {any[]} */
    this.ops = [];
    /** The server's last word, as it came. @type {any} */
    this.held = null;
    this.roster = new Roster(null, [], 0, 0);
    this.isSignedOut = false;
    /** `copy` is what could not be kept. @type {{words: string, kind?: string, undo?: () => void, copy?: {type: string, body: any}[]} | null} */
    this.flash = null;
    /** Set by the app: send what waits, show a page again, and go to one. */
    this.send = (/** @type {boolean} */ isByHand = false) => {};
    this.show = async () => {};
  }

  /** The closed lists and the words of consent. Asked for once, early, since the signal may go. */
  async choices() {
    this.words ??= await (await fetch("/field/words/")).json();
    return this.words;
  }

  async open() {
    await this.device.open();
    await this.read();
    for (const id of new Set([...this.device.people.map((each) => each.id), ...canary.people()])) {
      const noted = canary.noted(id);
      const held = await this.device.outbox(id).wake();
      if (held < noted) canary.lose(noted - held);
    }
    return this;
  }

  get outbox() {
    return this.device.outbox(this.device.me.id);
  }

  /** Look again at what is kept. */
  async read() {
    if (!this.device.me) return void ([this.ops, this.roster] = [[], new Roster(null, [], 0, 0)]);
    this.ops = await this.outbox.all();
    this.held = await this.outbox.store.get("kept", "roster");
    this.think();
    if (this.held?.roster && !this.roster.has) await this.outbox.store.drop("kept", "roster");
  }

  /** Put what was said here on top of what the server said. */
  think() {
    this.roster = new Roster(this.held, this.ops, this.device.me.id, this.device.now());
  }

  /** What is not sent yet, and what needs its person. */
  get waiting() {
    return this.ops.filter((op) => op.state === "waiting");
  }

  get needs() {
    return this.ops.filter((op) => op.state === "needs");
  }

  /** @param {string} key @returns {Promise<any>} */
  async draft(key) {
    return (await this.outbox.store.get("drafts", key).catch(() => null))?.said;
  }

  /** Learners somebody began to write down. @returns {Promise<any[]>} */
  async unfinished() {
    const drafts = await this.outbox.store.all("drafts").catch(() => []);
    return drafts.filter((each) => each.key.startsWith("intake:") && each.said.first_name);
  }

  /** @param {string} key @param {any} said */
  keep(key, said) {
    return this.outbox.store.put("drafts", { key, said, at: Date.now() }).catch(() => null);
  }

  /**
   * Save. False when the phone would not keep it: then nothing on the screen may change.
   * @param {{type: string, body: any}[]} said @param {{draft?: string, mended?: string[]}} [more]
   */
  async save(said, { draft, mended } = {}) {
    let kept;
    try {
      kept = await this.outbox.save(said, draft, mended);
    } catch {
      this.flash = { kind: "error", words: "Not saved. This phone has no room to keep it, or keeps nothing in private pages. Leave this page open, save a copy, and try again.", copy: said };
      return false;
    }
    if (mended?.length) {
      await this.freeOthers(said);
      await this.read();
    } else {
      // Nobody waits for a second look at what was written a moment ago.
      this.ops = [...this.ops, ...kept];
      this.think();
    }
    navigator.storage?.persist?.().catch(() => null);
    this.send();
    return true;
  }

  /** What was refused only because something before it was: try it again. @param {any[]} said */
  freeOthers(said) {
    const about = new Set(said.flatMap(({ body }) => [body.session, body.learner, body.child]).filter(Boolean));
    return this.outbox.again((op) => op.state === "needs" && (about.has(op.body.session) || about.has(op.body.person) || about.has(op.body.child)));
  }
}
