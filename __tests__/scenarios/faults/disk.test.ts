import { describe, expect, it } from '@jest/globals';
import { type Files } from '../../../src/world.ts';
import { rejectionOf } from '../../support/access.ts';
import { runScenario } from '../../support/scenario.ts';
import { UNWRITABLE } from './disk.ts';
import { EVERY_STAGE, ON_PAGES } from './stage.ts';

describe('the gate does not pass, and writes what it can, when', () => {
  it.each(UNWRITABLE)('$name', async ({ lost, code, says }) => {
    const written: string[] = [];
    const failing = (files: Files): Files => ({
      ...files,
      makeFolder: (path) => (lost === 'the folder' ? fail(code) : files.makeFolder(path)),
      writeText(path, text) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        if (lost.includes(name)) return fail(code);
        expect(text).toMatch(WHOLE[name] ?? 'nothing else is written');
        written.push(name);
        return files.writeText(path, text);
      },
    });

    const error = await rejectionOf(
      runScenario({
        ...EVERY_STAGE,
        directory: ON_PAGES,
        inputs: { 'report-only': 'true', 'on-inconclusive': 'warn' },
        world: (base) => ({ ...base, files: failing(base.files) }),
      }),
    );

    expect(error).toMatchObject({ code: 'input', message: says, problems: [{ message: says }] });
    expect(written.sort()).toEqual(
      lost === 'the folder' ? [] : Object.keys(WHOLE).filter((name) => !lost.includes(name)),
    );
  });
});

/** What each of the files says when it is written whole. */
const WHOLE: Readonly<Record<string, RegExp>> = {
  'comment.md': /^<!-- .* -->\n\n## ✅ [^]*<\/sub>\n$/,
  'junit.xml': /^<\?xml [^]*<\/testsuites>\n$/,
  'report.json': /"verdict": "passed"[^]*}\n$/,
  'snapshot.json': /"schema_version": 1,[^]*}\n$/,
  'summary.md': /passed/,
};

function fail(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(`${code}: as the system says`), { code }));
}
