// @ts-check
/** A note of how much each person has not sent, kept apart from the database, so that a lost one is noticed. */

const KEY = "footbridge-unsent";
// How much was found to be lost. Not a person's id, which are numbers.
const LOST = "lost";

/** @returns {Record<string, number>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {string | number} what @param {number} many */
function write(what, many) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...read(), [what]: many }));
  } catch {
    // A phone with no room for a number still has the work itself.
  }
}

export const canary = {
  note: write,
  /** Everyone noted, the databases of all of whom may be gone. */
  people: () => Object.keys(read()).map(Number).filter(Boolean),
  /** How many were noted. @param {number} person */
  noted: (person) => read()[person] ?? 0,
  /** What is lost stays said until somebody has told their coordinator. */
  lost: () => read()[LOST] ?? 0,
  /** @param {number} many */
  lose: (many) => write(LOST, canary.lost() + many),
  told: () => write(LOST, 0),
};
