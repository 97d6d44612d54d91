import { isAbsolute, relative, resolve, sep } from 'node:path';
import { formatCount } from './format.ts';
import { MAX_PATH } from './limits.ts';
import { quote } from './untrusted.ts';
import { type Files } from './world.ts';

/** A path that was looked up in the workspace. */
export type WorkspacePath =
  /** `absolute` has its symbolic links resolved; `shown` is relative to the workspace, with `/`. */
  | { readonly kind: 'inside'; readonly absolute: string; readonly shown: string }
  | { readonly kind: 'problem'; readonly message: string };

/** The text of a file of the workspace, or why there is none. */
export type WorkspaceText =
  | { readonly kind: 'text'; readonly text: string; readonly shown: string }
  | { readonly kind: 'problem'; readonly message: string };

/** The largest config or policy file in bytes: far more than a policy needs, and quick to parse. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** What the errors of `node:fs` mean to whoever wrote the path. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read: check its permissions',
  EISDIR: 'is a folder: name a file in it',
  ELOOP: 'is a symbolic link that leads back to itself',
  EILSEQ:
    'is not written in UTF-8: save it in that encoding (in Windows PowerShell: Out-File -Encoding utf8)',
  EINVAL: 'is a pipe or a device: give a file',
  ENAMETOOLONG: 'has a name that is too long: shorten it',
  ENOENT: 'does not exist: correct its path',
  ENOTDIR: 'does not exist: correct its path',
  EPERM: 'may not be read: check its permissions',
  ESTALE: 'was exchanged or written to while it was read: run again when nothing writes to it',
};

/**
 * Resolves `path`, which must be relative to `workspace` and must not lead out of it, be it by `..` or by a
 * symbolic link. Throws only what is no error of `node:fs`.
 */
export async function resolveInWorkspace(
  workspace: string,
  path: string,
  files: Files,
): Promise<WorkspacePath> {
  if (path.length > MAX_PATH) {
    return problem(path, `has a path of more than ${formatCount(MAX_PATH)} characters: shorten it`);
  }
  if (path.includes('\0')) return problem(path, 'has a NUL character in its path: remove it');
  if (isAbsolute(path)) return problem(path, 'has an absolute path: give it relative to the workspace');
  const root = resolve(workspace);
  const wanted = resolve(root, path);
  if (!contains(root, wanted)) return problem(path, 'leads out of the workspace: move it inside');
  try {
    const absolute = await files.realPath(wanted);
    return contains(await files.realPath(root), absolute)
      ? { kind: 'inside', absolute, shown: relative(root, wanted).split(sep).join('/') }
      : problem(path, 'is a symbolic link that leads out of the workspace: put the file itself there');
  } catch (error) {
    return problem(path, reasonOf(error));
  }
}

/** Reads a file of at most `maxBytes` of the workspace; `path` as of `resolveInWorkspace`. */
export async function readInWorkspace(
  workspace: string,
  path: string,
  files: Files,
  maxBytes = MAX_FILE_BYTES,
): Promise<WorkspaceText> {
  const found = await resolveInWorkspace(workspace, path, files);
  if (found.kind === 'problem') return found;
  try {
    const text = await files.readText(found.absolute, maxBytes);
    return { kind: 'text', text, shown: found.shown };
  } catch (error) {
    return problem(path, reasonOf(error, maxBytes));
  }
}

/** Whether `path` is `folder` or below it; both are absolute. */
export function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function problem(path: string, reason: string): { kind: 'problem'; message: string } {
  return { kind: 'problem', message: `The file ${quote(path)} ${reason}.` };
}

/**
 * What is wrong with a file of which `node:fs` or `readText` says `error`; the end of a sentence. `error` is matched by
 * its code, because it may come from another realm.
 */
export function reasonOf(error: unknown, maxBytes = MAX_FILE_BYTES): string {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') throw error;
  if (code === 'EFBIG') {
    const size = `${String(Math.ceil(maxBytes / 1024 / 1024))} MiB`;
    return maxBytes === MAX_FILE_BYTES
      ? `is larger than ${size}: split it`
      : `is larger than ${size}, the most that is read`;
  }
  return FILE_ERRORS[code] ?? `cannot be read (${code})`;
}
