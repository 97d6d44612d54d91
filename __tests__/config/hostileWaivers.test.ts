import { describe, expect, it } from '@jest/globals';
import { compareConfigs } from '../../src/config/comparison.ts';
import { type Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load.ts';
import { plain } from '../../src/untrusted.ts';
import { namingOf } from '../support/judged.ts';

const HOSTILE = ['alice@example.com', 'x\n::error::y', 'x\r\u2028y', 'a\u202eb', '\u001b[31mred'];

/** A config whose threshold and expectation are waived by `owner` for `reason`; undefined: by nobody. */
function configOf(waiver: { owner: string; reason: string } | undefined): Config {
  const waived = waiver && { waiver: { until: '2026-12-31', ...waiver } };
  const test = {
    name: 'Grafana',
    policies: [{ id: 'abc' }],
    thresholds: { users_blocked: { max: 5, ...waived } },
    expectations: [{ user: 'ceo@x.co', status: 'approved', label: 'CEO', ...waived }],
  };
  const { config, problems } = parseConfig('gate.yml', JSON.stringify({ version: 1, tests: [test] }));
  if (config === undefined) throw new Error(JSON.stringify(problems));
  return config;
}

/** What a waiver that is added, exchanged or taken away is told with. */
function toldOf(owner: string, reason: string): string[] {
  const [none, tame, hostile] = [undefined, { owner: 'x', reason: 'y' }, { owner, reason }].map(configOf);
  return [
    ...compareConfigs(none, hostile, namingOf()),
    ...compareConfigs(hostile, tame, namingOf()),
    ...compareConfigs(hostile, none, namingOf()),
  ].flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
}

describe('a waiver that a pull request adds, changes or takes away', () => {
  it.each(HOSTILE)('tells its owner as what is fit to be shown: %j', (owner) => {
    const told = toldOf(owner, 'moves');
    expect(told.filter((words) => words.endsWith(` by ${plain(owner)}: moves`))).toHaveLength(6);
    expect(told.join()).not.toMatch(/alice|\p{Cc}|[\u2028\u202e]/u);
  });

  it.each(HOSTILE)('tells its reason as what is fit to be shown: %j', (reason) => {
    const told = toldOf('it-team', reason);
    expect(told.filter((words) => words.endsWith(` by it-team: ${plain(reason)}`))).toHaveLength(6);
    expect(told.join()).not.toMatch(/alice|\p{Cc}|[\u2028\u202e]/u);
  });
});
