// @ts-check
/** A note of how much each person has not sent, kept apart from the database, so that a lost one is noticed. */

const KEY = "footbridge-unsent";

/** @returns {Record<string, number>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

export const canary = {
  /** @param {number} person @param {number} many */
  note(person, many) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...read(), [person]: many }));
    } catch {
      // A phone with no room for a number still has the work itself.
    }
  },
  /** How many were noted. @param {number} person */
  noted: (person) => read()[person] ?? 0,
};
