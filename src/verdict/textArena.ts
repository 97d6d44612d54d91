/** Texts as bytes, without an object for each. */
export interface TextArena {
  /** Keeps a text. Its place: a whole number below 2^32 - 1. @throws RangeError when there is no room for it */
  put(text: string): number;
  /** The text at a place that `put` gave. */
  textAt(place: number): string;
  /** Whether the text at such a place is this one, unit by unit. */
  isAt(place: number, text: string): boolean;
}

/** A place has the number of its chunk above these bits, and the offset in the chunk in them. */
const OFFSET_BITS = 18;
const CHUNK_BYTES = 2 ** OFFSET_BITS;
const MAX_CHUNKS = 2 ** (32 - OFFSET_BITS);

/** A few texts take little room. */
const FIRST_CHUNK_BYTES = 2 ** 10;

/** What is written before a text: its length, and whether a unit takes two bytes. */
const HEAD_BYTES = 2;
const WIDE = 0x8000;
/** In place of the length of an id as Cloudflare gives them, whose digits take half a byte each. */
const UUID = WIDE - 1;
const UUID_BYTES = 16;
const MAX_LENGTH = UUID - 1;

const BEYOND_BYTE = /[\u0100-\uffff]/;

/** A UUID as text: 32 digits and, at these places, dashes. */
const UUID_LENGTH = 36;
const DASHES: readonly number[] = [8, 13, 18, 23];
const DASH = 0x2d;

/**
 * An empty arena, of at most 4 GiB. A text takes 2 bytes and one for each of its units, or two where one of them is
 * beyond 255, so that every text of up to 32,766 units comes out as it was, also one that is no Unicode; a UUID in lower
 * case takes 18 bytes. It grows by chunks, so that nothing is ever copied.
 */
export function createTextArena(): TextArena {
  const chunks: Buffer[] = [];
  let last = Buffer.alloc(0);
  let used = 0;

  /** Makes room in one chunk for a head and so many bytes behind it. */
  function reserve(bytesOfText: number): void {
    const bytes = HEAD_BYTES + bytesOfText;
    if (used + bytes <= last.length) return;
    if (chunks.length === MAX_CHUNKS) throw new RangeError('There is no room for more texts.');
    const isSmall = chunks.length === 0 && bytes <= FIRST_CHUNK_BYTES;
    last = Buffer.alloc(isSmall ? FIRST_CHUNK_BYTES : CHUNK_BYTES);
    chunks.push(last);
    used = 0;
  }

  /** Keeps what was written behind a head, and that. Its place. */
  function take(head: number, bytesOfText: number): number {
    const place = (chunks.length - 1) * CHUNK_BYTES + used;
    used = last.writeUInt16LE(head, used) + bytesOfText;
    return place;
  }

  function chunkAt(place: number): Buffer {
    const chunk = chunks[place >>> OFFSET_BITS];
    if (chunk === undefined) throw new RangeError('There is no text at this place.');
    return chunk;
  }

  function textAt(place: number): string {
    const chunk = chunkAt(place);
    const offset = place % CHUNK_BYTES;
    const head = chunk.readUInt16LE(offset);
    const start = offset + HEAD_BYTES;
    if (head === UUID) return uuidOf(chunk.toString('hex', start, start + UUID_BYTES));
    return head >= WIDE
      ? chunk.toString('utf16le', start, start + 2 * (head - WIDE))
      : chunk.toString('latin1', start, start + head);
  }

  return {
    textAt,
    put(text) {
      const { length } = text;
      if (length > MAX_LENGTH) throw new RangeError('The text is too long to be kept.');
      if (length === UUID_LENGTH) {
        reserve(UUID_BYTES);
        if (writeUuid(text, last, used + HEAD_BYTES)) return take(UUID, UUID_BYTES);
      }
      const isWide = BEYOND_BYTE.test(text);
      const bytes = isWide ? 2 * length : length;
      reserve(bytes);
      last.write(text, used + HEAD_BYTES, isWide ? 'utf16le' : 'latin1');
      return take(isWide ? length + WIDE : length, bytes);
    },
    isAt(place, text) {
      const { length } = text;
      const chunk = chunkAt(place);
      const offset = place % CHUNK_BYTES;
      const head = chunk.readUInt16LE(offset);
      if (head === UUID) return textAt(place) === text;
      const isWide = head >= WIDE;
      if ((isWide ? head - WIDE : head) !== length) return false;
      let at = offset + HEAD_BYTES;
      for (let index = 0; index < length; index += 1) {
        const unit = isWide ? chunk.readUInt16LE(at) : chunk[at];
        if (unit !== text.charCodeAt(index)) return false;
        at += isWide ? 2 : 1;
      }
      return true;
    },
  };
}

/** Writes a UUID in lower case, two digits a byte; false where the text of its length is none. */
function writeUuid(text: string, bytes: Buffer, start: number): boolean {
  let at = start;
  for (let index = 0; index < UUID_LENGTH; index += 2) {
    if (DASHES.includes(index)) {
      if (text.charCodeAt(index) !== DASH) return false;
      index += 1;
    }
    const digits = (digitOf(text.charCodeAt(index)) << 4) | digitOf(text.charCodeAt(index + 1));
    if (digits < 0) return false;
    bytes[at] = digits;
    at += 1;
  }
  return true;
}

/** The value of a hexadecimal digit in lower case; -1 of anything else. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  return unit >= 0x61 && unit <= 0x66 ? unit - 0x57 : -1;
}

/** A UUID by its 32 digits. */
function uuidOf(digits: string): string {
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([start, end]) => digits.slice(start, end))
    .join('-');
}
