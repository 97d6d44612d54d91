import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Children } from './child.ts';

/** Where the programs are that are measured, all of them bundled by ncc but for the script. */
export interface Bundles {
  readonly action: string;
  readonly cli: string;
  readonly sdk: string;
  readonly curl: string;
  readonly judging: string;
}

/** Below what npm installs, where git and the checks do not look. */
const BUILT = 'node_modules/.cache/bench';

/**
 * The gate as it was built into `DIST`, or dist/, and what is built here: the peer on the SDK, as a user would ship it,
 * and the judging of many.
 *
 * @throws Error when the gate was not built, or what a peer needs is not installed
 */
export async function prepareBundles(root: string, children: Children): Promise<Bundles> {
  const dist = resolve(root, process.env['DIST'] ?? 'dist');
  const [action, cli] = [join(dist, 'index.js'), join(dist, 'cli/index.js')];
  for (const path of [action, cli]) {
    if (!existsSync(path)) throw new Error(`${path} does not exist: build it with npm run build.`);
  }
  for (const command of ['curl', 'jq']) {
    try {
      await children.run({ command, args: ['--version'] });
    } catch (error) {
      const message = `${command} cannot be run, which one of the peers needs: install it (apt-get install ${command}).`;
      throw new Error(message, { cause: error });
    }
  }
  return {
    action,
    cli,
    sdk: await buildBundle(root, 'bench/peers/sdk.ts', 'sdk', children),
    curl: join(root, 'bench/peers/curl.sh'),
    judging: await buildBundle(root, 'bench/judging.ts', 'judging', children),
  };
}

/** Bundles a program with ncc; its path. */
export async function buildBundle(
  root: string,
  source: string,
  name: string,
  children: Children,
): Promise<string> {
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
  const out = join(root, BUILT, name);
  const options = ['--transpile-only', '--quiet', '--out', out];
  const args = [ncc, 'build', join(root, source), ...options];
  await children.run({ command: process.execPath, args, folder: root });
  return join(out, 'index.js');
}
