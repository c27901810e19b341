// @ts-check
/** Putting right when a session was, how long, and what it was about. Or saying that it was not held. */

import { lastWord, standing } from "../roster.js";
import { h, summary } from "./dom.js";
import { answersOf, checkedTimes, fieldOf, read, topicBox, topicOf, whenBoxes } from "./log.js";

const HOUR = 60 * 60 * 1000;

/** @param {import("../phone.js").Phone} phone @param {string} id */
export async function change(phone, id) {
  const session = phone.roster.session(id);
  const back = `#/session/${id}`;
  if (!session) return { title: "Change this session", back: "#/", main: [h("p", { class: "pad" }, "This session is not on this phone any more.")] };
  const key = `change:${id}`;
  const wrong = phone.needs.filter((op) => op.type === "session.change" && op.body.session === id);
  const last = wrong[wrong.length - 1];
  const isFixed = isSettled(phone, session);
  const answers = (await phone.draft(key)) ?? answersOf({ ...session, ...last?.body.fields, session: id });
  const off = () => keep({ state: "cancelled" }, { state: "held" }, "It says now that this was not held. Saved on this phone.");
  const form = h("form", { class: "pad", novalidate: true });
  const draw = (/** @type {any} */ said, /** @type {any} */ errors) => form.replaceChildren(...fields(phone, said, errors, isFixed), !isFixed && session.state !== "cancelled" ? notHeld(phone, session, off) : "", bar());
  draw(answers, last?.field ? { [fieldOf(last.field)]: last.words } : {});
  const keep = async (/** @type {any} */ changes, /** @type {any} */ undo, /** @type {string} */ words) => {
    const body = (/** @type {any} */ some) => ({ session: id, base: session.version ?? 1, fields: some });
    if (!(await phone.save([{ type: "session.change", body: body(changes) }], { draft: key, mended: wrong.map((op) => op.op) }))) return phone.show();
    phone.flash = { words, undo: async () => (await phone.save([{ type: "session.change", body: body(undo) }])) && ((phone.flash = { words: "Undone. It says what it said before." }), phone.show()) };
    location.hash = "#/";
  };
  form.addEventListener("input", () => phone.keep(key, read(form, id)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = read(form, id);
    const { changes, errors } = checked(phone, session, said, isFixed);
    draw(said, errors);
    if (Object.keys(errors).length) return form.querySelector(".govuk-error-summary")?.focus();
    const names = Object.keys(changes);
    if (!names.length) return (location.hash = back);
    return keep(changes, Object.fromEntries(names.map((name) => [name, session[name]])), "Changed. Saved on this phone.");
  });
  return { title: "Change this session", small: session.topic, back, main: [form] };
}

/** People were told when it is, or it is still to come: then a coordinator has to tell them. @param {import("../phone.js").Phone} phone @param {any} session */
function isSettled(phone, session) {
  const isToCome = Date.parse(session.starts_at) - HOUR > phone.device.now();
  return isToCome || (session.state === "planned" && session.booked.length > 0 && !cameTo(phone, session));
}

/** Whether anybody came, as far as this phone knows. @param {import("../phone.js").Phone} phone @param {any} session */
const cameTo = (phone, session) => standing(session, phone.ops).length > 0 || (lastWord(phone.ops, "heads.set", session.id)?.count ?? session.heads) > 0;

/** @param {import("../phone.js").Phone} phone @param {any} session @param {() => any} off */
const notHeld = (phone, session, off) =>
  h("section", { class: "govuk-form-group", id: "state", "aria-labelledby": "state_title" }, h("h2", { id: "state_title" }, "Was it not held?"),
    cameTo(phone, session)
      ? h("p", { class: "meta" }, "The register says that people came. If that is wrong, take them off there first.")
      : h("button", { type: "button", class: "btn btn--quiet btn--wide", onclick: off }, "It was not held"));

const bar = () => h("div", { class: "savebar" }, h("button", { class: "btn btn--wide" }, "Save the change"));

/** @param {import("../phone.js").Phone} phone @param {any} said @param {Record<string, string>} errors @param {boolean} isFixed */
const fields = (phone, said, errors, isFixed) => [
  summary(errors) || "",
  topicBox(said, errors),
  ...(isFixed ? [h("p", { class: "meta" }, "To change when it is, or to call it off, ask your coordinator. They tell the people who have places.")] : whenBoxes(phone, said, errors)),
];

/** Only what is different. @param {import("../phone.js").Phone} phone @param {any} session @param {any} said @param {boolean} isFixed @returns {{changes: Record<string, any>, errors: Record<string, string>}} */
function checked(phone, session, said, isFixed) {
  const { topic, errors } = topicOf(said);
  const { times, problem } = isFixed ? { times: {}, problem: null } : checkedTimes(phone, said);
  const isOther = (/** @type {[string, any]} */ [name, value]) => (name === "topic" ? value !== session.topic : Date.parse(value) !== Date.parse(session[name]));
  const changes = Object.fromEntries(Object.entries({ topic, ...times }).filter(isOther));
  if (times && ("starts_at" in changes || "ends_at" in changes)) Object.assign(changes, times);
  return { changes, errors: { ...errors, ...(problem && { time: problem }) } };
}
