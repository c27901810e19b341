// @ts-check
/**
 * What one person has said, in order, until the server has said that it has it. Only added to. An operation is
 * "waiting", "sent" or "needs" (you). It leaves the waiting ones only on a receipt that names it with the same hash.
 */

import { canary } from "./canary.js";
import { newId, notBefore } from "./ids.js";
import { TWO_WEEKS } from "./roster.js";

export const SCHEMA = 1;
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** What each answer means here. An answer we don't know means nothing, so the operation waits. */
const MEANS = { accepted: "sent", duplicate: "sent", conflict: "sent", gone: "sent", quarantined: "sent", rejected: "needs", retry: "waiting" };

/** Somebody new, or a child, half written down: nobody has agreed to that being kept yet. */
const UNAGREED = /^(intake|child):/;

/** Gone when it was first noticed so long ago, else noticed now. @param {any} store @param {any} key @param {any} thing @param {number} now @param {number} most */
const age = (store, key, thing, now, most) => (thing.noticed < now - most ? store.delete(key) : store.put({ ...thing, noticed: thing.noticed ?? now }));

export class Outbox {
  /** @param {import("./store.js").Store} store @param {number} author */
  constructor(store, author) {
    this.store = store;
    this.author = author;
  }

  /** Everything still held, oldest first. @returns {Promise<any[]>} */
  all() {
    return this.store.all("ops");
  }

  /** @param {string} state @returns {Promise<any[]>} */
  in(state) {
    return this.store.run(["ops"], "readonly", (tx) => tx.objectStore("ops").index("state").getAll(state));
  }

  /** Begin ids after the newest one held. */
  async wake() {
    const newest = await this.store.run(["ops"], "readonly", (tx) => tx.objectStore("ops").openKeyCursor(null, "prev"));
    if (newest) notBefore(newest.key);
    return this.count();
  }

  /** What was said, as operations, not kept yet. @param {{type: string, body: any}[]} said @returns {Promise<any[]>} */
  async write(said) {
    const { digest } = await import("./canonical.js");
    const at = new Date().toISOString();
    const ops = [];
    for (const { type, body } of said) {
      ops.push({ op: newId(), type, author: this.author, at, schema: SCHEMA, body, sha256: await digest(body), state: "waiting" });
    }
    return ops;
  }

  /**
   * One save: all of its operations or none, and the draft they came from goes with it.
   * @param {{type: string, body: any}[]} said @param {string} [draft] @param {string[]} [mended] refused ones this replaces
   */
  async save(said, draft, mended = []) {
    const ops = await this.write(said);
    await this.store.run(["ops", "drafts"], "readwrite", async (tx) => {
      const kept = tx.objectStore("ops");
      await Promise.all(ops.map((op) => kept.add(op)));
      for (const id of mended) await kept.put({ ...(await kept.get(id)), state: "mended" });
      if (draft) await tx.objectStore("drafts").delete(draft);
    });
    await this.count();
    return ops;
  }

  /** @param {any[]} receipts @param {string} now the server's clock */
  async settle(receipts, now) {
    await this.store.run(["ops"], "readwrite", async (tx) => {
      const kept = tx.objectStore("ops");
      for (const receipt of receipts) {
        const op = await kept.get(receipt.op);
        const state = MEANS[/** @type {keyof MEANS} */ (receipt.status)];
        if (!op || !state || (state === "sent" && op.sha256 !== receipt.sha256)) continue;
        const { status, words = "", field = "" } = receipt;
        await kept.put({ ...op, state, status, words, field, received: receipt.at ?? now });
      }
    });
    await this.count();
  }

  /** Refused as a whole, so nobody will ever name it: it needs its person. @param {string} id @param {string} words */
  async refuse(id, words) {
    const op = await this.store.get("ops", id);
    if (op) await this.store.put("ops", { ...op, state: "needs", status: "rejected", words, field: "" });
  }

  /**
   * Send again: what the server has forgotten, or what waited for something else to be mended.
   * @param {(op: any) => boolean} which
   */
  async again(which) {
    await this.store.run(["ops"], "readwrite", async (tx) => {
      const kept = tx.objectStore("ops");
      for (const op of await kept.getAll()) if (which(op)) await kept.put({ ...op, state: "waiting" });
    });
    return this.count();
  }

  /**
   * Sent, or put right, a week ago is long enough, and two weeks for what nobody has gone on with or agreed to. What is
   * not sent stays for ever. @param {number} now the server's own time: a phone's clock may jump by years, and take typing along
   */
  async purge(now) {
    await this.store.run(["ops", "drafts"], "readwrite", async (tx) => {
      const [ops, drafts] = [tx.objectStore("ops"), tx.objectStore("drafts")];
      for (const op of await ops.getAll()) {
        if (op.state === "sent" && Date.parse(op.received) < now - WEEK) await ops.delete(op.op);
        if (op.state === "mended") await age(ops, op.op, op, now, WEEK);
      }
      for (const draft of await drafts.getAll()) if (UNAGREED.test(draft.key)) await age(drafts, draft.key, draft, now, TWO_WEEKS);
    });
    await this.dropOldNames(now);
  }

  /** Names can be fetched again, so any clock may say that they are too old. @param {number} now */
  async dropOldNames(now) {
    const held = await this.store.get("kept", "roster");
    if (held && held.at + TWO_WEEKS <= now) await this.store.drop("kept", "roster");
  }

  /** How many are not sent, noted where a lost database would not take it along. */
  async count() {
    const many = await this.store.run(["ops"], "readonly", async (tx) => {
      const states = tx.objectStore("ops").index("state");
      const [waiting, needs] = await Promise.all([states.count("waiting"), states.count("needs")]);
      return waiting + needs;
    });
    canary.note(this.author, many);
    return many;
  }
}
