/**
 * Runs npm on what is in the bundles, and on nothing else: `node .ci/bundled.js audit`, `node .ci/bundled.js sbom …`.
 *
 * All dependencies are development dependencies: they are built into dist/, and whoever installs this package needs none
 * of them. Which of them are in the bundles, dist/licenses.txt and dist/cli/licenses.txt tell. npm reads copies of
 * package.json and of the lockfile with these, and with what they need, as the only dependencies.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

const manifest = JSON.parse(read('package.json'));
const { packages, ...lock } = JSON.parse(read('package-lock.json'));

// Each entry begins with the name of its package, on a line of its own.
const licensed = new Set(
  ['dist/licenses.txt', 'dist/cli/licenses.txt'].flatMap((name) => read(name).split('\n')),
);
const dependencies = Object.fromEntries(
  Object.entries(manifest.devDependencies).filter(([name]) => licensed.has(name)),
);

const temporary = mkdtempSync(join(tmpdir(), 'bundled-'));
// One of the formats of `npm sbom` takes the folder's name for that of the project.
const project = join(temporary, manifest.name);
mkdirSync(project);
const write = (name, value) => writeFileSync(join(project, name), JSON.stringify(value));
const root = { dependencies, devDependencies: undefined };
write('package.json', { ...manifest, ...root });
write('package-lock.json', {
  ...lock,
  packages: { '': { ...packages[''], ...root }, ...lockedFor(Object.keys(dependencies)) },
});

const { status } = spawnSync('npm', [...process.argv.slice(2)], { cwd: project, stdio: 'inherit' });
rmSync(temporary, { recursive: true });
process.exitCode = status ?? 1;

/** The entries of the lockfile for these packages and for all that they need, no longer as development dependencies. */
function lockedFor(names) {
  const found = {};
  const visit = (folder) => {
    if (folder === undefined || folder in found) return;
    const entry = packages[folder];
    found[folder] = { ...entry, dev: undefined };
    for (const name of Object.keys({ ...entry.dependencies, ...entry.peerDependencies })) {
      visit(findFrom(folder, name));
    }
  };
  for (const name of names) visit(`node_modules/${name}`);
  return found;
}

/** The folder from which a package in `folder` loads another; undefined where that is optional and not installed. */
function findFrom(folder, name) {
  const ancestors = folder.split(/\/?node_modules\//).slice(1);
  const candidates = ancestors.map((_, index) => [...ancestors.slice(0, ancestors.length - index), name]);
  return [...candidates, [name]]
    .map((path) => path.map((part) => `node_modules/${part}`).join('/'))
    .find((candidate) => candidate in packages);
}
