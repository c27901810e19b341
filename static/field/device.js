// @ts-check
/** This phone: its id, who was last confirmed on it, and everyone whose work it may carry. */

import { newId } from "./ids.js";
import { Outbox } from "./outbox.js";
import { deviceStore, storeOf } from "./store.js";

export class Device {
  constructor() {
    this.store = deviceStore();
    this.id = "";
    /** @type {any} */
    this.me = null;
    /** @type {any[]} */
    this.people = [];
    /** @type {Map<number, Outbox>} */
    this.outboxes = new Map();
    /** How far the phone's clock is from the server's, in milliseconds. */
    this.offset = 0;
  }

  async open() {
    this.id = (await this.store.get("about", "device")) ?? newId();
    await this.store.put("about", this.id, "device");
    this.offset = (await this.store.get("about", "offset")) ?? 0;
    this.people = await this.store.all("people");
    const current = await this.store.get("about", "current");
    this.me = this.people.find((person) => person.id === current) ?? null;
    /** Who signed out here, until the server knows it too. @type {number | null} */
    this.leaving = (await this.store.get("about", "leaving")) ?? null;
    return this;
  }

  /** Everyone's names that are too old go, whoever has the phone now. */
  async dropOldNames() {
    for (const person of this.people) await this.outbox(person.id).dropOldNames(this.now());
  }

  /** The server's time, as near as we know. */
  now() {
    return Date.now() + this.offset;
  }

  /** @param {number} person */
  outbox(person) {
    let outbox = this.outboxes.get(person);
    if (!outbox) this.outboxes.set(person, (outbox = new Outbox(storeOf(person), person)));
    return outbox;
  }

  /** Somebody is signed in, the server says. @param {any} said what `/field/me/` answered */
  async confirm(said) {
    const known = this.people.find((person) => person.id === said.user.id);
    const person = { ...known, ...said.user, token: said.token };
    this.offset = Date.parse(said.now) - Date.now();
    await this.store.run(["about", "people"], "readwrite", async (tx) => {
      tx.objectStore("people").put(person);
      tx.objectStore("about").put(person.id, "current");
      tx.objectStore("about").put(this.offset, "offset");
      tx.objectStore("about").delete("leaving");
    });
    const isSomebodyElse = this.me?.id !== person.id;
    await this.open();
    return isSomebodyElse;
  }

  /** Whoever was here has signed out, with signal or without. Their work stays. */
  async leave() {
    await this.store.run(["about"], "readwrite", (tx) => {
      tx.objectStore("about").put(this.me.id, "leaving");
      tx.objectStore("about").delete("current");
    });
    await this.open();
  }

  /** The server knows that they have. */
  async left() {
    await this.store.drop("about", "leaving");
    this.leaving = null;
  }

  /** The newest receipt held here, whoever's work it was for. @returns {Promise<any>} */
  async lastPromise() {
    let last = null;
    for (const person of this.people) {
      for (const op of await this.outbox(person.id).in("sent")) if (!last || op.received > last.received) last = op;
    }
    return last;
  }

  /** Everyone's work that has not been sent. */
  async waiting() {
    const everyone = [];
    for (const person of this.people) {
      const outbox = this.outbox(person.id);
      for (const op of await outbox.in("waiting")) everyone.push({ person, outbox, op });
    }
    return everyone;
  }
}
