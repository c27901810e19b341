// @ts-check
/** A session nobody planned: where, when, how long, what kind and what about. Most of it is filled in. */

import { newId } from "../ids.js";
import { clock, day, isoDay, isoTime, moment } from "../words.js";
import { box, h, pick, radios, summary } from "./dom.js";

const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;
const BACK = 14;
const LENGTHS = [30, 60, 90, 120, 150, 180];

/** @param {import("../phone.js").Phone} phone @param {string} [mend] an operation the server would not take */
export async function log(phone, mend) {
  const wrong = phone.ops.find((op) => op.op === mend);
  const answers = (await phone.draft("log")) ?? (wrong ? answersOf(wrong.body) : firstAnswers(phone));
  const errors = wrong?.field ? { [fieldOf(wrong.field)]: wrong.words } : {};
  const form = h("form", { class: "pad", novalidate: true });
  const draw = (/** @type {any} */ said, /** @type {any} */ problems) => form.replaceChildren(...fields(phone, said, problems));
  draw(answers, errors);
  form.addEventListener("input", () => phone.keep("log", read(form, answers.session)));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = read(form, answers.session);
    const { body, errors } = checked(phone, said);
    draw(said, errors);
    if (!body) return form.querySelector(".govuk-error-summary")?.focus();
    if (!(await phone.save([{ type: "session.log", body }], { draft: "log", mended: wrong ? [wrong.op] : [] }))) return phone.show();
    phone.flash = { words: "Saved on this phone. Now say who is here." };
    location.hash = `#/session/${body.session}`;
  });
  return { title: "Log a session", back: "#/", main: [phone.roster.centres.length ? form : noCentre()] };
}

const noCentre = () => h("p", { class: "pad" }, "This phone has no centres yet. Open this page once where there is signal.");

/** Which box a refusal is about. @param {string} field */
export const fieldOf = (field) => ({ starts_at: "time", ends_at: "minutes" })[field] ?? field;

/** @param {import("../phone.js").Phone} phone */
function firstAnswers(phone) {
  const now = new Date(Math.floor(phone.device.now() / 300_000) * 300_000);
  const last = phone.roster.last();
  const minutes = last ? (Date.parse(last.ends_at) - Date.parse(last.starts_at)) / 60_000 : 90;
  return { session: newId(), centre: String(last?.centre ?? ""), day: isoDay(now), time: isoTime(now), minutes: String(minutes), kind: "drop_in", topic: "Drop-in" };
}

/** @param {any} body */
export function answersOf(body) {
  const starts = new Date(body.starts_at);
  const minutes = String((Date.parse(body.ends_at) - +starts) / 60_000);
  return { session: body.session, centre: String(body.centre), day: isoDay(starts), time: isoTime(starts), minutes, kind: body.cohort ?? body.kind, topic: body.topic };
}

/** @param {any} form @param {string} session */
export const read = (form, session) => ({ session, ...Object.fromEntries(new FormData(form)) });

/** @param {number} minutes @returns {[string, string]} */
function lengthWords(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const words = [hours && `${hours} hour${hours > 1 ? "s" : ""}`, rest && `${rest} minutes`].filter(Boolean).join(" ");
  return [String(minutes), words];
}

/** When it was and how long. @param {import("../phone.js").Phone} phone @param {any} said @param {Record<string, string>} errors */
export function whenBoxes(phone, said, errors) {
  const now = phone.device.now();
  const days = Array.from({ length: BACK }, (_, back) => new Date(now - back * DAY));
  const near = ["Today", "Yesterday"];
  const lengths = [...new Set([...LENGTHS, Number(said.minutes)])].filter(Boolean).sort((a, b) => a - b);
  return [
    pick("day", "Which day?", days.map((date, back) => [isoDay(date), near[back] ?? day(date)]), said.day),
    box("time", "When did it start?", said.time, { type: "time", class: "govuk-input app__time", error: errors.time }),
    pick("minutes", "How long?", lengths.map(lengthWords), said.minutes),
  ];
}

/** @param {any} said @param {Record<string, string>} errors */
export const topicBox = (said, errors) => box("topic", "What is it about?", said.topic, { help: "Like: First steps with a phone.", maxlength: 100, error: errors.topic });

/** @param {import("../phone.js").Phone} phone @param {any} said @param {Record<string, string>} errors */
function fields(phone, said, errors) {
  /** @type {[string, string][]} */
  const kinds = [["drop_in", "Drop-in"], ["class", "Class"], ...phone.roster.cohorts.map((/** @type {any} */ each) => [each.id, each.name])];
  return [
    summary(errors) || "",
    pick("centre", "Where?", phone.roster.centres.map((/** @type {any} */ each) => [String(each.id), each.name]), said.centre),
    ...whenBoxes(phone, said, errors),
    radios("kind", "What kind?", kinds, said.kind),
    topicBox(said, errors),
    h("div", { class: "savebar" }, h("button", { class: "btn btn--wide" }, "Go to the register")),
  ];
}

/** What it is about, with single spaces. @param {any} said @returns {{topic: string, errors: Record<string, string>}} */
export function topicOf(said) {
  const topic = (said.topic ?? "").trim().replace(/\s+/g, " ");
  return { topic, errors: topic ? {} : { topic: "Say in a few words what it is about." } };
}

/** Both ends of it, or what is wrong with the time. @param {import("../phone.js").Phone} phone @param {any} said @returns {{times?: {starts_at: string, ends_at: string}, problem?: string}} */
export function checkedTimes(phone, said) {
  if (!/^\d\d:\d\d$/.test(said.time)) return { problem: "We need a time like 10am or 14:30." };
  const starts = moment(said.day, said.time);
  if (+starts > phone.device.now() + HOUR) return { problem: `${clock(starts)} is still to come. Choose a time that has passed.` };
  return { times: { starts_at: starts.toISOString(), ends_at: new Date(+starts + Number(said.minutes) * 60_000).toISOString() } };
}

/** @param {import("../phone.js").Phone} phone @param {any} said @returns {{body?: any, errors: Record<string, string>}} */
function checked(phone, said) {
  const { topic, errors } = topicOf(said);
  const { times, problem } = checkedTimes(phone, said);
  if (problem) errors.time = problem;
  if (Object.keys(errors).length) return { errors };
  const cohort = phone.roster.cohorts.find((/** @type {any} */ each) => each.id === said.kind);
  const club = { centre: cohort?.centre, kind: "code_club", audience: "children", cohort: cohort?.id };
  const open = { centre: Number(said.centre), kind: said.kind, audience: "everyone" };
  return { errors, body: { session: said.session, topic, ...times, ...(cohort ? club : open) } };
}
