// @ts-check
/** What the phone keeps: one small database for the phone itself, and one for each person who signs in on it. */

import "../vendor/idb/umd.js";

const { openDB } = /** @type {any} */ (globalThis).idb;

const CLOSED = ["InvalidStateError", "UnknownError"];

/** A database that opens again, once, when the phone has closed it under us. */
export class Store {
  /** @param {string} name @param {(db: any) => void} build */
  constructor(name, build) {
    this.name = name;
    this.build = build;
    /** @type {Promise<any> | null} */
    this.opened = null;
  }

  open() {
    const lost = () => (this.opened = null);
    this.opened ??= openDB(this.name, 1, {
      upgrade: (db) => this.build(db),
      blocking: () => this.close(),
      terminated: lost,
    });
    this.opened.catch(lost);
    return this.opened;
  }

  async close() {
    const db = await this.opened;
    this.opened = null;
    db?.close();
  }

  /**
   * All or nothing, and on the disk before this comes back.
   * @param {string[]} stores @param {"readonly" | "readwrite"} mode @param {(tx: any) => any} work
   */
  async run(stores, mode, work, isAgain = false) {
    try {
      const db = await this.open();
      const tx = db.transaction(stores, mode, { durability: "strict" });
      return await whole(tx, work);
    } catch (problem) {
      if (isAgain || !CLOSED.includes(/** @type {Error} */ (problem).name)) throw problem;
      this.opened = null;
      return this.run(stores, mode, work, true);
    }
  }

  /** @param {string} store @param {any} key */
  get(store, key) {
    return this.run([store], "readonly", (tx) => tx.objectStore(store).get(key));
  }

  /** @param {string} store */
  all(store) {
    return this.run([store], "readonly", (tx) => tx.objectStore(store).getAll());
  }

  /** @param {string} store @param {any} value @param {any} [key] */
  put(store, value, key) {
    return this.run([store], "readwrite", (tx) => tx.objectStore(store).put(value, key));
  }

  /** @param {string} store @param {any} key */
  drop(store, key) {
    return this.run([store], "readwrite", (tx) => tx.objectStore(store).delete(key));
  }
}

/** The work and its commit, or neither. @param {any} tx @param {(tx: any) => any} work */
async function whole(tx, work) {
  try {
    const [answer] = await Promise.all([work(tx), tx.done]);
    return answer;
  } catch (problem) {
    try {
      tx.abort();
    } catch {
      // It had ended already.
    }
    throw tx.error ?? problem;
  }
}

export const deviceStore = () =>
  new Store("footbridge-device", (db) => {
    db.createObjectStore("about");
    db.createObjectStore("people", { keyPath: "id" });
  });

/** @param {number} person */
export const storeOf = (person) =>
  new Store(`footbridge-${person}`, (db) => {
    const ops = db.createObjectStore("ops", { keyPath: "op" });
    ops.createIndex("state", "state");
    ops.createIndex("session", "body.session");
    db.createObjectStore("drafts", { keyPath: "key" });
    db.createObjectStore("kept");
  });
