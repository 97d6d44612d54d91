import { describe, expect, it } from '@jest/globals';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type Directory } from '../../src/emulator/directory.ts';
import { runGate } from '../../src/gate.ts';
import { parseInputs } from '../../src/inputs.ts';
import { renderRecorded } from '../../src/report/recorded.ts';
import { prepareSnapshot, writeSnapshot } from '../../src/snapshotFile.ts';
import { ACCOUNT_ID, API_TOKEN, someSettings } from '../support/directory.ts';
import { memoryFiles } from '../support/files.ts';
import { emulatorDispatcher } from '../support/mockAgent.ts';
import { ALLOW_ENGINEERING, COMPANY } from '../support/scenario.ts';
import { aWorld, virtualClock } from '../support/world.ts';

const PATH = '/elsewhere/access.json';

/** Two tests, whose baseline and bounds are no matter of a snapshot. */
const CONFIG = `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    baseline: { snapshot: not-yet-written.json }
    thresholds: { users_lost: { max: 0 }, users_approved: { max: 1 } }
  - name: Wiki
    policies: [{ policy: { name: Everybody, decision: allow, include: [{ everyone: {} }] } }]
    thresholds: { users_blocked: { max: 0 } }
application_checks:
  - { name: Alice, app_id: f174e90a, expect: { user: alice@example.com, status: Success } }
`;

/** What the command does: prepares, runs the gate, and writes what was recorded, with these files there before. */
async function record(
  contents: Readonly<Record<string, string>>,
  directory: Directory = COMPANY,
  random = 0,
) {
  const clock = virtualClock();
  const paths: string[] = [];
  const emulator = createEmulator(directory, { now: () => clock.elapsedMs() });
  const files = memoryFiles({
    '/workspace/gate.yml': CONFIG,
    '/workspace/allow.json': ALLOW_ENGINEERING,
    ...contents,
  });
  const world = aWorld(
    emulatorDispatcher((request) => {
      paths.push(request.path);
      return emulator.handle(request);
    }),
    { clock, files, random: () => random },
  );
  const inputs = parseInputs(
    { 'api-token': API_TOKEN, 'account-id': ACCOUNT_ID, config: 'gate.yml' },
    {},
    '/workspace',
  );
  const salt = await prepareSnapshot(PATH, inputs, world);
  const report = await runGate({ ...inputs, mode: 'snapshot', salt }, world);
  if (report.snapshot) await writeSnapshot(PATH, report.snapshot, world);
  return {
    shown: renderRecorded(report),
    written: files.contents.get(PATH),
    snapshot: report.snapshot,
    paths,
  };
}

describe('the command snapshot', () => {
  it('records how everybody fares, whatever the config expects, and needs no baseline', async () => {
    const { shown, snapshot, paths } = await record({});
    expect(paths.filter((path) => path.includes('/apps/'))).toEqual([]);
    expect(shown).toBe(
      '✓ Grafana: 6 approved, 4 blocked, 0 in error\n✓ Wiki: 10 approved, 0 blocked, 0 in error',
    );
    expect(Object.keys(snapshot?.tests ?? {})).toEqual(['Grafana', 'Wiki']);
  });

  it('writes the same text again where nobody fares otherwise', async () => {
    const { written = '' } = await record({}, COMPANY, 0.5);
    const again = await record({ [PATH]: written });
    expect(again.written).toBe(written);
    expect(written).toContain('"salt": "88888888888888888888888888888888"');
  });

  it('records nothing of what is not proven, and says why', async () => {
    const { shown, snapshot } = await record(
      {},
      { ...COMPANY, settings: someSettings({ test_ends: 'exceeded time' }) },
    );
    expect(shown).toMatch(/^✗ Grafana: Policy test \w+ ended "exceeded time" at 50 %/);
    expect(snapshot).toBeUndefined();
  });

  it.each([
    ['something else', 'hello', 'is there already and no snapshot'],
    ['a snapshot of another account', undefined, 'is a snapshot of another account'],
  ])('does not overwrite %s', async (_, text, message) => {
    const { written = '' } = await record({});
    const there = text ?? written.replace(/"account": "\w/, '"account": "f');
    await expect(record({ [PATH]: there })).rejects.toThrow(message);
  });
});
