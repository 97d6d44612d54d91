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
const UUID_TEXT = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * An empty arena, of at most 4 GiB. A text takes 2 bytes and one for each of its units, or two where one of them is
 * beyond 255, so that every text of up to 32,766 units comes out as it was, also one that is no Unicode; a UUID in lower
 * case takes 18 bytes. It grows by chunks, so that nothing is ever copied.
 */
export function createTextArena(): TextArena {
  const chunks: Buffer[] = [];
  let last = Buffer.alloc(0);
  let used = 0;

  /** Makes room for so many bytes in one chunk. */
  function reserve(bytes: number): void {
    if (used + bytes <= last.length) return;
    if (chunks.length === MAX_CHUNKS) throw new RangeError('There is no room for more texts.');
    const isSmall = chunks.length === 0 && bytes <= FIRST_CHUNK_BYTES;
    last = Buffer.alloc(isSmall ? FIRST_CHUNK_BYTES : CHUNK_BYTES);
    chunks.push(last);
    used = 0;
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
      const isUuid = UUID_TEXT.test(text);
      const isWide = BEYOND_BYTE.test(text);
      reserve(HEAD_BYTES + (isUuid ? UUID_BYTES : isWide ? 2 * length : length));
      const place = (chunks.length - 1) * CHUNK_BYTES + used;
      if (isUuid) {
        used = last.writeUInt16LE(UUID, used);
        used += last.write(text.replaceAll('-', ''), used, 'hex');
        return place;
      }
      used = last.writeUInt16LE(isWide ? length + WIDE : length, used);
      used += last.write(text, used, isWide ? 'utf16le' : 'latin1');
      return place;
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
