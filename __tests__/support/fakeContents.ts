/** A file: its text or bytes, or what is no file. */
export type FakeFile = string | Uint8Array | { readonly type: 'submodule' | 'symlink' };

/** Files by branch or commit, then by path. */
export type FakeFiles = Readonly<Record<string, Readonly<Record<string, FakeFile>>>>;

/** Of a larger file, GitHub sends no content: https://docs.github.com/en/rest/repos/contents#get-repository-content */
const MAX_CONTENT_BYTES = 1_000_000;

/**
 * What GitHub answers of a path at a branch or commit in the media type `object`; undefined where there is nothing. A
 * symbolic link is one that leads out of the repository: of others GitHub sends what they lead to.
 */
export function answerContents(path: string, ref: string, files: FakeFiles): object | undefined {
  const tree = files[ref.replace(/^refs\/heads\//, '')];
  if (tree === undefined) return undefined;
  const file = tree[path];
  if (file === undefined) {
    const folder = path === '' ? '' : `${path}/`;
    const entries = Object.keys(tree).filter((name) => name.startsWith(folder));
    return path === '' || entries.length > 0
      ? { type: 'dir', path, entries: entries.map((name) => ({ path: name })) }
      : undefined;
  }
  if (typeof file !== 'string' && 'type' in file) return { type: file.type, path, size: 0 };
  const bytes = Buffer.from(file);
  const isSent = bytes.length <= MAX_CONTENT_BYTES;
  return {
    type: 'file',
    path,
    size: bytes.length,
    encoding: isSent ? 'base64' : 'none',
    content: isSent ? inLines(bytes.toString('base64')) : '',
  };
}

/** GitHub breaks base64 into lines. */
function inLines(base64: string): string {
  return base64.replace(/.{60}/g, '$&\n');
}
