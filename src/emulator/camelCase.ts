type CamelCase<Key> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

/** `Written` with its keys in camelCase: the file speaks as the API does, the code as code does. */
export type CamelCased<Written> = { readonly [Key in keyof Written as CamelCase<Key>]: Written[Key] };

/** Renames the keys of `written`, not those of values inside it. */
export function camelCased<Written extends object>(written: Written): CamelCased<Written> {
  return Object.fromEntries(
    Object.entries(written).map(([key, value]: [string, unknown]) => [
      key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as CamelCased<Written>;
}
