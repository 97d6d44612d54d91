import { describe, expect, it } from '@jest/globals';
import { type Step } from '../../src/steps.ts';
import { aUser, someSettings } from '../support/directory.ts';
import { COMPANY, runScenario, type Scenario } from '../support/scenario.ts';

const POLICIES = '[{ file: allow.json }]';
const MANY = { ...aUser({ groups: ['engineering'] }), name: 'staff', domain: 'example.com', count: 3_500 };

/** What somebody who watches a run is told: `2/3 Grafana: processing, 40 %`, ended by a full stop when it is over. */
async function watch(scenario: Scenario): Promise<string[]> {
  const told: string[] = [];
  const step = (step: Step | undefined): void => {
    told.push(step === undefined ? 'over' : describeStep(step));
  };
  await runScenario({ ...scenario, world: (world) => ({ ...world, log: { ...world.log, step } }) });
  return told;
}

function describeStep({ turn, name, doing, share, isOver }: Step): string {
  const percent = share === undefined ? '' : `, ${String(Math.floor(share * 100))} %`;
  return `${String(turn?.number)}/${String(turn?.of)} ${name}: ${doing}${percent}${isOver ? '.' : ''}`;
}

describe('whoever watches a run', () => {
  it('is told how far each policy test is, from its start to its last user', async () => {
    const told = await watch({
      directory: { ...COMPANY, settings: someSettings({ test_seconds: 2 }) },
      config: `version: 1
tests:
  - { name: Grafana, policies: ${POLICIES}, expectations: [{ user: alice@example.com, status: approved }] }
  - { name: Wiki, policies: ${POLICIES}, thresholds: { users_blocked: { max: 9 } } }
`,
    });
    expect(told.filter((line, index) => line !== told[index - 1])).toEqual([
      '1/2 Grafana: starting',
      '1/2 Grafana: processing, 0 %',
      '1/2 Grafana: processing, 50 %',
      '1/2 Grafana: processing, 80 %',
      '1/2 Grafana: complete, 100 %.',
      '1/2 Grafana: listing users',
      '1/2 Grafana: listing users, 1 of 1 page, 100 %',
      '1/2 Grafana: listing users, 1 of 1 page, 100 %.',
      'over',
      '2/2 Wiki: starting',
      '2/2 Wiki: processing, 0 %',
      '2/2 Wiki: processing, 50 %',
      '2/2 Wiki: processing, 80 %',
      '2/2 Wiki: complete, 100 %.',
      'over',
    ]);
  });

  it('is told that a listing is over where enough was seen', async () => {
    const told = await watch({
      directory: { ...COMPANY, crowds: [MANY] },
      config: `version: 1
tests:
  - { name: Grafana, policies: ${POLICIES}, expectations: [{ user: staff-1@example.com, status: approved }] }
`,
    });
    expect(told.filter((line) => line.includes('listing approved'))).toEqual([
      '1/1 Grafana: listing approved users',
      '1/1 Grafana: listing approved users, 1 of 4 pages, 25 %',
      '1/1 Grafana: listing approved users, 1 of 4 pages, 25 %.',
    ]);
  });
});
