// @ts-check
/** A copy of what is not sent, for a coordinator to take in if this phone never gets signal. */

import { parcel } from "./sync.js";

/**
 * Everything not sent on this phone, whoever's it is, as a file. Nothing is taken off the phone.
 * @param {import("./device.js").Device} device @param {{type: string, body: any}[]} [unkept] what the phone would not keep, which may be all it can give
 */
export async function saveCopy(device, unkept = []) {
  const few = [];
  for (const person of device.people) {
    const outbox = device.outbox(person.id);
    for (const state of ["waiting", "needs"]) for (const op of await outbox.in(state).catch(() => [])) few.push({ person, outbox, op });
    if (person.id === device.me?.id) for (const op of await outbox.write(unkept)) few.push({ person, outbox, op });
  }
  const words = JSON.stringify(await parcel(device, few, few.length), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "application/json" }));
  link.download = `footbridge-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
