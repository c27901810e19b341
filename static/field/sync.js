// @ts-check
/** Taking work to the server. Never trusts "online", nor an answer that is not plainly ours. */

const MOST = 50;
const MOST_LETTERS = 400_000;
const PATIENCE = 30_000;
const APP = "footbridge-app-";
const ROSTER = "/field/roster/";
const TURN = "footbridge-sync";

const LONGEST_WAIT = 60 * 60;
const TOO_BIG = "This is too big to send. Save a copy, and give it to your coordinator.";

/** Nothing of ours answered: no signal, a café's page, a server in trouble. Try later, `least` milliseconds or more. */
export class NoAnswer extends Error {
  least = 0;
}
/** Somebody has to sign in before anything can be sent. */
export class SignedOut extends Error {}

/** Only JSON of ours counts. @param {string} url @param {RequestInit} [how] */
async function ask(url, how = {}) {
  let reply;
  try {
    reply = await fetch(url, { credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE), ...how });
  } catch {
    throw new NoAnswer();
  }
  if (reply.status === 401) throw new SignedOut();
  if (reply.status >= 500 || reply.status === 429) throw Object.assign(new NoAnswer(), { least: asked(reply) });
  const body = reply.status === 304 ? {} : await reply.json().catch(() => null);
  return { status: reply.status, body, etag: reply.headers.get("ETag") };
}

/** How long a busy server asks us to wait, in milliseconds. @param {Response} reply */
const asked = (reply) => Math.min(LONGEST_WAIT, Number(reply.headers.get("Retry-After")) || 0) * 1000;

/** Also asks whether the server still knows the last thing it promised. @param {import("./device.js").Device} device */
async function whoAmI(device) {
  const last = await device.lastPromise();
  const unsent = String((await device.waiting()).length);
  const about = new URLSearchParams({ device: device.id, unsent, version: await version(), ...(last ? { last: last.op, at: last.received } : {}) });
  const { status, body } = await ask(`/field/me/?${about}`).catch(async (problem) => {
    // The server knows nobody here, so whoever signed out on the phone is out.
    if (problem instanceof SignedOut) await device.left();
    throw problem;
  });
  if (status !== 200 || !body?.user?.id || !body.token || !body.epoch) throw new NoAnswer();
  return { ...body, hasForgotten: Boolean(last) && !body.newest };
}

/** A server put back from yesterday's copy has forgotten what came since: send that again. @param {import("./device.js").Device} device @param {any} me */
async function remind(device, me) {
  const before = await device.store.get("about", "server");
  const isAnother = before && before.epoch !== me.epoch;
  if (isAnother || me.hasForgotten) {
    for (const person of device.people) await device.outbox(person.id).again((op) => op.state === "sent");
  }
  await device.store.put("about", { epoch: me.epoch }, "server");
}

/** The next few that one request can carry. @param {any[]} queue @param {number} most */
function nextFew(queue, most) {
  let letters = 0;
  let many = 0;
  while (many < Math.min(most, queue.length)) {
    letters += JSON.stringify(queue[many].op.body).length + 250;
    if (many && letters > MOST_LETTERS) break;
    many++;
  }
  return queue.slice(0, many);
}

/** One operation as it is sent, or exported. @param {any} op */
export const asSent = ({ op, type, author, at, schema, body }) => ({ op, type, author, at, schema, body });

/** The app this phone keeps, by its version. */
const version = async () => ((await globalThis.caches?.keys()) ?? []).filter((name) => name.startsWith(APP)).pop()?.slice(APP.length) ?? "";

/** @param {import("./device.js").Device} device @param {any[]} few @param {number} unsent */
export const parcel = async (device, few, unsent) => ({
  device: device.id,
  ops: few.map((each) => asSent(each.op)),
  authors: Object.fromEntries(few.map((each) => [String(each.person.id), each.person.token ?? ""])),
  unsent,
  version: await version(),
});

/** @param {import("./device.js").Device} device @param {any} me */
async function deliver(device, me) {
  const queue = await device.waiting();
  let most = MOST;
  let hasAskedAgain = false;
  while (queue.length) {
    const few = nextFew(queue, most);
    const headers = { "Content-Type": "application/json", "X-CSRFToken": me.csrf };
    const how = { method: "POST", headers, body: JSON.stringify(await parcel(device, few, queue.length - few.length)) };
    const { status, body } = await ask("/field/sync/", how);
    if (status === 403 && !hasAskedAgain) {
      [hasAskedAgain, me] = [true, await whoAmI(device)];
    } else if (status === 413 || (status === 400 && body?.words)) {
      // One that can't be sent at all needs its person, and holds up no other.
      if (few.length === 1) await few[0].outbox.refuse(queue.shift().op.op, body?.words ?? TOO_BIG);
      most = Math.max(1, Math.floor(few.length / 2));
    } else if (status === 200 && Array.isArray(body?.receipts) && body.now) {
      await settle(few, body);
      queue.splice(0, few.length);
    } else throw new NoAnswer();
  }
}

/** Give each receipt to the outbox that asked. @param {any[]} few @param {any} reply */
async function settle(few, reply) {
  for (const outbox of new Set(few.map((each) => each.outbox))) {
    const own = new Set(few.filter((each) => each.outbox === outbox).map((each) => each.op.op));
    await outbox.settle(reply.receipts.filter((/** @type {any} */ receipt) => own.has(receipt.op)), reply.now);
  }
}

/** Somebody signed out here, perhaps with no signal: the server is told, and believed only when it knows nobody. @param {import("./device.js").Device} device @param {any} me */
async function signOut(device, me) {
  await fetch("/accounts/logout/", { method: "POST", headers: { "X-CSRFToken": me.csrf }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  await whoAmI(device);
  throw new NoAnswer();
}

/** Names, sessions and skills for the days to come. @param {import("./device.js").Device} device @param {any} [early] an answer we have already */
async function fetchRoster(device, early) {
  const { store } = device.outbox(device.me.id);
  const held = await store.get("kept", "roster");
  const how = held?.etag ? { headers: { "If-None-Match": held.etag } } : {};
  const { status, body, etag } = early ?? (await ask(ROSTER, how));
  if (status === 304) return store.put("kept", { ...held, at: device.now() }, "roster");
  // Their part has ended: no names, and the words why.
  if (status === 403 && body?.words) return store.put("kept", { words: body.words, at: device.now() }, "roster");
  if (status !== 200 || !Array.isArray(body?.sessions)) throw new NoAnswer();
  return store.put("kept", { roster: body, etag, at: device.now() }, "roster");
}

/** Only one tab at a time. Another waits until that one has finished, to show what became of it. @param {() => Promise<any>} work */
const alone = (work) =>
  navigator.locks ? navigator.locks.request(TURN, { ifAvailable: true }, (lock) => (lock ? work() : navigator.locks.request(TURN, () => "busy"))) : work();

/**
 * Who am I, what waits, what is new. Raises NoAnswer or SignedOut; what was not named in a receipt still waits.
 * @param {import("./device.js").Device} device
 */
export const sync = (device) =>
  alone(async () => {
    // A phone that holds nothing yet has nothing to send first, so it asks for both at once.
    const early = device.me ? null : ask(ROSTER).catch(() => null);
    const me = await whoAmI(device);
    if (device.leaving === me.user.id) await signOut(device, me);
    const isSomebodyElse = await device.confirm(me);
    await remind(device, me);
    await deliver(device, me);
    await fetchRoster(device, await early);
    for (const person of device.people) await device.outbox(person.id).purge(device.now());
    return isSomebodyElse ? "somebody else" : "done";
  });
