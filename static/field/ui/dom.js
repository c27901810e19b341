// @ts-check
/** Making pieces of a page. Words only ever go in as text, so nobody's name is ever taken for HTML. */

const PATHS = {
  back: "m14 5-7 7 7 7", plus: "M12 4v16M4 12h16", tick: "m4 12 5 6L20 6", warning: "M12 3 2 21h20zM12 10v5M12 18v.1",
  repeat: "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5", phone: "M7 2h10v20H7zM11 18h2",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7M16 3a4 4 0 0 1 0 8M18 14c3 1 4 4 4 7",
};

/**
 * @param {string} tag @param {Record<string, any> | null} [props] what starts with "on" is listened for
 * @param {...any} kids @returns {any}
 */
export function h(tag, props, ...kids) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...kids.flat(9).filter((kid) => kid != null && kid !== false && kid !== ""));
  return element;
}

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [key, value] of [["class", "icon"], ["viewBox", "0 0 24 24"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** How a piece is known again when the page is drawn anew. @param {any} piece */
const known = (piece) => [piece.tagName, piece.id, piece.getAttribute("href"), piece.name, piece.value, piece.textContent].join("|");

/** Draw something anew, and leave whoever goes by keyboard where they were. @param {HTMLElement} room @param {() => void} drawing */
export function inPlace(room, drawing) {
  const held = document.activeElement;
  const was = held && room.contains(held) && known(held);
  drawing();
  if (!was || room.contains(held)) return;
  [...room.querySelectorAll("h1, a, button, input, select, textarea, summary")].find((piece) => known(piece) === was)?.focus({ preventScroll: true });
}

/** @param {string} words */
export const hidden = (words) => h("span", { class: "govuk-visually-hidden" }, words);

/** A row that leads somewhere. @param {any} props @param {any} bold @param {any[]} lines @param {any} [end] */
export const row = (props, bold, lines, end) =>
  h(props.href ? "a" : "button", { type: props.href ? null : "button", ...props, class: `row ${props.class ?? ""}` },
    props.icon && h("span", { class: "row__icon" }, icon(props.icon)),
    h("span", null, h("b", null, bold), lines.filter(Boolean).map((line) => h("span", { class: "meta" }, line))), end);

/** One question with a box. @param {string} name @param {string} label @param {any} value @param {any} [more] help, error, and what the box should have */
export function box(name, label, value, { help, error, tag = "input", ...props } = {}) {
  const input = h(tag, { class: `govuk-input${tag === "textarea" ? " govuk-textarea" : ""}`, id: name, name, type: tag === "input" ? "text" : null, autocomplete: "off", "aria-describedby": [help && `${name}_help`, error && `${name}_error`].filter(Boolean).join(" ") || null, ...props });
  input.value = value ?? "";
  return h("div", { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}` },
    h("label", { class: "govuk-label", for: name }, label), help && h("div", { class: "govuk-hint", id: `${name}_help` }, help),
    error && h("p", { class: "govuk-error-message", id: `${name}_error` }, error), input);
}

/** One question with a few answers. @param {string} name @param {string} legend @param {[string, string][]} choices @param {string} value @param {any} [more] */
export function radios(name, legend, choices, value, { help, error, isHidden } = {}) {
  return h("fieldset", { class: `govuk-fieldset govuk-form-group${error ? " govuk-form-group--error" : ""}` },
    h("legend", { class: `govuk-fieldset__legend${isHidden ? " govuk-visually-hidden" : ""}` }, legend), help && h("div", { class: "govuk-hint" }, help),
    error && h("p", { class: "govuk-error-message" }, error),
    h("div", { class: "govuk-radios" }, choices.map(([key, words], i) =>
      h("div", { class: "govuk-radios__item" },
        h("input", { class: "govuk-radios__input", type: "radio", id: i ? `${name}_${i}` : name, name, value: key, checked: key === value }),
        h("label", { class: "govuk-label govuk-radios__label", for: i ? `${name}_${i}` : name }, words)))));
}

/** A list to choose from. @param {string} name @param {string} label @param {[string, string][]} choices @param {string} value */
export const pick = (name, label, choices, value) =>
  h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: name }, label),
    h("select", { class: "govuk-select app__select", id: name, name }, choices.map(([key, words]) => h("option", { value: key, selected: key === value }, words))));

/** What needs putting right, with the way to each field. @param {Record<string, string>} errors */
export const summary = (errors) =>
  Object.keys(errors).length > 0 &&
  h("div", { class: "govuk-error-summary", tabindex: "-1", role: "alert" }, h("h2", { class: "govuk-error-summary__title" }, "Look at this again"),
    h("ul", { class: "govuk-list govuk-error-summary__list" }, Object.entries(errors).map(([name, words]) =>
      h("li", null, h("a", { href: `#${name}`, onclick: (/** @type {Event} */ event) => (event.preventDefault(), document.getElementById(name)?.focus()) }, words)))));
