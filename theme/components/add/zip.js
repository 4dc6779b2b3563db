// @ts-check
// Packs files as they are, without compressing: text is short and pictures are compressed already.
// Format: APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16. Names are UTF-8.

/**
 * @param {{name: string, data: Uint8Array}[]} files
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zip(files) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array[]} */
  const local = [];
  /** @type {Uint8Array[]} */
  const central = [];
  let offset = 0;
  for (const { name, data } of files) {
    const path = encoder.encode(name);
    // What the local header and the central directory both say: version 2.0, UTF-8, stored, on
    // 1 January 1980 (the same files give the same bytes), checksum, sizes, length of the name.
    const common = bytes(
      [2, 20],
      [2, 0x800],
      [2, 0],
      [2, 0],
      [2, 0x21],
      [4, crc32(data)],
      [4, data.length],
      [4, data.length],
      [2, path.length],
      [2, 0],
    );
    const head = join([bytes([4, 0x04034b50]), common, path]);
    central.push(
      bytes([4, 0x02014b50], [2, 20]),
      common,
      bytes([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
      path,
    );
    local.push(head, data);
    offset += head.length + data.length;
  }
  const directory = join(central);
  const end = bytes(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
  return join([...local, directory, end]);
}

/** Numbers in little-endian order, each with its width. @param {...[number, number]} fields */
function bytes(...fields) {
  return Uint8Array.from(
    fields.flatMap(([width, value]) => Array.from({ length: width }, (_, i) => (value >>> (8 * i)) & 0xff)),
  );
}

/** @param {Uint8Array[]} parts @returns {Uint8Array<ArrayBuffer>} */
function join(parts) {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

/** @param {Uint8Array} data */
function crc32(data) {
  let crc = ~0;
  for (const byte of data) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
