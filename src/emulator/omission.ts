/** `fields` without the `omitted` ones: an API whose every field is optional may leave out any. */
export function omitFields(fields: object, omitted: readonly string[]): object {
  if (omitted.length === 0) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !omitted.includes(name)));
}
