/**
 * The steps of a release, as RELEASING.md has them, in the repository of the working folder:
 *
 *     npm run release -- prepare 1.2.3   writes the version and the date of today into the files that have them
 *     npm run release -- check 1.2.3     fails where something speaks against releasing this commit
 *     npm run release -- notes 1.2.3     prints what CHANGELOG.md tells of it
 *     npm run release -- move 1.2.3      moves v1 to the tag v1.2.3, which is at this commit
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { isNewestOfMajor, majorTagOf, notesOf, prepare, problemsOf } from './releasable.js';

const FILES = {
  manifest: 'package.json',
  lock: 'package-lock.json',
  source: 'src/version.ts',
  changelog: 'CHANGELOG.md',
};

const COMMANDS = {
  prepare(version) {
    const today = new Date().toISOString().slice(0, 10);
    const prepared = prepare(version, today, readAll());
    for (const [key, name] of Object.entries(FILES)) writeFileSync(name, prepared[key]);
    console.log(
      `${Object.values(FILES).join(', ')} say ${version}. Now run npm run build and read the changes.`,
    );
  },

  check(version) {
    const problems = [
      ...problemsOf(version, { ...readAll(), tags: [...readTags().keys()] }),
      ...otherWorkflows(),
    ];
    if (problems.length > 0) throw new Error(problems.join('\n'));
    console.log(`${version} can be released.`);
  },

  notes(version) {
    process.stdout.write(notesOf(version, readAll().changelog));
  },

  move(version) {
    const tags = readTags();
    const commit = git('rev-parse', 'HEAD');
    if (tags.get(`v${version}`) !== commit) throw new Error(`v${version} is not at this commit, ${commit}.`);
    if (!isNewestOfMajor(version, [...tags.keys()])) {
      throw new Error(
        `${majorTagOf(version)} stays where it is: a newer version than ${version} is released.`,
      );
    }
    git('push', '--force', 'origin', `${commit}:refs/tags/${majorTagOf(version)}`);
    console.log(`${majorTagOf(version)} is at ${commit}, as v${version} is.`);
  },
};

const [command, version = ''] = process.argv.slice(2);
try {
  if (!Object.hasOwn(COMMANDS, command))
    throw new Error(`Say one of ${Object.keys(COMMANDS).join(', ')} and a version.`);
  COMMANDS[command](version);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function readAll() {
  return Object.fromEntries(Object.entries(FILES).map(([key, name]) => [key, readFileSync(name, 'utf8')]));
}

/** The tags of the repository that is released, each with its commit, also where the tag is an object of its own. */
function readTags() {
  const lines = git('ls-remote', '--tags', 'origin').split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [commit, ref] = line.split('\t');
      return [ref.replace('refs/tags/', '').replace('^{}', ''), commit];
    }),
  );
}

/**
 * A workflow's own token may point no tag at a commit whose workflows differ from those at the head of every branch,
 * whatever its permissions are: https://github.com/RafPe/pod-certificate-signer/pull/129
 */
function otherWorkflows() {
  git('fetch', '--quiet', 'origin', 'main');
  const changed = git('diff', '--name-only', 'HEAD', 'FETCH_HEAD', '--', '.github/workflows');
  return changed === ''
    ? []
    : ['The workflows of main have changed since this commit: release the newest commit of main.'];
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
