import { readFile } from 'node:fs/promises';

/** The document as JSON data. */
export async function readContract(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * A copy of which prism holds answers to every schema. It makes a duplicate of the null in `enum: [null]` where
 * `nullable` is true, cannot compile the schema then, and holds refusals to nothing without a word.
 */
export function mended(contract) {
  return JSON.parse(JSON.stringify(contract), (_, value) => {
    if (value?.nullable !== true || !value.enum?.includes(null)) return value;
    const schema = { ...value };
    delete schema.enum;
    return schema;
  });
}

/** Every operation with the HTTP statuses of its answers; a class of them (4XX) by one of it. */
export function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => {
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}(\\?|$)`);
      return {
        name: `${method.toUpperCase()} ${path}`,
        statuses: Object.keys(responses).map((status) => Number(status.replace('XX', '04'))),
        isAskedBy: (request) => request.method.toLowerCase() === method && pattern.test(request.path),
      };
    }),
  );
}
