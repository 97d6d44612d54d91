/**
 * Writes the software bill of materials of what is bundled to standard output; further arguments go to `npm sbom`, so
 * that `--sbom-format cyclonedx` writes the other format.
 *
 * npm reads copies of package.json and of the lockfile without what only builds and tests. Its own `--omit dev` leaves
 * out of the bill also what is bundled and a development dependency needs, too: https://github.com/npm/cli/issues/7909
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

const manifest = { ...read('package.json'), devDependencies: undefined };
const { packages, ...lock } = read('package-lock.json');
const root = { ...packages[''], devDependencies: undefined };
const bundled = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && dev !== true);

const temporary = mkdtempSync(join(tmpdir(), 'sbom-'));
// One of the formats takes the folder's name for that of the project.
const project = join(temporary, manifest.name);
mkdirSync(project);
const write = (name, value) => writeFileSync(join(project, name), JSON.stringify(value));
write('package.json', manifest);
write('package-lock.json', { ...lock, packages: { '': root, ...Object.fromEntries(bundled) } });

const options = ['--package-lock-only', '--sbom-type', 'application', '--sbom-format', 'spdx'];
const { status } = spawnSync('npm', ['sbom', ...options, ...process.argv.slice(2)], {
  cwd: project,
  stdio: 'inherit',
});
rmSync(temporary, { recursive: true });
process.exitCode = status ?? 1;
