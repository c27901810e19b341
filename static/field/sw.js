// @ts-check
/// <reference lib="webworker" />
/* Keeps the app itself, and nothing about anybody. The server writes VERSION and FILES above this. */

const worker = /** @type {any} */ (self);
const { VERSION, FILES, SHELL } = worker.APP;
const CACHE = `footbridge-app-${VERSION}`;

/** Every file whole and as the server meant it, or none: a half-kept app is worse than the old one. */
async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(Object.entries(FILES).map(([url, integrity]) => new Request(url, { cache: "reload", integrity: String(integrity), redirect: "error" })));
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("footbridge-app-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {string} url @param {Request} request */
const kept = async (url, request) => (await (await caches.open(CACHE)).match(url, { ignoreVary: true })) ?? fetch(request);

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fill()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy()));
worker.addEventListener("message", (/** @type {any} */ event) => event.data === "take over" && worker.skipWaiting());
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Only reading, only ours. What is sent is never touched: some phones lose a body that passes through here.
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === "/field/" && !url.search) event.respondWith(kept(SHELL, request));
  else if (request.mode !== "navigate" && url.pathname in FILES) event.respondWith(kept(url.pathname, request));
});
