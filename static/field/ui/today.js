// @ts-check
/** The first page: is this phone ready, today's sessions, what still needs a register, and one tap to begin. */

import { newId } from "../ids.js";
import { readiness } from "../readiness.js";
import { isUndone, lastWord, standing } from "../roster.js";
import { count, day, isoDay, span } from "../words.js";
import { h, icon, row } from "./dom.js";

const MOST = 10;
const STEP = 5 * 60 * 1000;

/** @param {import("../phone.js").Phone} phone */
export async function today(phone) {
  const { roster, device } = phone;
  const now = new Date(device.now());
  // A class that goes on past midnight is still today's.
  const isToday = (/** @type {any} */ each) => isoDay(new Date(each.starts_at)) === isoDay(now) || (Date.parse(each.starts_at) <= +now && +now < Date.parse(each.ends_at));
  const owes = (/** @type {any} */ each) => !isToday(each) && Date.parse(each.ends_at) <= +now && each.state === "planned" && !saved(phone, each);
  const isDone = (/** @type {any} */ each) => !isToday(each) && Date.parse(each.ends_at) <= +now && saved(phone, each);
  const list = (/** @type {any[]} */ some, /** @type {boolean} */ withDay) => some.map((each) => sessionRow(phone, each, withDay));
  const mine = roster.sessions.filter((each) => isToday(each) && !isUndone(each, phone.ops));
  const owed = roster.sessions.filter(owes).reverse().slice(0, MOST);
  const done = roster.sessions.filter(isDone).reverse().slice(0, MOST);
  const next = roster.sessions.filter((each) => !isToday(each) && Date.parse(each.starts_at) > +now && each.state === "planned").slice(0, 5);
  return {
    title: `Hello ${device.me.name.split(" ")[0]}`,
    small: day(now),
    end: h("a", { href: "#/out" }, "Sign out"),
    main: [
      phone.held?.words ? h("p", { class: "flash flash--warning" }, phone.held.words) : readyLine(phone),
      h("h2", null, "Today"),
      mine.length ? list(mine, false) : h("p", { class: "pad meta" }, "Nothing is planned today. If people come, log it with the button below."),
      owed.length > 0 && [h("h2", null, "Still to save"), list(owed, true)],
      h("h2", null, "Start something"),
      again(phone),
      (await phone.unfinished()).map(({ said }) => row({ href: `#/new/${said.learner}/${said.seen ? "check" : "name"}`, class: "row--go", icon: "plus" }, `Go on with ${said.first_name}`, ["Not saved yet. Kept here for two weeks"])),
      row({ href: "#/new", class: "row--go", icon: "plus" }, "Add a learner", ["Takes about two minutes"]),
      roster.cohorts.map((/** @type {any} */ each) => row({ href: `#/club/${each.id}`, class: "row--go", icon: "people" }, each.name, [`Code Club, ${count(each.children.length, "child", "children")}`])),
      next.length > 0 && [h("h2", null, "Next"), list(next, true)],
      done.length > 0 && [h("h2", null, "Saved lately"), list(done, true)],
      h("p", { class: "pad app__plain" }, h("a", { href: "/field/?plain=1" }, "Use the plain pages"), " (they need signal)"),
      h("div", { class: "savebar" }, h("a", { class: "btn btn--wide", href: "#/log" }, "Log a session now")),
    ],
  };
}

/** @param {import("../phone.js").Phone} phone */
function readyLine(phone) {
  // The phone takes a while to say how much room it has, and nobody waits for that to see what they saved.
  const line = h("div", { class: "app__readiness" });
  readiness(phone.roster, !phone.isSignedOut).then(({ isReady, words, todo }) => {
    const head = [icon(isReady ? "tick" : "warning"), " ", words];
    line.append(todo.length ? h("details", { class: `app__ready${isReady ? "" : " app__ready--not"}` }, h("summary", null, head), h("ul", null, todo.map((each) => h("li", null, each)))) : h("p", { class: "app__ready" }, head));
  });
  return line;
}

/** Whether a register was saved, here or elsewhere. @param {import("../phone.js").Phone} phone @param {any} session */
const saved = (phone, session) =>
  session.state === "held" || standing(session, phone.ops).length > 0 || Boolean(lastWord(phone.ops, "heads.set", session.id));

/** @param {import("../phone.js").Phone} phone @param {any} session @param {boolean} withDay */
export function sessionRow(phone, session, withDay) {
  const when = withDay ? `${day(new Date(session.starts_at))}, ${span(session)}` : span(session);
  return row({ href: `#/session/${session.id}` }, session.topic, [when, phone.roster.centreName(session.centre)], tag(phone, session));
}

/** @param {import("../phone.js").Phone} phone @param {any} session */
function tag(phone, session) {
  const ours = phone.ops.filter((op) => op.body.session === session.id);
  if (ours.some((op) => op.state === "needs")) return h("span", { class: "tag tag--you" }, icon("warning"), " Needs you");
  if (session.state === "cancelled") return h("span", { class: "tag" }, "Called off");
  if (ours.some((op) => op.state === "waiting")) return h("span", { class: "tag tag--ok app__kept" }, icon("phone"), " Saved on this phone");
  if (saved(phone, session)) {
    const here = new Set(standing(session, phone.ops).filter((fact) => !fact.task).map((fact) => fact.person)).size;
    const heads = lastWord(phone.ops, "heads.set", session.id)?.count ?? session.heads;
    return h("span", { class: "tag tag--ok" }, icon("tick"), ` ${here + heads} came`);
  }
  const [starts, ends] = [Date.parse(session.starts_at), Date.parse(session.ends_at)];
  if (ends <= phone.device.now()) return h("span", { class: "tag tag--you" }, "Needs a register");
  return starts <= phone.device.now() && h("span", { class: "tag tag--you" }, "On now");
}

/** One tap: the same place, kind, group, length and topic, from now. @param {import("../phone.js").Phone} phone */
function again(phone) {
  const last = phone.roster.last();
  if (!last) return false;
  const begin = async () => {
    const session = newId();
    const starts = Math.floor(phone.device.now() / STEP) * STEP;
    const ends = starts + Date.parse(last.ends_at) - Date.parse(last.starts_at);
    const body = { session, centre: last.centre, kind: last.kind, topic: last.topic, audience: last.audience ?? "everyone", starts_at: new Date(starts).toISOString(), ends_at: new Date(ends).toISOString(), ...(last.cohort ? { cohort: last.cohort } : {}) };
    if (await phone.save([{ type: "session.log", body }])) {
      phone.flash = { words: "Started, the same as last time. Saved on this phone.", undo: () => callOff(phone, session) };
      location.hash = `#/session/${session}`;
    } else await phone.show();
  };
  return row({ class: "row--go", icon: "repeat", onclick: begin }, "Same as last time", [`${last.topic}, ${phone.roster.centreName(last.centre)}`]);
}

/** @param {import("../phone.js").Phone} phone @param {string} session */
async function callOff(phone, session) {
  if (await phone.save([{ type: "session.change", body: { session, base: 1, fields: { state: "cancelled" } } }])) {
    phone.flash = { words: "Undone. That session is called off." };
    location.hash = "#/";
  }
}
