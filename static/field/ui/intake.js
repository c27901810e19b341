// @ts-check
/** Meeting somebody new: one question a page, then what they agree to, read out in plain words. */

import { newId } from "../ids.js";
import { typedNow } from "../register.js";
import { box, h, radios, summary } from "./dom.js";

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/;
const MOBILE = /^(\+?44|0)7\d{9}$/;

/** Each page: its heading, what it asks, and what to say when an answer can't be right. */
const STEPS = {
  name: {
    heading: "What is their name?",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong) => [
      box("first_name", "First name", said.first_name, { maxlength: 40, error: wrong.first_name }),
      box("initial", "First letter of their last name (you can leave this)", said.initial, { maxlength: 2, class: "govuk-input govuk-input--width-4", error: wrong.initial }),
    ],
    check: (/** @type {any} */ said) => (said.first_name?.trim() ? {} : { first_name: "We need a first name, or the name they like to be called." }),
  },
  age: {
    heading: "How old are they?",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong, /** @type {any} */ choices) => [radios("age_band", "Their age", [...choices.ages, ["", "They would rather not say"]], said.age_band ?? "", { error: wrong.age_band })],
  },
  postcode: {
    heading: "What is their postcode?",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong) => [
      box("postcode", "Postcode (you can leave this)", said.postcode, { maxlength: 12, class: "govuk-input govuk-input--short", autocapitalize: "characters", help: "So the council can see which areas we reach. It tells us their ward and nothing more.", error: wrong.postcode }),
    ],
    check: (/** @type {any} */ said) => (!said.postcode?.trim() || POSTCODE.test(said.postcode.trim().toUpperCase()) ? {} : { postcode: "We need a postcode like NE1 4ST." }),
  },
  mobile: {
    heading: "Do they have a mobile?",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong, /** @type {any} */ choices) => [
      box("phone", "Mobile number (you can leave this)", said.phone, { type: "tel", maxlength: 24, help: "Like 07700 900123. Leave it empty if they have none.", error: wrong.phone }),
      radios("texts", "May we text them?", [["yes", "Yes, they agree"], ["no", "No"]], said.texts ?? "", { help: `Read this out: “${choices.texts}”`, error: wrong.texts }),
      radios("calls", "May we ring them instead? (you can leave this)", [["yes", "Yes, they agree"], ["no", "No"]], said.calls ?? "", { help: `For somebody who does not read texts. Read this out: “${choices.calls}”`, error: wrong.calls }),
    ],
    check: mobileProblems,
  },
  language: {
    heading: "Which language suits them best?",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong, /** @type {any} */ choices) => [radios("language", "Language for texts and letters", choices.languages, said.language ?? "en", { error: wrong.language })],
  },
  goal: {
    heading: "What do they want to do?",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong) => [box("goal", "In their own words (you can leave this)", said.goal, { tag: "textarea", rows: 3, maxlength: 200, help: "Like: Video call my grandson. No health or money.", error: wrong.goal })],
  },
  check: {
    heading: "Check and save",
    ask: (/** @type {any} */ said, /** @type {any} */ wrong, /** @type {any} */ choices) => [
      answers(said, choices),
      radios("agreed", "Do they agree to us keeping a record?", [["spoken", "Yes, they told me"], ["paper", "Yes, they signed a form"]], said.agreed ?? "", { help: `Read this out: “${choices.record}”`, error: wrong.agreed }),
    ],
    check: (/** @type {any} */ said) => (said.agreed ? {} : { agreed: "We can only keep a record of people who agree. If they would rather not, count them on the register without a name." }),
  },
};
const ORDER = Object.keys(STEPS);

/** @param {any} said @returns {Record<string, string>} */
function mobileProblems(said) {
  const number = (said.phone ?? "").replace(/[\s()-]/g, "");
  if (number && !MOBILE.test(number)) return { phone: "We need a mobile number like 07700 900123." };
  if (number && !said.texts) return { texts: "Choose yes or no, so we know if we may text them." };
  const way = number ? "" : said.texts === "yes" ? "text" : said.calls === "yes" ? "ring" : "";
  return way ? { phone: `We need their number before we can ${way} them.` } : {};
}

/** @param {any} said @param {any} choices */
function answers(said, choices) {
  const label = (/** @type {[string, string][]} */ list, /** @type {string} */ key) => list.find(([value]) => value === key)?.[1];
  const ways = [said.texts === "yes" ? "text" : "", said.calls === "yes" ? "ring" : ""].filter(Boolean);
  const may = ways.length ? `we may ${ways.join(" or ")}` : "no texts or calls";
  const lines = [
    ["Name", nameOf(said), "name"], ["Age", label(choices.ages, said.age_band) ?? "Not said", "age"], ["Postcode", said.postcode || "Not given", "postcode"],
    ["Mobile", said.phone ? `${said.phone}, ${may}` : "None", "mobile"], ["Language", label(choices.languages, said.language ?? "en"), "language"], ["Wants to", said.goal || "Not said", "goal"],
  ];
  return h("dl", { class: "answers app__answers" }, lines.map(([what, words, step]) =>
    h("div", null, h("dt", { class: "meta" }, what), h("dd", null, words), h("dd", null, h("a", { href: `#/new/${said.learner}/${step}` }, "Change", h("span", { class: "govuk-visually-hidden" }, ` ${what}`))))));
}

/** @param {any} said */
export const nameOf = (said) => `${tidyName(said.first_name)} ${(said.initial ?? "").trim().toUpperCase().replace(/\.$/, "")}`.trim();

/** Phones often leave out the capital. @param {string} name */
const tidyName = (name) => {
  const words = (name ?? "").trim().replace(/\s+/g, " ");
  return words === words.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words;
};

/** Begin. @param {import("../phone.js").Phone} phone @param {string} [how] "for" a session, or "mend" an operation @param {string} [id] */
export async function start(phone, how, id) {
  const wrong = how === "mend" && phone.ops.find((op) => op.op === id);
  const learner = wrong ? wrong.body.learner : newId();
  const agreed = (/** @type {string} */ purpose) => (wrong && wrong.body.agreed.includes(purpose) ? "yes" : "no");
  const said = wrong ? { ...wrong.body, agreed: wrong.body.channel, texts: agreed("texts"), calls: agreed("calls"), mends: wrong.op, seen: true } : { learner, session: how === "for" ? id : "" };
  await phone.keep(`intake:${learner}`, said);
  const step = wrong ? (ORDER.find((name) => fieldsOf(name).includes(wrong.field)) ?? "check") : "name";
  location.replace(`#/new/${learner}/${step}`);
}

/** @param {string} step @returns {string[]} */
const fieldsOf = (step) => ({ name: ["first_name", "initial"], age: ["age_band"], mobile: ["phone"] })[step] ?? [step];

/** @param {import("../phone.js").Phone} phone @param {string} learner @param {keyof typeof STEPS} step */
export async function intake(phone, learner, step) {
  const key = `intake:${learner}`;
  const [said, choices] = [await phone.draft(key), await phone.choices()];
  const page = STEPS[step];
  if (!said || !page) return { title: "Add a learner", back: "#/", main: [h("p", { class: "pad" }, "This is saved, or was not kept. "), h("p", { class: "pad" }, h("a", { href: "#/new" }, "Add a learner"))] };
  const wrong = phone.ops.find((op) => op.op === said.mends);
  const form = h("form", { class: "pad", novalidate: true });
  const draw = (/** @type {Record<string, string>} */ errors) => form.replaceChildren(
    summary(errors) || "", !alike() ? "" : h("p", { class: "flash flash--warning" }, `There is a ${nameOf(said)} here already. If it is the same person, go back and tick them.`), h("p", { class: "meta" }, `Page ${ORDER.indexOf(step) + 1} of ${ORDER.length}`), ...page.ask(said, errors, choices),
    h("div", { class: "savebar" }, h("button", { class: "btn btn--wide" }, step === "check" ? "Save" : "Carry on")));
  const read = () => Object.assign(said, Object.fromEntries(new FormData(form)));
  const alike = () => step === "check" && phone.roster.learners.some((each) => each.id !== learner && each.name.toLowerCase() === nameOf(said).toLowerCase());
  draw(wrong && fieldsOf(step).includes(wrong.field) ? { [wrong.field]: wrong.words } : {});
  form.addEventListener("input", () => phone.keep(key, read()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const errors = "check" in page ? page.check(read()) : read() && {};
    draw(errors);
    if (Object.keys(errors).length) return form.querySelector(".govuk-error-summary")?.focus();
    await phone.keep(key, { ...said, seen: said.seen || step === ORDER[ORDER.length - 2] });
    if (step === "check") return save(phone, said, key);
    const next = said.seen ? "check" : ORDER[ORDER.indexOf(step) + 1];
    location.hash = `#/new/${learner}/${next}`;
  });
  const place = ORDER.indexOf(step);
  const back = place ? `#/new/${learner}/${ORDER[place - 1]}` : said.session ? `#/session/${said.session}` : "#/";
  return { title: page.heading, small: "Add a learner", back, main: [form], leave: () => phone.keep(key, read()) };
}

/** @param {import("../phone.js").Phone} phone @param {any} said @param {string} key */
async function save(phone, said, key) {
  const session = said.session && phone.roster.session(said.session);
  const centre = said.centre ?? session?.centre ?? phone.roster.last()?.centre ?? phone.roster.centres[0]?.id;
  const [first_name, initial] = [tidyName(said.first_name), (said.initial ?? "").trim().toUpperCase().replace(/\.$/, "")];
  const rest = { postcode: (said.postcode ?? "").trim(), age_band: said.age_band ?? "", phone: (said.phone ?? "").trim(), language: said.language ?? "en", goal: (said.goal ?? "").trim() };
  const body = { learner: said.learner, centre, first_name, initial, ...rest, agreed: ["record", ...["texts", "calls"].filter((way) => said[way] === "yes")], channel: said.agreed };
  if (!(await phone.save([{ type: "learner.add", body }], { draft: key, mended: said.mends ? [said.mends] : [] }))) return phone.show();
  phone.flash = { words: `${nameOf(said)} is added. Saved on this phone.` };
  if (!session) return (location.hash = "#/");
  const register = `register:${said.session}`;
  const typed = (await phone.draft(register)) ?? typedNow(session, phone.ops);
  await phone.keep(register, { ...typed, here: [...new Set([...typed.here, said.learner])] });
  location.hash = `#/session/${said.session}`;
}
