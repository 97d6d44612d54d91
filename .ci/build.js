/**
 * Builds the action into `DIST`, or dist/, and the command line into cli/ below it, each with a licenses.txt of the
 * packages that are in it. Where `STATS` names a folder, what webpack says of each bundle is kept there.
 *
 * ncc writes a licenses.txt of its own, but where a bundle is of several files, of one of them only.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DIST = process.env['DIST'] || 'dist';
const BUNDLES = [
  { name: 'action', entry: 'src/index.ts', folder: DIST },
  { name: 'cli', entry: 'src/cli.ts', folder: join(DIST, 'cli') },
];

const temporary = mkdtempSync(join(tmpdir(), 'build-'));
rmSync(DIST, { recursive: true, force: true });
for (const { name, entry, folder } of BUNDLES) {
  const stats = join(process.env['STATS'] || temporary, `${name}.json`);
  const options = ['--transpile-only', '--quiet', '--stats-out', stats, '--out', folder];
  const { status } = spawnSync('ncc', ['build', entry, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(join(folder, 'licenses.txt'), renderLicences(JSON.parse(readFileSync(stats, 'utf8'))));
}
// For whoever runs it from a clone: it begins with the name of its interpreter.
chmodSync(join(DIST, 'cli/index.js'), 0o755);
rmSync(temporary, { recursive: true });

/** Name, licence and its text, of each package of which a module is in the bundle. */
function renderLicences({ modules }) {
  const files = modules.flatMap((module) => [module, ...(module.modules ?? [])]);
  const folders = files.flatMap(({ nameForCondition }) => {
    const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(nameForCondition ?? '') ?? [];
    return folder ?? [];
  });
  return [...new Set(folders)]
    .map((folder) => {
      const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((candidate) =>
        /^licen[cs]e(?:-mit)?(?:\.(?:md|txt))?$/i.test(candidate),
      );
      if (file === undefined) throw new Error(`${name} has no file with its licence.`);
      return { name, text: `${name}\n${license}\n${readFileSync(join(folder, file), 'utf8').trimEnd()}\n` };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => text)
    .join('\n');
}
