// @ts-check
/** One session's register: who is here, what the group did, who was different, how many more, and a note. */

import { operations, typedNow } from "../register.js";
import { count, day, span } from "../words.js";
import { h, hidden, icon, summary } from "./dom.js";

const MOST_HEADS = 500;
const SOON = 60 * 60 * 1000;
const ADULTS = [["shown", "Was shown"], ["helped", "With help"], ["alone", "Alone"]];
const CLUB = [["shown", "Tried it"], ["helped", "With help"], ["alone", "On their own"]];

/** @param {import("../phone.js").Phone} phone @param {string} id */
export async function register(phone, id) {
  const session = phone.roster.session(id);
  if (!session) return gone();
  const key = `register:${id}`;
  // What was refused is shown as it was typed, so that it can be put right and saved again.
  const asTyped = phone.ops.map((op) => (op.state === "needs" ? { ...op, status: "" } : op));
  const typed = (await phone.draft(key)) ?? typedNow(session, asTyped);
  const page = new Page(phone, session, typed, key);
  return {
    title: session.topic,
    small: `${day(new Date(session.starts_at))}, ${span(session)}`,
    under: phone.roster.centreName(session.centre),
    back: "#/",
    main: page.draw(),
    leave: () => page.flush(),
  };
}

const gone = () => ({
  title: "Register",
  back: "#/",
  main: [h("p", { class: "pad" }, "This session is not on this phone any more. Go back and choose one from the list.")],
});

class Page {
  /** @param {import("../phone.js").Phone} phone @param {any} session @param {import("../register.js").Typed} typed @param {string} key */
  constructor(phone, session, typed, key) {
    Object.assign(this, { phone, session, typed, key });
    /** @type {import("../phone.js").Phone} */ this.phone = phone;
    /** @type {import("../register.js").Typed} */ this.typed = typed;
    this.session = session;
    this.key = key;
    this.isDirty = false;
    this.tasks = phone.roster.tasks(session);
    this.levels = session.cohort ? CLUB : ADULTS;
    this.find = "";
  }

  draw() {
    this.list = h("div", { class: "register__people" });
    this.heading = h("h2", { id: "people" });
    this.problem = h("div", null);
    this.fill();
    return [
      this.problem,
      this.session.state === "cancelled" && h("p", { class: "flash flash--warning" }, "This session was called off. If it went ahead after all, save who came."),
      h("form", { class: "register", novalidate: true, onsubmit: (/** @type {Event} */ event) => this.save(event) },
        h("div", { class: "heading" }, this.heading, h("button", { type: "button", class: "linkbtn", onclick: () => this.markAll() }, "Mark all", hidden(" here"))),
        this.list,
        this.session.cohort ? this.joining() : this.finder(),
        this.heads(),
        this.tasks.length > 0 && this.group(),
        h("div", { class: "pad note" }, h("label", { class: "govuk-label", for: "note" }, "A note for the team ", h("span", { class: "field-optional" }, "(you can leave this)")),
          h("div", { class: "govuk-hint", id: "note_help" }, "No names, health or money."), this.noteBox()),
        h("p", { class: "pad" }, h("a", { class: "linkbtn", href: `#/session/${this.session.id}/change` }, "Change the time or topic")),
        h("div", { class: "savebar" }, h("button", { class: "btn btn--wide" }, "Save register"))),
    ];
  }

  /** The people, as they are ticked. */
  fill() {
    const here = new Set(this.typed.here);
    const words = this.find.trim().toLowerCase();
    const likely = this.phone.roster.likely(this.session, here);
    const found = words ? this.phone.roster.people(this.session).filter((each) => each.name.toLowerCase().startsWith(words) && !likely.includes(each)).slice(0, 8) : [];
    this.shown = [...likely, ...found];
    this.list.replaceChildren(...this.shown.map((person) => this.person(person)));
    if (!this.shown.length) this.list.append(h("p", { class: "pad meta" }, this.session.cohort ? "No children are in this club yet." : "Nobody is expected. Find people by name below, or add someone new."));
    this.tell();
  }

  tell() {
    const many = this.typed.here.length;
    this.heading.textContent = `Who is here?${many ? ` ${many} of ${this.shown.length}` : ""}`;
  }

  /** @param {any} person */
  person(person) {
    const isHere = this.typed.here.includes(person.id);
    const tick = h("input", { type: "checkbox", name: "here", value: person.id, checked: isHere, onchange: () => this.tick(person.id, tick.checked) });
    const hasPlace = this.session.booked?.includes(person.id) ? "Has a place. " : "";
    return h("div", { class: "who" },
      h("label", { class: "row" }, h("span", null, h("b", null, person.name), h("span", { class: "meta" }, hasPlace + (person.next ?? ""))), h("span", { class: "tick", "aria-hidden": "true" }, "✓"), tick),
      this.tasks.length > 0 && this.differences(person));
  }

  /** @param {any} person */
  differences(person) {
    const word = this.session.cohort ? "Projects" : "Skills";
    const inside = h("div", null);
    // Forty buttons a person are made only for the few who are opened.
    const open = () => inside.childElementCount || inside.append(...this.choices(person));
    return h("details", { class: "differs", ontoggle: open }, h("summary", null, h("span", null, word, hidden(` of ${person.name}`))), inside);
  }

  /** @param {any} person */
  choices(person) {
    const said = this.typed.differs[person.id] ?? {};
    const link = !this.session.cohort && h("p", { class: "pad" }, h("a", { href: `#/learner/${person.id}` }, `More about ${person.name}`));
    return [h("p", { class: "meta" }, `Pick only what was different for ${person.name}.`), ...this.tasks.map((/** @type {any} */ task) =>
      h("fieldset", { class: "pick" }, h("legend", null, task.name), [["", "Not today"], ...this.levels].map(([help, words]) =>
        h("label", null, h("input", { type: "radio", name: `skill-${person.id}-${task.id}`, value: help, checked: said[task.id] === help, onchange: () => this.differ(person.id, task.id, help) }), h("span", null, words))))), link || h("p", null)];
  }

  heads() {
    const input = h("input", { class: "govuk-input", type: "text", inputmode: "numeric", id: "heads", name: "heads", value: this.typed.heads, maxlength: "3", autocomplete: "off", oninput: () => this.change({ heads: input.value }) });
    const step = (/** @type {number} */ by) => () => {
      input.value = String(Math.min(MOST_HEADS, Math.max(0, (parseInt(input.value, 10) || 0) + by)));
      this.change({ heads: input.value });
    };
    return h("div", { class: "row heads" }, h("label", { for: "heads" }, h("b", null, "Others who came"), h("span", { class: "meta" }, "Counted, not named")),
      h("span", { class: "heads__set" }, h("button", { type: "button", class: "round", onclick: step(-1) }, h("span", { "aria-hidden": "true" }, "−"), hidden("One fewer")), input,
        h("button", { type: "button", class: "round", onclick: step(1) }, h("span", { "aria-hidden": "true" }, "+"), hidden("One more"))));
  }

  group() {
    const chip = (/** @type {any} */ task) => {
      const input = h("input", { type: "checkbox", name: "task", value: task.id, checked: this.typed.tasks.includes(task.id), onchange: () => this.change({ tasks: toggled(this.typed.tasks, task.id, input.checked) }) });
      return h("label", { class: "chip" }, input, task.name);
    };
    return [
      h("fieldset", { class: "chips" }, h("legend", null, h("h2", null, `What did the group ${this.session.cohort ? "make" : "practise"}?`)), this.tasks.map(chip)),
      h("fieldset", { class: "pick pick--group" }, h("legend", null, "How did most of them do it?"), this.levels.map(([help, words]) =>
        h("label", null, h("input", { type: "radio", name: "level", value: help, checked: this.typed.level === help, onchange: () => this.change({ level: help }) }), h("span", null, words)))),
    ];
  }

  finder() {
    const look = (/** @type {any} */ event) => ((this.find = event.target.value), this.fill());
    return h("div", { class: "pad finder" }, h("label", { class: "govuk-label", for: "find" }, "Someone else?"), h("input", { class: "govuk-input", id: "find", type: "search", autocomplete: "off", placeholder: "First name", oninput: look, onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.preventDefault() }),
      h("a", { class: "linkbtn", href: `#/new/for/${this.session.id}` }, icon("plus"), " Add someone new"));
  }

  joining() {
    return h("p", { class: "pad" }, h("a", { class: "linkbtn", href: `#/club/${this.session.cohort}/add/for/${this.session.id}` }, icon("plus"), " Add a child"));
  }

  noteBox() {
    const area = h("textarea", { class: "govuk-textarea", id: "note", rows: 2, maxlength: 1000, "aria-describedby": "note_help", oninput: () => this.change({ note: area.value }, true) });
    area.value = this.typed.note;
    return area;
  }

  markAll() {
    this.change({ here: [...new Set([...this.typed.here, ...this.shown.map((/** @type {any} */ person) => person.id)])] });
    this.fill();
  }

  /** @param {string} person @param {boolean} isHere */
  tick(person, isHere) {
    this.change({ here: toggled(this.typed.here, person, isHere) });
    this.tell();
  }

  /** @param {string} person @param {number} task @param {string} help */
  differ(person, task, help) {
    this.change({ differs: { ...this.typed.differs, [person]: { ...this.typed.differs[person], [task]: help } } });
  }

  /** @param {Partial<import("../register.js").Typed>} said @param {boolean} [soon] while typing, a moment later is soon enough */
  change(said, soon = false) {
    Object.assign(this.typed, said);
    this.isDirty = true;
    clearTimeout(this.timer);
    if (soon) this.timer = setTimeout(() => this.flush(), 400);
    else this.flush();
  }

  /** Keep the draft. */
  flush() {
    if (this.isDirty) this.phone.keep(this.key, this.typed);
  }

  refusal() {
    if (Date.parse(this.session.starts_at) - SOON > this.phone.device.now()) return { people: "This session has not started yet. Come back on the day to save who came." };
    if (!/^\d{0,3}$/.test(this.typed.heads.trim()) || Number(this.typed.heads) > MOST_HEADS) return { heads: `We need a number of people from 0 to ${MOST_HEADS}.` };
    return null;
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    const errors = this.refusal();
    this.problem.replaceChildren(...(errors ? [/** @type {any} */ (summary(errors))] : []));
    if (errors) return this.problem.firstElementChild?.focus();
    const { phone, session } = this;
    const before = typedNow(session, phone.ops);
    clearTimeout(this.timer);
    const said = operations(session, phone.ops, { ...this.typed, heads: this.typed.heads.trim() });
    if (!(await phone.save(said, { draft: this.key, mended: refused(phone, session) }))) return phone.show();
    this.isDirty = false;
    const people = count(this.typed.here.length, "person", "people");
    const more = Number(this.typed.heads) ? `, ${Number(this.typed.heads)} not named` : "";
    phone.flash = { words: `Saved on this phone. ${people}${more}.`, undo: () => this.undo(before) };
    location.hash = "#/";
  }

  /** @param {import("../register.js").Typed} before */
  async undo(before) {
    const { phone, session } = this;
    if (await phone.save(operations(phone.roster.session(session.id) ?? session, phone.ops, before))) phone.flash = { words: "Undone. Who is ticked is as it was before." };
    await phone.show();
  }
}

/** What the server would not take of this register, which a new save replaces. @param {import("../phone.js").Phone} phone @param {any} session */
const refused = (phone, session) => phone.needs.filter((op) => op.body.session === session.id && op.type !== "session.log").map((op) => op.op);

/** @template T @param {T[]} list @param {T} one @param {boolean} isIn @returns {T[]} */
const toggled = (list, one, isIn) => (isIn ? [...new Set([...list, one])] : list.filter((each) => each !== one));
