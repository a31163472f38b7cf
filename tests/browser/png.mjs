// PNG by hand: read what a screenshot is, write small ones, with a palette where 256 colours will do.
import { deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const crc_table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crc_table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), out.length - 4);
  return out;
}

function header(width, height, color_type) {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, color_type, 0, 0, 0], 8);
  return chunk("IHDR", data);
}

/** Each line is written as its difference from what stands left of it and above it. A loop for each kind: a picture has millions of bytes. */
function unfiltered(raw, stride, height, channels) {
  const out = new Uint8Array(stride * height);
  const nothing = new Uint8Array(stride);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    const from = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    const line = out.subarray(y * stride, (y + 1) * stride);
    const above = y > 0 ? out.subarray((y - 1) * stride, y * stride) : nothing;
    line.set(from);
    if (filter === 1) for (let i = channels; i < stride; ++i) line[i] += line[i - channels];
    else if (filter === 2) for (let i = 0; i < stride; ++i) line[i] += above[i];
    else if (filter === 3) for (let i = 0; i < stride; ++i) line[i] += ((i < channels ? 0 : line[i - channels]) + above[i]) >> 1;
    else if (filter === 4) {
      for (let i = 0; i < channels; ++i) line[i] += above[i];
      for (let i = channels; i < stride; ++i) {
        const a = line[i - channels], b = above[i], c = above[i - channels];
        const pa = Math.abs(b - c), pb = Math.abs(a - c), pc = Math.abs(a + b - 2 * c);
        line[i] += pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      }
    }
  }
  return out;
}

function without_alpha(rgba) {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from];
    rgb[to++] = rgba[from + 1];
    rgb[to++] = rgba[from + 2];
  }
  return rgb;
}

/** 8 bits a channel, not interlaced, as Chromium writes. @returns {{width: number, height: number, rgb: Uint8Array}} */
export function decode_png(file) {
  const data = [];
  let width = 0, height = 0, channels = 3;
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      channels = { 2: 3, 6: 4 }[body[9]];
      if (body[8] !== 8 || !channels || body[12] !== 0) throw new Error("a kind of PNG that is not read here");
    }
    if (type === "IDAT") data.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const pixels = unfiltered(raw, width * channels, height, channels);
  return { width, height, rgb: channels === 3 ? pixels : without_alpha(pixels) };
}

/** @param {{width: number, height: number, rgb: Uint8Array}} image */
export function encode_png({ width, height, rgb }) {
  const raw = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; ++y) raw.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  return Buffer.concat([signature, header(width, height, 2), chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/** Median cut over the colours, weighted by how often they stand. @returns {number[][]} at most `count` colours */
function palette_of(histogram, count) {
  const boxes = [[...histogram.entries()].map(([color, weight]) => ({ rgb: [color >> 16, (color >> 8) & 255, color & 255], weight }))];
  const spread = (box) => {
    const ranges = [0, 1, 2].map((c) => {
      let low = 255, high = 0;
      for (const { rgb } of box) (low = Math.min(low, rgb[c])), (high = Math.max(high, rgb[c]));
      return high - low;
    });
    const channel = ranges.indexOf(Math.max(...ranges));
    return { channel, range: ranges[channel] };
  };
  while (boxes.length < count) {
    const ranked = boxes.map((box, i) => ({ i, ...spread(box), weight: box.reduce((sum, entry) => sum + entry.weight, 0) }));
    const widest = ranked.filter(({ range }) => range > 0).sort((a, b) => b.range * Math.sqrt(b.weight) - a.range * Math.sqrt(a.weight))[0];
    if (!widest) break;
    const box = boxes[widest.i].sort((a, b) => a.rgb[widest.channel] - b.rgb[widest.channel]);
    const half = widest.weight / 2;
    let seen = 0, cut = 1;
    for (; cut < box.length - 1; ++cut) if ((seen += box[cut - 1].weight) >= half) break;
    boxes.splice(widest.i, 1, box.slice(0, cut), box.slice(cut));
  }
  return boxes.map((box) => {
    const weight = box.reduce((sum, entry) => sum + entry.weight, 0);
    return [0, 1, 2].map((c) => Math.round(box.reduce((sum, entry) => sum + entry.rgb[c] * entry.weight, 0) / weight));
  });
}

/** For pictures of flat surfaces and text: one byte a pixel. @param {{width: number, height: number, rgb: Uint8Array}} image */
export function encode_palette_png({ width, height, rgb }) {
  const histogram = new Map();
  for (let i = 0; i < rgb.length; i += 3) {
    const color = (rgb[i] << 16) | (rgb[i + 1] << 8) | rgb[i + 2];
    histogram.set(color, (histogram.get(color) ?? 0) + 1);
  }
  const palette = palette_of(histogram, 256);
  const nearest = new Map();
  for (const color of histogram.keys()) {
    const [r, g, b] = [color >> 16, (color >> 8) & 255, color & 255];
    let best = 0, least = Infinity;
    palette.forEach((entry, i) => {
      const distance = (entry[0] - r) ** 2 + (entry[1] - g) ** 2 + (entry[2] - b) ** 2;
      if (distance < least) (least = distance), (best = i);
    });
    nearest.set(color, best);
  }
  const raw = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const i = (y * width + x) * 3;
      raw[y * (width + 1) + 1 + x] = nearest.get((rgb[i] << 16) | (rgb[i + 1] << 8) | rgb[i + 2]);
    }
  }
  const plte = chunk("PLTE", Buffer.from(palette.flat()));
  return Buffer.concat([signature, header(width, height, 3), plte, chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
