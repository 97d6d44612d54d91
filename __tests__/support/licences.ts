/** Licences that ask for no more than to be told of: SPDX identifiers. */
export const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'] as const;

/** An entry of `licenses.txt` begins with the package and its licence, a line each. */
const HEAD = new RegExp(`^((?:@[\\w.-]+/)?[\\w.-]+)\\n(?:${PERMISSIVE.join('|')})\\n`, 'gm');

/** A line that names a holder; the template at the end of the Apache licence names none. */
const HOLDER = /^ *(?:MIT License )?Copyright (?!\[)\S/m;

/** The packages of a `licenses.txt`, in its order, whose licence is permissive and stands there with its holder. */
export function licensedIn(text: string): string[] {
  const heads = [...text.matchAll(HEAD)];
  return heads
    .filter(({ index }, at) => HOLDER.test(text.slice(index, heads[at + 1]?.index)))
    .map(([, name = '']) => name);
}
