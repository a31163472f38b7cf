// @ts-check
// UploadFile → SHA-256, then PUT /attachments/{sha256} → UploadProgressed, UploadEnded.
//
// XMLHttpRequest, since fetch tells nothing about how much has been sent.
import { seconds_from_retry_after } from "./http.js";
import { sha256_hex } from "./sha256.js";

const stalled_ms = 60_000; // without any progress

export class Uploads {
  /**
   * @param {import("./http.js").Http} http
   * @param {import("./files.js").Files} files
   * @param {(message: import("./bridge.js").Message) => void} send
   */
  constructor(http, files, send) {
    this.http = http;
    this.files = files;
    this.send = send;
    /** @type {Map<number, () => void>} */
    this.running = new Map();
  }

  /** @param {{id: number, file: number, media_type: string}} upload */
  async run({ id, file: handle, media_type }) {
    let cancelled = false;
    this.running.set(id, () => (cancelled = true));
    const file = this.files.get(handle);
    let sha256 = "";
    try {
      if (!file) throw new Error("the file is gone");
      sha256 = await sha256_hex(new Uint8Array(await file.arrayBuffer()));
      if (cancelled) throw new Error("cancelled");
      this.put(id, file, sha256, media_type);
    } catch {
      this.end(id, 0, sha256, 0, "");
    }
  }

  /** @param {number} id @param {File} file @param {string} sha256 @param {string} media_type */
  put(id, file, sha256, media_type) {
    const request = new XMLHttpRequest();
    let timer = setTimeout(() => request.abort(), stalled_ms);
    request.open("PUT", this.http.url(`/attachments/${sha256}`));
    request.withCredentials = this.http.credentials() === "include";
    request.setRequestHeader("Content-Type", media_type);
    for (const [name, value] of Object.entries(this.http.auth_headers())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), stalled_ms);
      this.send({ type: "upload_progressed", id, sent_bytes: loaded, total_bytes: total || file.size });
    };
    request.onloadend = () => {
      clearTimeout(timer);
      this.end(id, request.status, sha256, seconds_from_retry_after(request.getResponseHeader("Retry-After")), request.responseText);
    };
    this.running.set(id, () => request.abort());
    request.send(file);
  }

  /** @param {number} id @param {number} status @param {string} sha256 @param {number} retry_after_s @param {string} body */
  end(id, status, sha256, retry_after_s, body) {
    this.running.delete(id);
    this.send({ type: "upload_ended", id, status, sha256, retry_after_s, body });
  }

  /** @param {number} id */
  cancel(id) {
    this.running.get(id)?.();
  }
}
