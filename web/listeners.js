// @ts-check
// Every listener of the page is registered here, so that every listener can be removed.

/** @type {Set<() => void>} */
const removers = new Set();

/**
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} handler
 * @param {AddEventListenerOptions} [options]
 * @returns {() => void} removes it
 */
export function listen(target, type, handler, options) {
  target.addEventListener(type, handler, options);
  const remove = () => {
    target.removeEventListener(type, handler, options);
    removers.delete(remove);
  };
  removers.add(remove);
  return remove;
}

/** For what listens in another way (observers): `stop` is called with the rest. @param {() => void} stop */
export function own(stop) {
  removers.add(stop);
}

export function remove_all_listeners() {
  for (const remove of [...removers]) remove();
  removers.clear();
}
