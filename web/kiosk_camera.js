// @ts-check
// Pictures of papers as attachments: a live picture, taken, looked at, used. What is used goes the way of a chosen file.

const wanted_px = 2560; // of the longer side: a page of small print can be read
const quality = 0.9;

/** @typedef {import("./kiosk.js").Page} Page */

export class Camera {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.taken = 0;
    /** @type {CameraDialog | null} */
    this.dialog = null;
  }

  /** Whether there is one; says nothing about whether it may be used. */
  static async is_there() {
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    return devices?.some(({ kind }) => kind === "videoinput") ?? false;
  }

  /** TakePictures. @param {string} node of the material's field */
  open(node) {
    this.close();
    this.dialog = new CameraDialog(this.page.say, (picture) => {
      const name = `${this.page.say("kiosk.camera.file")}${++this.taken}.jpg`;
      this.page.choose_files(node, [new File([picture], name, { type: "image/jpeg" })]);
    });
    void this.dialog.start();
  }

  close() {
    this.dialog?.close();
    this.dialog = null;
  }
}

class CameraDialog {
  /** @param {Page["say"]} say @param {(picture: Blob) => void} use */
  constructor(say, use) {
    this.say = say;
    /** @type {MediaStream | null} */
    this.stream = null;
    /** @type {Blob | null} */
    this.picture = null;
    const opener = document.activeElement;
    this.dialog = make(document.body, "dialog");
    this.dialog.className = "kiosk_camera";
    this.dialog.setAttribute("aria-label", say("kiosk.camera.title"));
    this.video = make(this.dialog, "video");
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.setAttribute("aria-label", say("kiosk.camera.live"));
    this.preview = make(this.dialog, "canvas");
    this.preview.setAttribute("role", "img");
    this.preview.setAttribute("aria-label", say("kiosk.camera.taken"));
    this.status = make(this.dialog, "p");
    this.status.setAttribute("role", "status");
    const row = make(this.dialog, "div");
    this.button(row, "close", () => this.close());
    this.again = this.button(row, "again", () => this.show_live());
    this.take = this.button(row, "take", () => this.take_picture());
    this.take.className = "kiosk_primary";
    this.use = this.button(row, "use", () => {
      if (this.picture) use(this.picture);
      this.close();
    });
    this.use.className = "kiosk_primary";
    this.dialog.addEventListener("close", () => {
      this.stop();
      this.dialog.remove();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    });
    this.show_live();
    this.dialog.showModal();
  }

  async start() {
    this.take.disabled = true;
    this.tell("starting");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: wanted_px } } });
      if (!this.dialog.open) return this.stop(); // closed meanwhile
      this.video.srcObject = this.stream;
      await this.video.play();
      this.take.disabled = false;
      this.tell("hold");
      this.take.focus();
    } catch {
      this.tell("refused");
    }
  }

  /** @param {string} what */
  tell(what) {
    this.status.textContent = this.say(`kiosk.camera.${what}`);
  }

  show_live() {
    this.picture = null;
    this.show(false);
    this.tell("hold");
  }

  /** @param {boolean} taken */
  show(taken) {
    this.video.hidden = taken;
    this.preview.hidden = !taken;
    this.take.hidden = taken;
    this.again.hidden = !taken;
    this.use.hidden = !taken;
  }

  take_picture() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!width || !height) return;
    this.preview.width = width;
    this.preview.height = height;
    this.preview.getContext("2d")?.drawImage(this.video, 0, 0);
    this.preview.toBlob((picture) => {
      this.picture = picture;
      this.show(true);
      this.tell("check");
      this.use.focus();
    }, "image/jpeg", quality);
  }

  close() {
    this.dialog.close();
    this.picture = null;
  }

  /** The lamp goes out. */
  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  /** @param {HTMLElement} row @param {string} what @param {() => void} act */
  button(row, what, act) {
    const button = make(row, "button");
    button.type = "button";
    button.textContent = this.say(`kiosk.camera.${what}`);
    button.onclick = act;
    return button;
  }
}

/** @template {keyof HTMLElementTagNameMap} T @param {HTMLElement} parent @param {T} tag */
function make(parent, tag) {
  return parent.appendChild(document.createElement(tag));
}
