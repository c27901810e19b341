// @ts-check
/** What is on this phone: what needs its person, what waits for signal, what was sent. And signing out without losing any. */

import { saveCopy } from "../copy.js";
import { clock, count, day, things } from "../words.js";
import { h, icon, row } from "./dom.js";

const LATELY = 20;
const KINDS = {
  "session.log": "Session", "session.change": "Change to a session", "attendance.add": "Somebody who came", "attendance.remove": "Somebody taken off", "heads.set": "People not named",
  "note.set": "Note", "evidence.add": "Skill", "evidence.remove": "Skill taken off", "learner.add": "New learner", "learner.change": "Change to a learner", "child.add": "New child", "child.left": "Child who left",
};
const BECAME = { conflict: "Sent. Someone else changed the same thing, so your coordinator will choose.", gone: "Sent. This person has asked us to forget them.", quarantined: "Sent. It waits for your coordinator." };

/** @param {import("../phone.js").Phone} phone */
export async function tosend(phone) {
  const others = await othersWaiting(phone);
  const { needs, waiting } = phone;
  const sent = phone.ops.filter((op) => op.state === "sent").slice(-LATELY).reverse();
  const nothing = !needs.length && !waiting.length && !others.length;
  return {
    title: "To send",
    back: "#/",
    main: [
      needs.length > 0 && [h("h2", null, "Needs you"), needs.map((op) => needing(phone, op))],
      h("h2", null, "Waiting to be sent"),
      nothing && h("p", { class: "pad meta" }, "Everything is sent."),
      groups(waiting).map((some) => line(phone, some, "Saved on this phone")),
      others.map(({ name, ops }) => h("p", { class: "pad" }, `${name} has ${things(ops)} on this phone. It is sent with yours.`)),
      sent.length > 0 && [h("h2", null, "Sent"), groups(sent).map((some) => line(phone, some, "Sent"))],
      h("div", { class: "savebar" },
        h("button", { type: "button", class: "btn btn--wide", onclick: () => phone.send(true) }, "Send now"),
        h("button", { type: "button", class: "linkbtn", onclick: () => saveCopy(phone.device) }, "Save a copy")),
    ],
  };
}

/** @param {import("../phone.js").Phone} phone */
async function othersWaiting(phone) {
  const found = [];
  for (const person of phone.device.people.filter((each) => each.id !== phone.device.me?.id)) {
    const ops = await phone.device.outbox(person.id).in("waiting");
    if (ops.length) found.push({ name: person.name, ops });
  }
  return found;
}

/** One line a session or learner. @param {any[]} ops @returns {any[][]} */
function groups(ops) {
  const found = new Map();
  for (const op of ops) {
    const key = op.body.session ?? op.body.learner ?? op.body.child ?? op.op;
    found.set(key, [...(found.get(key) ?? []), op]);
  }
  return [...found.values()];
}

/** @param {import("../phone.js").Phone} phone @param {any} op */
function about(phone, op) {
  const session = phone.roster.session(op.body.session);
  if (session) return `${session.topic}, ${day(new Date(session.starts_at))}`;
  return phone.roster.learner(op.body.learner ?? op.body.person)?.name ?? phone.roster.child(op.body.child ?? op.body.person)?.name ?? op.body.nickname ?? KINDS[/** @type {keyof KINDS} */ (op.type)];
}

/** @param {import("../phone.js").Phone} phone @param {any[]} some @param {string} words */
function line(phone, some, words) {
  const became = some.map((op) => BECAME[/** @type {keyof BECAME} */ (op.status)] ?? (op.status === "retry" && op.words)).find(Boolean);
  const when = `${count(some.length, "change")}, ${clock(new Date(some[0].at))}`;
  return h("div", { class: "row" }, h("span", null, h("b", null, about(phone, some[0])), h("span", { class: "meta" }, became ?? when)), h("span", { class: "tag tag--ok app__kept" }, icon(words === "Sent" ? "tick" : "phone"), ` ${words}`));
}

/** What somebody wrote, as they wrote it: the field in question, else what the operation is mostly about. @param {import("../phone.js").Phone} phone @param {any} op */
function said(phone, { field, body }) {
  const value = body.fields?.[field] ?? body[field];
  if (field === "centre") return phone.roster.centreName(value);
  if (field?.endsWith("_at")) return `${day(new Date(value))}, ${clock(new Date(value))}`;
  if (typeof value === "string" && !["session", "person", "learner", "cohort", "child"].includes(field)) return value;
  return [body.words, body.topic, body.first_name, body.nickname, body.fields?.first_name, body.count, phone.roster.learner(body.person)?.name].find((each) => each !== undefined) ?? "";
}

/** What the server would not take: why, the words as they were, and the way to put it right. @param {import("../phone.js").Phone} phone @param {any} op */
function needing(phone, op) {
  const value = said(phone, op);
  const where = op.type === "learner.add" ? `#/new/mend/${op.op}` : op.type === "child.add" ? `#/club/${op.body.cohort}/add/mend/${op.op}` : op.type === "session.log" ? `#/log/${op.op}` : op.type === "session.change" ? `#/session/${op.body.session}/change` : op.body.session ? `#/session/${op.body.session}` : op.body.learner ? `#/learner/${op.body.learner}` : "";
  return h("div", { class: "row row--you" },
    h("span", null, h("b", null, `${KINDS[/** @type {keyof KINDS} */ (op.type)]}: ${about(phone, op)}`), h("span", { class: "meta" }, op.words), value !== "" && h("span", { class: "app__said" }, `“${value}”`)),
    where && h("a", { href: where }, "Put it right"),
    h("button", { type: "button", class: "linkbtn", onclick: async () => (await phone.outbox.again((each) => each.op === op.op), await phone.read(), phone.send(true), phone.show()) }, "Send it again as it is"));
}

/** Signing out asks first, and never deletes. @param {import("../phone.js").Phone} phone */
export async function out(phone) {
  const unsent = [...phone.waiting, ...phone.needs];
  const leave = async () => {
    await phone.device.leave();
    await phone.read();
    location.hash = "#/";
    phone.send(true);
    await phone.show();
  };
  if (!unsent.length) {
    return { title: "Sign out", back: "#/", main: [h("p", { class: "pad app__first" }, "Everything is sent. Names on this phone are hidden when you sign out."), h("div", { class: "savebar" }, h("button", { type: "button", class: "btn btn--wide", onclick: leave }, "Sign out"))] };
  }
  return {
    title: "Before you sign out",
    back: "#/",
    main: [
      h("p", { class: "pad app__first" }, `${things(unsent)} not sent yet. Nothing is lost if you sign out: it stays on this phone, and is sent when you or someone else signs in on it.`),
      h("div", { class: "savebar" },
        h("button", { type: "button", class: "btn btn--wide", onclick: () => phone.send(true) }, "Send now"),
        h("button", { type: "button", class: "btn btn--wide btn--quiet", onclick: () => saveCopy(phone.device) }, "Save a copy"),
        h("button", { type: "button", class: "linkbtn", onclick: leave }, "Keep it on this phone and sign out")),
    ],
  };
}
