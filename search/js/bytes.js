// @ts-check
// Reading the files that search/export/encode.go writes: small integers in 7-bit groups, and sorted words
// of which each says how much it shares with the one before.

export class Bytes {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
    this.last = "";
  }

  get more() {
    return this.at < this.data.length;
  }

  int() {
    let n = 0,
      shift = 1,
      byte;
    do {
      byte = this.data[this.at++];
      n += (byte & 127) * shift;
      shift *= 128;
    } while (byte > 127);
    return n;
  }

  /** The next word of a sorted list. */
  word() {
    const shared = this.int(),
      length = this.int();
    return (this.last = this.last.slice(0, shared) + text(this.data.subarray(this.at, (this.at += length))));
  }

  /**
   * A list that says how long it is. None is longer than the file, whatever it says.
   * @template T
   * @param {(_: unknown, i: number) => T} read @returns {T[]}
   */
  list(read) {
    return Array.from({ length: Math.min(this.int(), this.data.length) }, read);
  }

  /**
   * Lists of ascending numbers below limit, one after the other, in the code of search/export/bits.go.
   * Each takes a bit at least, whatever the counts say.
   * @param {number[]} counts @param {number} limit - few are above it
   */
  lists(counts, limit) {
    const { data } = this;
    let bit = this.at * 8;
    // The next 25 bits or more, from the highest down.
    const window = () => {
      const i = bit >> 3;
      return ((data[i] << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) | data[i + 3]) << (bit & 7);
    };
    const lists = counts.map((count) => {
      let k = 0,
        last = -1;
      while (count && 3 * count * 2 ** (k + 1) <= 2 * limit) k++;
      return Uint32Array.from({ length: Math.min(count, data.length * 8 - bit) }, () => {
        let gap = 0,
          zeros;
        while ((zeros = Math.min(24, Math.clz32(window()))) === 24 && bit < data.length * 8) {
          gap += 24;
          bit += 24;
        }
        bit += zeros + 1;
        gap = (gap + zeros) * 2 ** k + (k && window() >>> (32 - k));
        bit += k;
        return (last += gap + 1);
      });
    });
    this.at = (bit + 7) >> 3;
    return lists;
  }
}

const decoder = new TextDecoder();
/** @param {Uint8Array} bytes */
export const text = (bytes) => decoder.decode(bytes);

/** FNV-1a, 32 bits. @param {string} name @param {Uint8Array} [rest] */
export function hash(name, rest) {
  let h = 0x811c9dc5;
  for (const part of [new TextEncoder().encode(name), rest ?? []])
    for (const byte of part) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}
