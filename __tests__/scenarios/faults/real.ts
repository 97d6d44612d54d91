import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, type Dispatcher } from 'undici';
import { runGate } from '../../../src/gate.ts';
import { parseInputs } from '../../../src/inputs.ts';
import { type Report } from '../../../src/report/report.ts';
import { renderText } from '../../../src/report/terminal.ts';
import { prepareReportFiles, writeReportFiles } from '../../../src/reportFiles.ts';
import { createWorld } from '../../../src/world.ts';
import { LOCAL } from '../../../src/github/origin.ts';
import { ACCOUNT_ID, API_TOKEN } from '../../support/directory.ts';
import { denyLeaks, peopleOf } from '../../support/leaks.ts';
import { ALLOW_ENGINEERING } from '../../support/scenario.ts';
import { EVERY_STAGE, ON_PAGES } from './stage.ts';

export const DEADLINE_MS = 6_000;

export interface RealOutcome {
  readonly report: Report;
  readonly elapsedMs: number;
  readonly files: Readonly<Record<'report.json' | 'summary.md', string>>;
}

/** Runs the gate with the real clock, real files and real sockets. */
export async function runReal(baseUrl: string, dispatcher: Dispatcher = new Agent()): Promise<RealOutcome> {
  const workspace = await mkdtemp(join(tmpdir(), 'access-policy-gate-faults-'));
  await writeFile(join(workspace, 'gate.yml'), EVERY_STAGE.config);
  await writeFile(join(workspace, 'allow.json'), ALLOW_ENGINEERING);
  await writeFile(join(workspace, 'before.json'), EVERY_STAGE.files['before.json']);
  const inputs = parseInputs(
    {
      'api-token': API_TOKEN,
      'account-id': ACCOUNT_ID,
      'api-base-url': `${baseUrl}/client/v4`,
      config: 'gate.yml',
      'report-dir': 'reports',
      'timeout-minutes': String(DEADLINE_MS / 60_000),
    },
    {},
    workspace,
    LOCAL,
  );
  const lines: string[] = [];
  const log = (line: string): void => {
    lines.push(line);
  };
  const world = {
    ...createWorld({ debug: log, info: log, progress: log }, new AbortController().signal, workspace),
    connect: () => Promise.resolve(dispatcher),
    // The shortest delays: the last try is over long before the deadline, also on a busy machine.
    random: () => 0,
  };
  const startMs = performance.now();
  try {
    const paths = await prepareReportFiles(inputs, world);
    const report = await runGate(inputs, world);
    await writeReportFiles(report, paths, inputs.runUrl, world);
    const files = {
      'report.json': await readFile(paths.json, 'utf8'),
      'summary.md': await readFile(paths.summary, 'utf8'),
    };
    denyLeaks({ ...files, log: lines.join('\n'), text: renderText(report) }, [
      API_TOKEN,
      ...peopleOf(ON_PAGES),
    ]);
    return { report, elapsedMs: performance.now() - startMs, files };
  } finally {
    await dispatcher.destroy();
  }
}
