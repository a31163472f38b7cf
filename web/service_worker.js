// @ts-check
// Later visits start without the network: site_cache.js says from what. Registered by offline.js.
//
// A new build is fetched while the old one is in use, and is what the next visit gets.
import { SiteCache } from "./site_cache.js";

const worker = /** @type {any} */ (self);

const site = new SiteCache({
  build: PORTAL_BUILD_ID,
  files: PORTAL_SITE_FILES,
  scope: worker.registration.scope,
  caches,
  fetch: (request) => fetch(request),
});

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting(); // a page that runs has its code: nothing in it waits for the old worker
  event.waitUntil(site.install());
});
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(site.activate()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const answer = site.answer(event.request, (task) => event.waitUntil(task));
  if (answer) event.respondWith(answer);
});
