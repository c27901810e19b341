// @ts-check
/** Ids made on the phone: UUIDv7, always rising, even when the clock goes back. */

let latest = 0;
let count = 0;

/** The milliseconds inside an id. @param {string} id */
const moment = (id) => parseInt(id.replace(/-/g, "").slice(0, 12), 16);

/** From now on make ids after this one, so that one person's later word is always the later id. @param {string} id */
export function notBefore(id) {
  const at = moment(id);
  if (at > latest) [latest, count] = [at, 0xfff];
}

/** A new id. @returns {string} */
export function newId(now = Date.now()) {
  if (now > latest) [latest, count] = [now, crypto.getRandomValues(new Uint8Array(1))[0]];
  else if (++count > 0xfff) [latest, count] = [latest + 1, 0];
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = (random[0] & 0x3f) | 0x80;
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = latest.toString(16).padStart(12, "0");
  const middle = count.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
