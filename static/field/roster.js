// @ts-check
/** What the phone knows of names and sessions: the server's last word, and on top of it what was said here since. */

import { day } from "./words.js";

export const TWO_WEEKS = 14 * 24 * 60 * 60 * 1000;
const EMPTY = { centres: [], frameworks: [], learners: [], cohorts: [], sessions: [], expires: "" };
const LIKELY = 20;

/** @param {any} op */
const stands = (op) => op.state !== "mended" && op.status !== "rejected" && op.status !== "gone";

export class Roster {
  /** @param {any} held @param {any[]} ops @param {number} me @param {number} now */
  constructor(held, ops, me, now) {
    this.now = now;
    this.me = me;
    this.until = held ? held.at + TWO_WEEKS : 0;
    const said = held?.roster && this.until > now ? held.roster : EMPTY;
    this.has = said !== EMPTY;
    this.ops = ops;
    this.centres = said.centres;
    this.frameworks = said.frameworks;
    this.cohorts = said.cohorts.map((/** @type {any} */ each) => withChanges(each, ops));
    this.learners = [...said.learners, ...newLearners(ops, said.learners)].map((each) => changed(each, ops));
    const isNews = (/** @type {any} */ op) => op.state !== "sent" || Date.parse(op.received) > (held?.at ?? 0);
    this.sessions = [...said.sessions.map((/** @type {any} */ each) => altered(each, ops.filter(isNews))), ...newSessions(ops, said.sessions).map((each) => altered(each, ops))];
    this.sessions.sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  }

  /** @param {string} id */
  session(id) {
    return this.sessions.find((each) => each.id === id);
  }

  /** @param {string} id */
  learner(id) {
    return this.learners.find((each) => each.id === id);
  }

  /** @param {string} id */
  cohort(id) {
    return this.cohorts.find((/** @type {any} */ each) => each.id === id);
  }

  /** @param {string} id */
  child(id) {
    return this.cohorts.flatMap((/** @type {any} */ each) => each.children).find((/** @type {any} */ each) => each.id === id);
  }

  /** @param {number} id */
  centreName(id) {
    return this.centres.find((/** @type {any} */ each) => each.id === id)?.name ?? "Your centre";
  }

  /** The newest session this person was on, that was not called off. */
  last() {
    const mine = this.sessions.filter((each) => each.is_mine && each.state !== "cancelled" && Date.parse(each.starts_at) <= this.now);
    return mine[mine.length - 1];
  }

  /** The tasks a session's register offers. @param {any} session */
  tasks(session) {
    const cohort = this.cohort(session.cohort);
    const framework = cohort
      ? this.frameworks.find((/** @type {any} */ each) => each.id === cohort.framework)
      : this.frameworks.find((/** @type {any} */ each) => each.kind !== "code_club");
    return framework?.tasks ?? [];
  }

  /** Everyone who might be on a register, likeliest first. @param {any} session */
  people(session) {
    if (session.cohort) return this.cohort(session.cohort)?.children ?? [];
    const visits = this.visits(session.centre);
    const booked = new Set(session.booked);
    const rank = (/** @type {any} */ each) => (booked.has(each.id) ? 1000 : 0) + (visits.get(each.id) ?? 0) + (each.isNew ? 500 : 0);
    return [...this.learners].sort((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name));
  }

  /** Those to show before anyone looks for a name. @param {any} session @param {Set<string>} also */
  likely(session, also) {
    if (session.cohort) return this.people(session);
    const visits = this.visits(session.centre);
    const isLikely = (/** @type {any} */ each) => session.booked?.includes(each.id) || visits.has(each.id);
    const people = this.people(session);
    const known = people.filter((each) => isLikely(each) || also.has(each.id));
    const some = known.some(isLikely) ? [] : people.filter((each) => each.centre === session.centre && !also.has(each.id)).slice(0, LIKELY);
    return [...known, ...some];
  }

  /** How often each came to a centre lately. @param {number} centre @returns {Map<string, number>} */
  visits(centre) {
    const seen = new Map();
    for (const session of this.sessions.filter((each) => each.centre === centre && !each.cohort)) {
      const here = new Set(standing(session, this.ops).filter((fact) => !fact.task).map((fact) => fact.person));
      for (const person of here) seen.set(person, (seen.get(person) ?? 0) + 1);
    }
    return seen;
  }

  /** How long names are kept without hearing from us. */
  untilWords() {
    return day(new Date(this.until));
  }
}

/** Facts that stand for one session: the server's, and what was said here. @param {any} session @param {any[]} ops @returns {any[]} */
export function standing(session, ops) {
  const facts = new Map((session.facts ?? []).map((/** @type {any} */ fact) => [fact.fact, fact]));
  const ours = ops.filter(stands);
  for (const { op, type, body } of ours) {
    if (body.session === session.id && type.endsWith(".add")) facts.set(op, { fact: op, person: body.person, task: body.task, help: body.help });
  }
  for (const { type, body } of ours) if (type.endsWith(".remove")) facts.delete(body.fact);
  return [...facts.values()];
}

/** The last word said here of one thing about a session. @param {any[]} ops @param {string} type @param {string} session */
export const lastWord = (ops, type, session) => ops.filter((op) => stands(op) && op.type === type && op.body.session === session).pop()?.body;

/** @param {any[]} ops @param {any[]} known */
const newLearners = (ops, known) =>
  ops
    .filter((op) => op.type === "learner.add" && stands(op) && !known.some((each) => each.id === op.body.learner))
    .map(({ body }) => ({ id: body.learner, name: nameOf(body), centre: body.centre, next: "Just starting", version: 1, isNew: true }));

/** A club with the children who joined or left since. @param {any} cohort @param {any[]} ops */
function withChanges(cohort, ops) {
  const ours = ops.filter(stands);
  const left = new Set(ours.filter((op) => op.type === "child.left").map((op) => op.body.child));
  const joined = ours.filter((op) => op.type === "child.add" && op.body.cohort === cohort.id && !cohort.children.some((/** @type {any} */ each) => each.id === op.body.child));
  const more = joined.map(({ body }) => ({ id: body.child, name: body.nickname, year: body.school_year, paper: body.on_paper, done: 0, isNew: true }));
  const children = [...cohort.children, ...more].filter((each) => !left.has(each.id));
  return { ...cohort, children: children.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** @param {any} fields */
const nameOf = (fields) => `${fields.first_name} ${fields.initial ?? ""}`.trim();

/** @param {any} learner @param {any[]} ops */
function changed(learner, ops) {
  const said = ops.filter((op) => op.type === "learner.change" && op.state === "waiting" && op.body.learner === learner.id).pop();
  return said ? { ...learner, name: nameOf(said.body.fields) } : learner;
}

/** Begun here by mistake, and taken back with nothing said of it: nothing to see. @param {any} session @param {any[]} ops */
export const isUndone = (session, ops) =>
  session.state === "cancelled" && !standing(session, ops).length && ops.some((op) => op.type === "session.log" && op.body.session === session.id);

/** @param {any[]} ops @param {any[]} known */
const newSessions = (ops, known) =>
  ops
    .filter((op) => op.type === "session.log" && stands(op) && !known.some((each) => each.id === op.body.session))
    .map(({ body }) => ({ ...body, id: body.session, state: "planned", version: 1, heads: 0, note: "", is_mine: true, booked: [], facts: [] }));

/** With what was changed here and is not in the server's last word yet, last. @param {any} session @param {any[]} ops */
function altered(session, ops) {
  const said = ops.filter((op) => op.type === "session.change" && stands(op) && op.body.session === session.id);
  return Object.assign({}, session, ...said.map((op) => op.body.fields));
}
