import { type Files } from '../../src/world.ts';

/** A folder of files in memory; a key of `links` is a symbolic link to its value. */
export function memoryFiles(
  contents: Record<string, string>,
  links: Record<string, string> = {},
): Files & { readonly contents: Map<string, string> } {
  const files = new Map(Object.entries(contents));
  const folders = new Set<string>();
  const isFolder = (path: string) =>
    folders.has(path) || [...files.keys()].some((file) => file.startsWith(`${path}/`));

  const real = (path: string): string => {
    const link = Object.keys(links).find((name) => path === name || path.startsWith(`${name}/`));
    return link === undefined ? path : real(`${links[link] ?? ''}${path.slice(link.length)}`);
  };

  return {
    contents: files,
    readText(path, maxBytes) {
      const text = files.get(real(path));
      if (text === undefined) return failWith(isFolder(real(path)) ? 'EISDIR' : 'ENOENT', path);
      return Buffer.byteLength(text) > maxBytes ? failWith('EFBIG', path) : Promise.resolve(text);
    },
    writeText(path, text) {
      files.set(path, text);
      return Promise.resolve();
    },
    createText(path, text) {
      if (files.has(path) || path in links || isFolder(path)) return failWith('EEXIST', path);
      files.set(path, text);
      return Promise.resolve();
    },
    removeFile(path) {
      return files.delete(path) ? Promise.resolve() : failWith('ENOENT', path);
    },
    makeFolder(path) {
      folders.add(path);
      return Promise.resolve();
    },
    makeTemporaryFolder: () => Promise.resolve('/tmp/access-policy-gate'),
    realPath(path) {
      const target = real(path);
      return files.has(target) || isFolder(target) ? Promise.resolve(target) : failWith('ENOENT', path);
    },
  };
}

function failWith(code: string, path: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(`${code}: ${path}`), { code }));
}
