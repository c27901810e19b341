// @ts-check
/** One way to write a body down, so that phone and server can tell by a hash that they mean the same. */

/** JSON with its keys sorted at every level and no spaces. @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const parts = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(",")}}`;
}

/** SHA-256 of the canonical form, in hex. @param {any} body @returns {Promise<string>} */
export async function digest(body) {
  const bytes = new TextEncoder().encode(canonical(body));
  // Browsers give crypto.subtle only to secure pages; a test phone on a plain address still has to work.
  if (!globalThis.crypto?.subtle) return (await import("./sha256.js")).sha256(bytes);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
