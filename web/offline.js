// @ts-check
// Registers the service worker, or takes it away where config.json says "offline": false.

/** So long the first visit has the line to itself. */
const after_first_view_ms = 5_000;

/**
 * @param {{offline?: boolean}} config
 * @param {ServiceWorkerContainer | undefined} workers navigator.serviceWorker: not there on an insecure address
 * @param {(task: () => void, delay_ms: number) => void} later
 */
export function keep_page_for_later(config, workers, later = setTimeout) {
  if (!workers) return;
  if (config.offline === false) return void remove(workers).catch(() => {});
  // Where it cannot be registered (blocked by the browser's settings, no room) the page works all the same.
  later(() => void workers.register("service_worker.js", { updateViaCache: "none" }).catch(() => {}), after_first_view_ms);
}

/** @param {ServiceWorkerContainer} workers */
async function remove(workers) {
  await (await workers.getRegistration())?.unregister();
  for (const name of await caches.keys()) if (name.startsWith("portal-")) await caches.delete(name);
}
