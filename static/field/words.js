// @ts-check
/** Days, times and counts the way the house writes them. All times are London's. */

const ZONE = "Europe/London";

/** @param {Intl.DateTimeFormatOptions} how */
const writer = (how) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hourCycle: "h23", ...how });
// Made once: making one takes a slow phone longer than using it a hundred times.
const [DAY, TIME, LONG] = [
  writer({ year: "numeric", month: "2-digit", day: "2-digit" }), writer({ hour: "2-digit", minute: "2-digit" }), writer({ weekday: "long", day: "numeric", month: "long" }),
];

/** @param {Date} date @param {Intl.DateTimeFormat} how */
const parts = (date, how) => Object.fromEntries(how.formatToParts(date).map((p) => [p.type, p.value]));

/** 2026-11-24, in London. @param {Date} date */
export function isoDay(date) {
  const { year, month, day } = parts(date, DAY);
  return `${year}-${month}-${day}`;
}

/** 14:30, in London. @param {Date} date */
export function isoTime(date) {
  const { hour, minute } = parts(date, TIME);
  return `${hour}:${minute}`;
}

/** 10am, 11:30am. @param {Date} date */
export function clock(date) {
  const [hour, minute] = isoTime(date).split(":").map(Number);
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, "0")}` : ""}${hour < 12 ? "am" : "pm"}`;
}

/** Friday 27 March. @param {Date} date */
export function day(date) {
  const { weekday, day, month } = parts(date, LONG);
  return `${weekday} ${day} ${month}`;
}

/** 10am to 11:30am. @param {any} session */
export const span = (session) => `${clock(new Date(session.starts_at))} to ${clock(new Date(session.ends_at))}`;

/** A day and a time of London's as a moment. @param {string} on 2026-11-24 @param {string} at 14:30 */
export function moment(on, at) {
  const guess = new Date(`${on}T${at}:00Z`);
  const shown = new Date(`${isoDay(guess)}T${isoTime(guess)}:00Z`);
  return new Date(guess.getTime() * 2 - shown.getTime());
}

/** 1 learner, 2 learners. @param {number} many @param {string} one @param {string} [more] */
export const count = (many, one, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;

/** 2 sessions and 1 learner, and sometimes a child. @param {any[]} ops */
export function things(ops) {
  const sessions = new Set(ops.map((op) => op.body.session).filter(Boolean)).size;
  const people = new Set(ops.filter((op) => op.type.startsWith("learner.")).map((op) => op.body.learner)).size;
  const children = new Set(ops.filter((op) => op.type.startsWith("child.")).map((op) => op.body.child)).size;
  const said = [sessions && count(sessions, "session"), people && count(people, "learner"), children && count(children, "child", "children")].filter(Boolean);
  return said.join(" and ") || count(ops.length, "change");
}
