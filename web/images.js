// @ts-check
// Where a preview comes from: "file:HANDLE" (chosen here) or "attachment:DECLARATION/SHA256" (at the server).

export class Images {
  /** @param {import("./files.js").Files} files @param {import("./http.js").Http} http */
  constructor(files, http) {
    this.files = files;
    this.http = http;
  }

  /** @param {string} declaration @param {string} sha256 @param {boolean} inline */
  attachment_url(declaration, sha256, inline) {
    const query = new URLSearchParams();
    if (declaration) query.set("declaration", declaration);
    if (inline) query.set("inline", "1");
    const text = query.toString();
    return this.http.url(`/attachments/${encodeURIComponent(sha256)}${text ? `?${text}` : ""}`);
  }

  /** @param {string} source @param {HTMLImageElement} img */
  show(source, img) {
    if (img.dataset.source === source) return;
    img.dataset.source = source;
    const [, kind, rest] = /^(file|attachment):(.*)$/.exec(source) ?? [];
    if (kind === "file") {
      img.src = this.files.url(Number(rest));
    } else if (kind === "attachment") {
      const slash = rest.lastIndexOf("/");
      void this.show_attachment(img, source, this.attachment_url(rest.slice(0, slash), rest.slice(slash + 1), true));
    } else {
      img.removeAttribute("src");
    }
  }

  /** @param {HTMLImageElement} img @param {string} source @param {string} url */
  async show_attachment(img, source, url) {
    if (this.http.config.auth !== "bearer") {
      img.src = url;
      return;
    }
    const blob = await this.download(url);
    if (blob && img.dataset.source === source) img.src = URL.createObjectURL(blob);
  }

  /** @param {string} url */
  async download(url) {
    const response = await fetch(url, { headers: this.http.auth_headers(), credentials: this.http.credentials() }).catch(() => null);
    return response?.ok ? response.blob() : null;
  }

  /** OpenAttachment. @param {{declaration: string, sha256: string, name: string}} attachment */
  async open({ declaration, sha256, name }) {
    const is_picture = /\.(jpe?g|png)$/i.test(name);
    let url = this.attachment_url(declaration, sha256, is_picture);
    if (this.http.config.auth === "bearer") {
      const blob = await this.download(url);
      if (!blob) return;
      url = URL.createObjectURL(blob);
    }
    const link = document.createElement("a");
    link.href = url;
    link.rel = "noopener";
    if (is_picture) link.target = "_blank";
    else link.download = name;
    link.click();
  }
}
