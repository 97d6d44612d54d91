const MARKS = /["[\]{}]/g;

/**
 * Whether a JSON text has more than `maxDepth` lists and mappings in one another. In linear time, and before anything
 * is read that would call itself for what is inside; a text that is no JSON is as deep as its brackets say.
 */
export function isNestedDeeper(json: string, maxDepth: number): boolean {
  let depth = 0;
  MARKS.lastIndex = 0;
  for (let mark = MARKS.exec(json); mark; mark = MARKS.exec(json)) {
    if (mark[0] === '"') MARKS.lastIndex = endOfString(json, mark.index);
    else if (mark[0] === '[' || mark[0] === '{') depth += 1;
    else depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** The offset behind the quote that ends a string; the length of the text when none does. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') return at + 1;
    if (character === '\\') at += 1;
  }
  return json.length;
}
