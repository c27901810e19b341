// @ts-check
/** One learner: where they have got to, and putting their name right. */

import { nameOf } from "./intake.js";
import { box, h, summary } from "./dom.js";

/** @param {import("../phone.js").Phone} phone @param {string} id */
export async function learner(phone, id) {
  const person = phone.roster.learner(id);
  if (!person) return { title: "Learner", back: "#/", main: [h("p", { class: "pad" }, "This learner is not on this phone any more.")] };
  const words = person.name.split(" ");
  const initial = words.length > 1 && words[words.length - 1].length <= 2 ? words.pop() : "";
  const form = h("form", { class: "pad", novalidate: true });
  const draw = (/** @type {any} */ said, /** @type {Record<string, string>} */ errors) => form.replaceChildren(
    summary(errors) || "", h("h2", null, "Put their name right"), box("first_name", "First name", said.first_name, { maxlength: 40, error: errors.first_name }),
    box("initial", "First letter of their last name (you can leave this)", said.initial, { maxlength: 2, class: "govuk-input govuk-input--width-4" }),
    h("div", { class: "savebar" }, h("button", { class: "btn btn--wide" }, "Save")));
  draw({ first_name: words.join(" "), initial }, {});
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = Object.fromEntries(new FormData(form));
    if (!String(said.first_name).trim()) return draw(said, { first_name: "We need a first name, or the name they like to be called." });
    const fields = { first_name: String(said.first_name).trim(), initial: String(said.initial).trim().toUpperCase() };
    if (await phone.save([{ type: "learner.change", body: { learner: id, base: person.version ?? 1, fields } }])) phone.flash = { words: `${nameOf(said)}. Saved on this phone.` };
    await phone.show();
  });
  return { title: person.name, small: "Learner", back: "#/", main: [h("div", { class: "pad" }, h("p", { class: "next" }, person.next || "Just starting"),
    !person.isNew && h("p", null, h("a", { class: "back", href: `/field/learners/${id}/` }, "More about them"), " (needs signal)")), form] };
}
