import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseDirectory } from '../../src/emulator/directory.ts';
import { countMoved, gainedOf, lostOf } from '../../src/verdict/changes.ts';
import { ROOT } from '../support/built.ts';
import { type Outcome, runScenario } from '../support/scenario.ts';

const read = (name: string): string => readFileSync(`${ROOT}examples/${name}`, 'utf8');

/** The audit of the example, of a directory that somebody changed. */
function audit(sound = '', changed = ''): Promise<Outcome> {
  const directory = read('directory.yml');
  expect(directory).toContain(sound);
  return runScenario({
    config: read('audit/gate.yml'),
    files: { 'examples/audit/snapshot.json': read('audit/snapshot.json') },
    directory: parseDirectory('directory.yml', directory.replace(sound, changed)),
  });
}

/** How many lose and gain access, by test. */
const movedIn = ({ report }: Outcome): unknown[] =>
  report.tests.map(({ name, changes }) => [
    name,
    changes && { lost: countMoved(lostOf(changes)), gained: countMoved(gainedOf(changes)) },
  ]);

describe('examples/audit', () => {
  it('passes while everybody fares as in the snapshot', async () => {
    const outcome = await audit();
    expect(outcome).toMatchObject({ exitCode: 0, report: { verdict: 'passed' } });
    expect(movedIn(outcome)).toEqual([
      ['Grafana', { lost: 0, gained: 0 }],
      ['Wiki', { lost: 0, gained: 0 }],
    ]);
  });

  it('fails when somebody becomes a leaver, although no policy changed', async () => {
    const alice = '{ email: alice.archer@example.com, name: Alice Archer, identity_provider: Okta, groups: [';
    const outcome = await audit(alice, `${alice}leavers, `);
    expect(outcome).toMatchObject({ exitCode: 1, report: { verdict: 'failed' } });
    expect(movedIn(outcome)).toEqual([
      ['Grafana', { lost: 1, gained: 0 }],
      ['Wiki', { lost: 1, gained: 0 }],
    ]);
  });

  it('fails when a saved policy lets others in', async () => {
    const widened = await audit(
      '    name: Allow the break-glass account\n    decision: allow\n    include:\n',
      '    name: Allow the break-glass account\n    decision: allow\n    include:\n      - email: { email: mia.brooks@example.com }\n',
    );
    expect(movedIn(widened)).toEqual([
      ['Grafana', { lost: 0, gained: 1 }],
      ['Wiki', { lost: 0, gained: 0 }],
    ]);
    expect(widened.report.verdict).toBe('failed');
  });
});
