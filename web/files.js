// @ts-check
// Files that the user chose or dropped: kept here by handle until the client releases them → FilesChosen.
import { listen } from "./listeners.js";
import { hex_of } from "./sha256.js";

const head_bytes = 64;

export class Files {
  /** @param {(message: import("./bridge.js").Message) => void} send */
  constructor(send) {
    this.send = send;
    this.next_handle = 1;
    /** @type {Map<number, File>} */
    this.files = new Map();
    /** @type {Map<number, string>} */
    this.urls = new Map();
  }

  /** @param {number} handle */
  get(handle) {
    return this.files.get(handle);
  }

  /** For previews. @param {number} handle */
  url(handle) {
    const file = this.files.get(handle);
    const known = this.urls.get(handle);
    if (known || !file) return known ?? "";
    const url = URL.createObjectURL(file);
    this.urls.set(handle, url);
    return url;
  }

  /** @param {number} handle */
  release(handle) {
    const url = this.urls.get(handle);
    if (url) URL.revokeObjectURL(url);
    this.urls.delete(handle);
    this.files.delete(handle);
  }

  /** ReadSheet → SheetRead. What reads spreadsheets is loaded now, and only now. @param {number} handle */
  async read_sheet(handle) {
    const file = this.files.get(handle);
    const read = async () => (file ? (await import("./spreadsheet.js")).rows_of(file) : { error: "sheet_unreadable" });
    const sheet = await read().catch(() => ({ error: "no_answer" })); // the module could not be had
    this.send({ type: "sheet_read", file: handle, ...sheet });
  }

  /** @param {string} node id of the file input @param {Iterable<File>} chosen */
  async choose(node, chosen) {
    const files = await Promise.all(Array.from(chosen, async (file) => {
      const handle = this.next_handle++;
      // A folder that was dropped looks like a file and cannot be read: it goes on as an empty one and is refused as such.
      const head = await file.slice(0, head_bytes).arrayBuffer().catch(() => new ArrayBuffer(0));
      const readable = head.byteLength > 0 || file.size === 0;
      this.files.set(handle, file);
      return { file: handle, name: file.name, size_bytes: readable ? file.size : 0, head: hex_of(new Uint8Array(head)) };
    }));
    if (files.length > 0) this.send({ type: "files_chosen", node, files });
  }

  /**
   * A drop anywhere on a material's area goes to its file input; elsewhere it is refused, so that the browser does not
   * open the file in place of the page.
   * @param {HTMLElement} root
   */
  accept_drops(root) {
    listen(document, "dragover", (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const input = input_at(root, event.target);
      event.dataTransfer.dropEffect = input ? "copy" : "none";
      mark_target(input);
    });
    listen(document, "dragleave", (/** @type {DragEvent} */ event) => {
      if (!event.relatedTarget) mark_target(null);
    });
    listen(document, "drop", (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      mark_target(null);
      const input = input_at(root, event.target);
      if (input) void this.choose(input.id, event.dataTransfer.files);
    });
  }
}

/** @param {HTMLInputElement | null} input */
function mark_target(input) {
  for (const marked of document.querySelectorAll(".drop_target")) if (marked !== input) marked.classList.remove("drop_target");
  input?.classList.add("drop_target");
}

/**
 * The one enabled file input of the smallest area around what is under the pointer.
 * @param {HTMLElement} root @param {EventTarget | null} target @returns {HTMLInputElement | null}
 */
function input_at(root, target) {
  let area = target instanceof Element ? target : null;
  for (; area && root.contains(area); area = area.parentElement) {
    /** @type {HTMLInputElement[]} */
    const inputs = area.matches("input[type=file]") ? [/** @type {any} */ (area)] : [...area.querySelectorAll("input[type=file]")].map((e) => /** @type {any} */ (e));
    if (inputs.length > 0) return inputs.length === 1 && !inputs[0].disabled ? inputs[0] : null;
  }
  return null;
}
