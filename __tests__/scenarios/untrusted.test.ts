import { describe, expect, it } from '@jest/globals';
import { renderAnnotations } from '../../src/report/annotations.ts';
import { withoutCommands } from '../../src/report/command.ts';
import { headline } from '../../src/report/headline.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { FAMILIES, HOSTILE } from '../support/hostile.ts';
import { hostileScenario } from '../support/hostileScenario.ts';
import { denyCommands, denyEffects, denyUnseen } from '../support/inert.ts';
import { runScenario } from '../support/scenario.ts';

/** What no config may have: names that are longer, and what no text editor writes. */
const MAX_NAME = 200;
const BINARY = /[\p{Cc}\p{NChar}\p{Cs}]/u;

const FILES = {
  json: '/t/report.json',
  junit: '/t/junit.xml',
  summary: '/t/summary.md',
  snapshot: '/t/snapshot.json',
};

/** Fails unless the text, which a config may not have, is refused in words that do nothing. */
function expectProblems(text: string, error: unknown): void {
  expect(error).toMatchObject({ code: 'config' });
  expect(Array.from(text).length >= MAX_NAME || BINARY.test(text)).toBe(true);
  const { message } = error as Error;
  denyEffects('the problems', message);
  denyCommands('the problems', withoutCommands(message));
}

describe.each([['redacted'], ['full']])('a run with identities %s', (identities) => {
  const some = Object.values(FAMILIES).flatMap((texts) => texts.slice(0, 2));
  const cases = identities === 'redacted' ? HOSTILE : some;
  it.each(cases.map((text) => [text]))('in which everything says %j lets nothing of it act', async (text) => {
    const run = runScenario({ ...hostileScenario(text), inputs: { identities } });
    const outcome = await run.catch((error: unknown) => {
      expectProblems(text, error);
    });
    if (outcome === undefined) return;
    const { report, files, transcript } = outcome;

    denyEffects('the log', transcript);
    denyCommands('the log', withoutCommands(transcript));
    denyEffects('the summary', files['summary.md']);
    denyEffects('junit.xml', files['junit.xml']);
    denyUnseen('report.json', files['report.json']);
    denyUnseen('snapshot.json', files['snapshot.json']);
    denyEffects('the headline', headline(report));
    for (const { message } of renderAnnotations(report, { lenient: false })) denyEffects('one', message);
    expect(Object.values(renderOutputs(report, FILES)).join(' ')).toMatch(/^[\w ./,-]*$/);

    const { tests, application_checks: checks } = reportSchema.parse(JSON.parse(files['report.json']));
    expect(tests.map(({ verdict }) => verdict)).toEqual(['failed', 'inconclusive']);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['inconclusive']);
    expect([report.verdict, report.stopped]).toEqual(['failed', 'refused']);
  });
});
