/** How long a text may be, and how its length is told. */
export interface Budget {
  readonly maxLength: number;
  /** That of two texts together is the sum of both. */
  readonly lengthOf: (text: string) => number;
}

/** As many of `texts` as fit with a separator behind each; they are made one by one, up to the first that does not. */
export function takeFitting(
  texts: Iterable<string>,
  separator: string,
  { maxLength, lengthOf }: Budget,
): { readonly fitting: readonly string[]; readonly isAll: boolean } {
  const fitting: string[] = [];
  let room = maxLength;
  for (const text of texts) {
    room -= lengthOf(text) + lengthOf(separator);
    if (room < 0) return { fitting, isAll: false };
    fitting.push(text);
  }
  return { fitting, isAll: true };
}
