// @ts-check
/** A register: what stands, what somebody has ticked, and the operations that lie between. Nothing is drawn here. */

import { lastWord, standing } from "./roster.js";

/**
 * @typedef {{here: string[], tasks: number[], level: string, differs: Record<string, Record<string, string>>, heads: string, note: string}} Typed
 * Differs says, by person and task, how much help; "" is not today.
 */

/** What stands now, as somebody would have typed it. @param {any} session @param {any[]} ops @returns {Typed} */
export function typedNow(session, ops) {
  const facts = standing(session, ops);
  /** @type {Typed["differs"]} */
  const differs = {};
  for (const fact of facts.filter((each) => each.task)) (differs[fact.person] ??= {})[fact.task] = fact.help;
  return {
    here: [...new Set(facts.filter((each) => !each.task).map((each) => each.person))],
    tasks: [],
    level: "helped",
    differs,
    heads: String(lastWord(ops, "heads.set", session.id)?.count ?? session.heads ?? 0),
    note: lastWord(ops, "note.set", session.id)?.words ?? session.note ?? "",
  };
}

/** What one person did: the group's tasks, and where they differ. @param {Typed} typed @param {string} person */
export function seenOf(typed, person) {
  /** @type {Record<string, string>} */
  const seen = Object.fromEntries(typed.tasks.map((task) => [task, typed.level]));
  Object.assign(seen, typed.differs[person]);
  return Object.fromEntries(Object.entries(seen).filter(([, help]) => help));
}

/**
 * The operations that make what stands into what is typed. Never none: a saved register always says something.
 * @param {any} session @param {any[]} ops @param {Typed} typed
 */
export function operations(session, ops, typed) {
  const facts = standing(session, ops);
  const kind = session.cohort ? "child" : "learner";
  const people = new Set([...typed.here, ...facts.map((fact) => fact.person)]);
  const said = [];
  for (const person of people) {
    const whose = { session: session.id, person, person_kind: kind };
    const own = facts.filter((fact) => fact.person === person);
    said.push(...(typed.here.includes(person) ? came(whose, own, seenOf(typed, person)) : left(whose, own)));
  }
  const before = typedNow(session, ops);
  const heads = Number(typed.heads || 0);
  const base = session.version ?? 1;
  if (typed.note.trim() !== before.note) said.push({ type: "note.set", body: { session: session.id, words: typed.note.trim(), base } });
  if (heads !== Number(before.heads) || !said.length) said.push({ type: "heads.set", body: { session: session.id, count: heads, base } });
  return said;
}

/** @param {any} whose @param {any[]} own @param {Record<string, string>} seen */
function came(whose, own, seen) {
  const said = own.some((fact) => !fact.task) ? [] : [{ type: "attendance.add", body: whose }];
  const isRight = (/** @type {any} */ fact) => seen[fact.task] === fact.help;
  for (const fact of own) if (fact.task && !isRight(fact)) said.push(takeBack(fact));
  for (const [task, help] of Object.entries(seen)) {
    if (own.some((fact) => fact.task === Number(task) && isRight(fact))) continue;
    said.push({ type: "evidence.add", body: { ...whose, task: Number(task), help } });
  }
  return said;
}

/** @param {any} whose @param {any[]} own */
const left = (whose, own) =>
  own.map((fact) => (fact.task ? takeBack(fact) : { type: "attendance.remove", body: { ...whose, fact: fact.fact } }));

/** @param {any} fact */
const takeBack = (fact) => ({ type: "evidence.remove", body: { fact: fact.fact } });
