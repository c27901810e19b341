// @ts-check
/** Whether this phone is ready for a place with no signal, in one line, and what to do if it is not. */

const LITTLE_ROOM = 20 * 1024 * 1024;
const SOON = 2 * 24 * 60 * 60 * 1000;

/** @param {import("./roster.js").Roster} roster @param {boolean} isSignedIn */
export async function readiness(roster, isSignedIn) {
  const todo = [];
  if (!roster.has) todo.push("Open this page where there is signal, so the names can come.");
  else if (roster.until - roster.now < SOON) todo.push("Open this page where there is signal soon. The names are nearly too old.");
  if (!isSignedIn) todo.push("Sign in again, so your work can be sent.");
  if (!(await navigator.serviceWorker.getRegistration("/field/"))?.active) todo.push("Wait a moment while the app is kept on this phone.");
  const room = await navigator.storage?.estimate?.().catch(() => null);
  if (room?.quota && room.quota - (room.usage ?? 0) < LITTLE_ROOM) todo.push("Make room on this phone. Take off photos or apps you don't need.");
  const isSafe = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
  const advice = isSafe ? [] : ["To keep it safe for longer, add this page to your home screen."];
  const words = todo.length ? "Not ready for no signal yet" : `Ready for no signal until ${roster.untilWords()}`;
  return { isReady: !todo.length, words, todo: [...todo, ...advice] };
}
