import { dirname, isAbsolute, join, resolve } from 'node:path';
import { InputError } from './errors.ts';
import { parseJson } from './jsonText.ts';
import { MAX_REPORT_BYTES } from './limits.ts';
import { quote } from './untrusted.ts';
import { contains } from './workspace.ts';
import { type Files } from './world.ts';

/** A file of the gate, and how one that it wrote is told from any other of that name. */
interface OwnFile {
  readonly name: string;
  readonly isOwn: (text: string) => boolean;
  /** Whether it may stay until another takes its place: it tells no verdict, and may be a baseline. */
  readonly isKept: boolean;
}

const OWN_FILES: readonly OwnFile[] = [
  { name: 'report.json', isOwn: (text) => hasKeys(text, ['schema_version', 'verdict']), isKept: false },
  { name: 'summary.md', isOwn: (text) => /^## \S+ Access policy gate /.test(text), isKept: false },
  { name: 'comment.md', isOwn: (text) => text.startsWith('<!-- access-policy-gate: '), isKept: false },
  {
    name: 'junit.xml',
    isOwn: (text) => /^<\?xml [^>]*>\s*<testsuites name="Access policy gate" /.test(text),
    isKept: false,
  },
  { name: 'snapshot.json', isOwn: (text) => hasKeys(text, ['schema_version', 'tests']), isKept: true },
];

/**
 * The absolute path of `reportDir`. In the workspace, no symbolic link may lead out of it: links are part of what is
 * checked out, which somebody else may have written.
 *
 * @throws InputError when it leads out of the workspace; else as of `node:fs`
 */
export async function locateReportFolder(
  reportDir: string,
  workspace: string,
  files: Files,
): Promise<string> {
  const root = resolve(workspace);
  const folder = resolve(root, reportDir);
  if (isAbsolute(reportDir) && !contains(root, folder)) return folder;
  const isInside =
    contains(root, folder) && contains(await files.realPath(root), await realPathOfNearest(folder, files));
  if (isInside) return folder;
  const message = `report-dir: ${quote(reportDir)} leads out of the workspace: name a folder in the workspace that no symbolic link leads out of, or give the absolute path of the folder outside.`;
  throw new InputError([{ message }]);
}

/** Of the folder itself, or of the nearest one above it that is there. */
async function realPathOfNearest(path: string, files: Files): Promise<string> {
  try {
    return await files.realPath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return realPathOfNearest(dirname(path), files);
  }
}

/**
 * Removes the report that an earlier run left in `folder`: it would be taken for that of this one, should this one
 * end without a report.
 *
 * @throws InputError when a file that is not the gate's stands where it would write; else as of `node:fs`
 */
export async function clearReportFolder(folder: string, files: Files): Promise<void> {
  const real = await files.realPath(folder);
  const found = await Promise.all(
    OWN_FILES.map(async (file) => ({ ...file, state: await stateOf(join(real, file.name), file, files) })),
  );
  const foreign = found.filter(({ state }) => state === 'foreign');
  if (foreign.length > 0) {
    throw new InputError(
      foreign.map(({ name }) => ({
        message: `${quote(join(folder, name))} is there already, and the gate did not write it: set report-dir to another folder, or remove the file.`,
      })),
    );
  }
  const stale = found.filter(({ state, isKept }) => state === 'own' && !isKept);
  await Promise.all(stale.map(({ name }) => files.removeFile(join(real, name))));
}

/** A link, a folder, or what cannot be read is none of the gate's, which writes plain files. */
async function stateOf(
  path: string,
  { isOwn }: OwnFile,
  files: Files,
): Promise<'missing' | 'own' | 'foreign'> {
  try {
    return isOwn(await files.readText(path, MAX_REPORT_BYTES)) ? 'own' : 'foreign';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'missing' : 'foreign';
  }
}

function hasKeys(text: string, keys: readonly string[]): boolean {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key));
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}
