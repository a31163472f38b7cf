// Evidence to upload: small, valid files of each kind that is allowed, and some that are not.
import { encode_png } from "./png.mjs";

let made = 0;

/** Each is another picture, so that no two have the same SHA-256. */
export function png(name, { width = 64, height = 48 } = {}) {
  const seed = ++made * 37 + process.pid;
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3 / width / 8) * 40 + (i % 3) * 60 + seed) & 255);
  return { name, mimeType: "image/png", buffer: encode_png({ width, height, rgb }) };
}

// 1 × 1, grey: baseline JPEG with the shortest tables that will do.
const jpeg_bytes = Buffer.from(
  "ffd8ffe000104a46494600010100000100010000ffdb004300" + "01".repeat(64) + "ffc0000b080001000101011100ffc40014000100000000000000000000000000000009" +
    "ffc40014100100000000000000000000000000000000ffda0008010100003f0054dfffd9",
  "hex",
);

/** A table's values that no pixel needs make each another file, also when it has lost its comments. */
export function jpeg(name) {
  const buffer = Buffer.from(jpeg_bytes);
  const table = buffer.indexOf(Buffer.from([0xff, 0xdb])) + 5;
  for (const [index, byte] of Buffer.from(`${process.pid} ${++made}`).entries()) buffer[table + 1 + index] = byte;
  return { name, mimeType: "image/jpeg", buffer };
}

export function pdf(name, { size_bytes = 0 } = {}) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
  ];
  let text = `%PDF-1.4\n% test ${process.pid} ${++made}\n`;
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const padding = "%".padEnd(Math.max(0, size_bytes - text.length - 300), " ") + "\n";
  if (size_bytes > 0) text += padding;
  const xref = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, "0")} 00000 n \n`).join("")}`;
  text += `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(text, "latin1") };
}

export const text_called_png = (name) => ({ name, mimeType: "image/png", buffer: Buffer.from("这不是图片，只是改了名字的文本。\n") });
export const empty_file = (name) => ({ name, mimeType: "application/pdf", buffer: Buffer.alloc(0) });
