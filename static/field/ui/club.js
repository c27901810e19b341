// @ts-check
/** A Code Club's term: its sessions, its children under nicknames, and one more child. Nobody's real name is ever here. */

import { newId } from "../ids.js";
import { typedNow } from "../register.js";
import { count } from "../words.js";
import { box, h, pick, radios, summary } from "./dom.js";
import { sessionRow } from "./today.js";

const LATELY = 6;
const YEARS = [4, 5, 6, 7, 8, 9];
const GONE = (/** @type {string} */ words) => ({ title: "Code Club", back: "#/", main: [h("p", { class: "pad app__first" }, words)] });

/** @param {import("../phone.js").Phone} phone @param {string} id */
export async function club(phone, id) {
  const term = phone.roster.cohort(id);
  if (!term) return GONE("This club is not on this phone any more.");
  const sessions = phone.roster.sessions.filter((each) => each.cohort === id && each.state !== "cancelled");
  return {
    title: term.name,
    small: "Code Club",
    back: "#/",
    main: [
      h("h2", null, "Sessions"),
      sessions.length ? sessions.slice(-LATELY).map((each) => sessionRow(phone, each, true)) : h("p", { class: "pad meta" }, "None is planned in the next two weeks. If the club meets, log it."),
      h("h2", null, `Children: ${term.children.length} of ${term.places}`),
      term.children.map((/** @type {any} */ each) => child(phone, term, each)),
      !term.children.length && h("p", { class: "pad meta" }, "No children yet. Add the first below."),
      h("div", { class: "savebar" }, h("a", { class: "btn btn--wide", href: `#/club/${id}/add` }, "Add a child")),
    ],
  };
}

/** One child, with what only needs looking at now and then tucked away. @param {import("../phone.js").Phone} phone @param {any} term @param {any} each */
function child(phone, term, each) {
  const tasks = phone.roster.frameworks.find((/** @type {any} */ one) => one.id === term.framework)?.tasks ?? [];
  const under = [each.year && `Year ${each.year}.`, each.isNew ? "Just starting" : `${each.done ?? 0} of ${count(tasks.length, "project")} made alone`].filter(Boolean).join(" ");
  const left = async () => {
    if (await phone.save([{ type: "child.left", body: { child: each.id } }])) phone.flash = { words: `${each.name} has left the club. Saved on this phone.` };
    await phone.show();
  };
  return h("details", { class: "child" },
    h("summary", { class: "row" }, h("span", null, h("b", null, each.name), h("span", { class: "meta" }, under)), !each.paper && h("span", { class: "tag tag--you" }, "Needs the form")),
    h("div", { class: "pad" }, !each.paper && h("p", null, "Their parent or carer has not signed the form yet. Take no photos, and ask for the form."),
      h("button", { type: "button", class: "linkbtn", onclick: left }, `${each.name} has left the club`)));
}

/** @param {import("../phone.js").Phone} phone @param {string} id @param {string} [then] "for" a session's register, or "mend" an operation @param {string} [about] */
export async function addChild(phone, id, then, about) {
  const term = phone.roster.cohort(id);
  if (!term) return GONE("This club is not on this phone any more.");
  const wrong = then === "mend" && phone.ops.find((op) => op.op === about);
  const session = then === "for" ? phone.roster.session(about ?? "") : null;
  const key = `child:${id}`;
  const begun = (await phone.draft(key)) ?? (wrong ? { ...wrong.body, school_year: String(wrong.body.school_year ?? ""), on_paper: wrong.body.on_paper ? "yes" : "no" } : { child: newId() });
  const form = h("form", { class: "pad", novalidate: true });
  const read = () => ({ child: begun.child, ...Object.fromEntries(new FormData(form)) });
  const draw = (/** @type {any} */ said, /** @type {Record<string, string>} */ errors) => form.replaceChildren(
    summary(errors) || "",
    box("nickname", "Nickname", said.nickname, { maxlength: 30, help: "Not their real name. Let them make one up, like Comet or Pixel.", error: errors.nickname }),
    pick("school_year", "School year (you can leave this)", [["", "Not known"], ...YEARS.map((year) => /** @type {[string, string]} */ ([String(year), `Year ${year}`]))], said.school_year ?? ""),
    radios("on_paper", "Has their parent or carer signed the form?", [["yes", "Yes, I have the paper"], ["no", "Not yet"]], said.on_paper ?? "", { error: errors.on_paper }),
    h("div", { class: "savebar" }, h("button", { class: "btn btn--wide" }, "Add to the club")));
  draw(begun, wrong?.field ? { [wrong.field]: wrong.words } : {});
  form.addEventListener("input", () => phone.keep(key, read()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = read();
    const errors = problems(term, said);
    draw(said, errors);
    if (Object.keys(errors).length) return form.querySelector(".govuk-error-summary")?.focus();
    const body = { child: said.child, cohort: id, nickname: tidy(said.nickname), school_year: said.school_year ? Number(said.school_year) : null, on_paper: said.on_paper === "yes" };
    if (!(await phone.save([{ type: "child.add", body }], { draft: key, mended: wrong ? [wrong.op] : [] }))) return phone.show();
    phone.flash = { words: `${body.nickname} is in the club. Saved on this phone.` };
    if (session) await tick(phone, session, said.child);
    location.hash = session ? `#/session/${session.id}` : `#/club/${id}`;
  });
  return { title: "Add a child", small: term.name, back: session ? `#/session/${session.id}` : `#/club/${id}`, main: [form], leave: () => phone.keep(key, read()) };
}

/** @param {unknown} name */
const tidy = (name) => String(name ?? "").trim().replace(/\s+/g, " ");

/** @param {any} term @param {any} said @returns {Record<string, string>} */
function problems(term, said) {
  /** @type {Record<string, string>} */
  const errors = {};
  const name = tidy(said.nickname);
  if (!name) errors.nickname = "We need a nickname.";
  else if (term.children.some((/** @type {any} */ each) => each.id !== said.child && each.name.toLowerCase() === name.toLowerCase())) errors.nickname = "Another child here has that nickname. Choose a different one.";
  if (!said.on_paper) errors.on_paper = "Choose yes or not yet.";
  return errors;
}

/** Somebody who joins in the middle of a session is there. @param {import("../phone.js").Phone} phone @param {any} session @param {string} person */
async function tick(phone, session, person) {
  const register = `register:${session.id}`;
  const typed = (await phone.draft(register)) ?? typedNow(session, phone.ops);
  await phone.keep(register, { ...typed, here: [...new Set([...typed.here, person])] });
}
