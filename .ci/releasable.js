// What a release asks of the files and the tags of this repository. Pure: .ci/release.js reads and writes.

/**
 * @typedef {object} State
 * @property {string} manifest the text of package.json
 * @property {string} lock the text of package-lock.json
 * @property {string} source the text of src/version.ts
 * @property {string} changelog the text of CHANGELOG.md
 * @property {readonly string[]} tags the names of the tags of the repository that is released
 */

const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;

/**
 * All that speaks against releasing a version, each with what to do.
 *
 * @param {string} version
 * @param {State} state
 * @returns {string[]}
 */
export function problemsOf(version, { manifest, lock, source, changelog, tags }) {
  if (!isVersion(version)) return [`${JSON.stringify(version)} is no version such as 1.2.3.`];
  const { version: locked, packages } = JSON.parse(lock);
  const stated = [
    { file: 'package.json', says: JSON.parse(manifest).version },
    { file: 'package-lock.json', says: locked },
    { file: 'package-lock.json, of the package itself,', says: packages[''].version },
    { file: 'src/version.ts', says: /VERSION = '([^']*)'/.exec(source)?.[1] },
  ].filter(({ says }) => says !== version);
  const released = tags
    .map((tag) => tag.slice(1))
    .filter((name, at) => tags[at]?.[0] === 'v' && isVersion(name));
  const newer = released.filter((other) => compareVersions(other, version) > 0);
  return [
    ...stated.map(({ file, says }) => `${file} says ${says}: run npm run release -- prepare ${version}.`),
    ...changelogProblems(version, changelog),
    ...(released.includes(version)
      ? [`v${version} is released: a release never changes, take the next version.`]
      : []),
    ...newer.map(
      (other) => `v${other} is released, which is newer than ${version}: take a version after it.`,
    ),
  ];
}

/**
 * @param {string} version
 * @param {string} changelog
 * @returns {string[]}
 */
function changelogProblems(version, changelog) {
  const [first, second] = sectionsOf(changelog);
  const section = sectionsOf(changelog).find(({ title }) => title.split(' ')[0] === version);
  if (section === undefined) return [`CHANGELOG.md has no section "## ${version} - DATE".`];
  const problems = [];
  if (!/^\S+ - \d{4}-\d\d-\d\d$/.test(section.title)) {
    problems.push(
      `CHANGELOG.md has the title "${section.title}": write "${version} - " and the date as 2026-12-31.`,
    );
  }
  if (!/^- \S/m.test(section.text)) problems.push(`CHANGELOG.md lists nothing under ${version}.`);
  if (first?.title !== 'Unreleased' || (second !== undefined && second.title !== section.title)) {
    problems.push(`CHANGELOG.md must begin with "## Unreleased", and ${version} must be next.`);
  } else if (first.text.trim() !== '') {
    problems.push(`CHANGELOG.md still lists something as unreleased: move it to ${version}.`);
  }
  return problems;
}

/**
 * What CHANGELOG.md tells of a version: the notes of its release.
 *
 * @param {string} version
 * @param {string} changelog
 * @returns {string}
 */
export function notesOf(version, changelog) {
  const section = sectionsOf(changelog).find(({ title }) => title.split(' ')[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section of ${version}.`);
  return `${section.text.trim()}\n`;
}

/**
 * The files with the version in each place where it stands, and what was unreleased as its section of the changelog.
 *
 * @param {string} version
 * @param {string} date as 2026-12-31
 * @param {Omit<State, 'tags'>} files
 * @returns {Omit<State, 'tags'>}
 */
export function prepare(version, date, { manifest, lock, source, changelog }) {
  if (!isVersion(version)) throw new Error(`${JSON.stringify(version)} is no version such as 1.2.3.`);
  const locked = JSON.parse(lock);
  return {
    manifest: print({ ...JSON.parse(manifest), version }),
    lock: print({
      ...locked,
      version,
      packages: { ...locked.packages, '': { ...locked.packages[''], version } },
    }),
    source: source.replace(/VERSION = '[^']*'/, `VERSION = '${version}'`),
    changelog: changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} - ${date}`),
  };
}

/**
 * The tag that stands for all versions of a major one.
 *
 * @param {string} version
 */
export function majorTagOf(version) {
  return `v${version.split('.')[0]}`;
}

/**
 * Whether the tag of the major version may move to a version: to the newest one of it only.
 *
 * @param {string} version
 * @param {readonly string[]} tags
 */
export function isNewestOfMajor(version, tags) {
  const rivals = tags
    .map((tag) => tag.replace(/^v/, ''))
    .filter((name) => isVersion(name) && majorTagOf(name) === majorTagOf(version));
  return rivals.every((other) => compareVersions(other, version) <= 0);
}

/** @param {string} text */
function isVersion(text) {
  return VERSION.test(text);
}

/** @param {string} one @param {string} other @returns {number} over 0 where `one` is newer */
function compareVersions(one, other) {
  const others = other.split('.').map(Number);
  return one
    .split('.')
    .map(Number)
    .reduce((found, number, at) => found || number - (others[at] ?? 0), 0);
}

/** @param {string} changelog @returns {{ title: string, text: string }[]} */
function sectionsOf(changelog) {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      return { title, text: lines.join('\n') };
    });
}

/** @param {unknown} value */
function print(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
