import { inspect } from 'node:util';
import { type Directory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { runGate } from '../../src/gate.ts';
import { readOrigin } from '../../src/github/event.ts';
import { LOCAL, type Origin } from '../../src/github/origin.ts';
import { type InputName } from '../../src/inputDefinitions.ts';
import { type Inputs, parseInputs } from '../../src/inputs.ts';
import { renderAnnotations } from '../../src/report/annotations.ts';
import { exitCodeOf } from '../../src/report/conclusion.ts';
import { headline } from '../../src/report/headline.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type Report } from '../../src/report/report.ts';
import { renderText } from '../../src/report/terminal.ts';
import { prepareReportFiles, type ReportFiles, writeReportFiles } from '../../src/reportFiles.ts';
import { type World } from '../../src/world.ts';
import { ACCOUNT_ID, aDirectory, API_TOKEN, aUser, someSettings } from './directory.ts';
import { readEvent } from './events.ts';
import { memoryFiles } from './files.ts';
import { denyLeaks, peopleOf } from './leaks.ts';
import { emulatorDispatcher } from './mockAgent.ts';
import { denyLoss } from './readBack.ts';
import { aWorld, type TestWorld, virtualClock } from './world.ts';

type Response = ReturnType<Handler>;

/** What a run starts from; the config is `gate.yml`, and the other files lie beside it. */
export interface Scenario {
  readonly config: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs?: Partial<Record<InputName, string>>;
  /** Variables of the runner; none unless given. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: Directory;
  /** What started the run on a runner, its payload by the name of a file in fixtures/events; else a terminal. */
  readonly event?: { readonly name: string; readonly file: string };
  /** Stands between the gate and the emulator; `next` is the emulator, `count` the number of the request from 1. */
  readonly fault?: (request: EmulatorRequest, next: Handler, count: number) => Response;
  /** What the world draws, in [0, 1); 0 unless given. */
  readonly random?: number;
  /** Interrupts the run while the first request for which it returns true is under way. */
  readonly interruptAt?: (request: EmulatorRequest) => boolean;
  /** Changes the world in which it all takes place: another clock, files that fail. */
  readonly world?: (world: TestWorld) => World;
}

export interface Outcome {
  readonly report: Report;
  readonly exitCode: number;
  /** `GET policy-tests/ID/users?page=1&per_page=1000`, one a request. */
  readonly requests: readonly string[];
  readonly received: readonly EmulatorRequest[];
  /** How long it took, in virtual time. */
  readonly elapsedMs: number;
  /** The report files, by name. */
  readonly files: Readonly<
    Record<'report.json' | 'summary.md' | 'comment.md' | 'junit.xml' | 'snapshot.json', string>
  >;
  /** What a reader of the run sees: requests, log, report, exit code. */
  readonly transcript: string;
}

/** Ten people: six engineers (one in Germany), three in support, one contractor. A test of them takes 30 s. */
export const COMPANY: Directory = aDirectory({
  settings: someSettings({ test_seconds: 30 }),
  users: [
    ...['alice', 'ben', 'cho', 'dana', 'eli'].map((name) => person(name, 'engineering', 'US')),
    person('greta', 'engineering', 'DE'),
    ...['sam', 'sue', 'sid'].map((name) => person(name, 'support', 'US')),
    { ...person('carl', 'contractors', 'US'), email: 'carl@contractor.example' },
  ],
});

function person(name: string, group: string, country: string): Directory['users'][number] {
  return aUser({
    id: `00000000-0000-8000-8000-${Buffer.from(name.padEnd(6, '.')).toString('hex')}`,
    email: `${name}@example.com`,
    name: `${name} Surname`,
    groups: [group],
    country,
  });
}

/** A policy that lets engineering in, with anything else that a test wants in it. */
export const ALLOW_ENGINEERING = JSON.stringify({
  name: 'Allow engineering',
  decision: 'allow',
  include: [{ okta: { name: 'engineering', identity_provider_id: 'okta-1' } }],
});

/**
 * Runs the whole gate in memory, on the emulator, in virtual time. Throws what the gate throws, and when the token is in
 * anything that is written or thrown, or anybody's address or name without having been asked for.
 */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const directory = scenario.directory ?? COMPANY;
  const clock = virtualClock();
  const emulator = createEmulator(directory, { now: () => clock.elapsedMs() });
  const interruption = new AbortController();
  const received: EmulatorRequest[] = [];
  const dispatcher = emulatorDispatcher((request) => {
    received.push(request);
    const response = scenario.fault?.(request, emulator.handle, received.length) ?? emulator.handle(request);
    if (scenario.interruptAt?.(request)) interruption.abort(new Error('SIGTERM'));
    return response;
  });
  const files = memoryFiles(
    Object.fromEntries(
      Object.entries({ 'gate.yml': scenario.config, 'allow.json': ALLOW_ENGINEERING, ...scenario.files }).map(
        ([name, text]) => [`/workspace/${name}`, text],
      ),
    ),
  );
  const base = aWorld(dispatcher, {
    clock,
    files,
    interrupted: interruption.signal,
    random: () => scenario.random ?? 0,
  });
  const world = scenario.world?.(base) ?? base;
  const inputs: Inputs = parseInputs(
    { 'api-token': API_TOKEN, 'account-id': ACCOUNT_ID, config: 'gate.yml', ...scenario.inputs },
    scenario.environment ?? {},
    '/workspace',
    await originOf(scenario),
  );
  const secrets = [API_TOKEN, ...(inputs.identities === 'full' ? [] : peopleOf(directory))];

  let report: Report;
  let paths: ReportFiles;
  try {
    report = await runGate(inputs, world);
    paths = await prepareReportFiles(inputs, world);
    await writeReportFiles(report, paths, inputs.runUrl, world);
  } catch (error) {
    denyLeaks({ 'the log': base.lines.join('\n'), 'the error': inspect(error, { depth: 10 }) }, secrets);
    throw error;
  }
  const requests = received.map(
    ({ method, path }) => `${method} ${path.replace(/^.*\/access\//, '').replace(/[0-9a-f]{64}/, 'ID')}`,
  );
  const exitCode = exitCodeOf(report, inputs);
  const written = {
    'report.json': files.contents.get(paths.json) ?? '',
    'summary.md': files.contents.get(paths.summary) ?? '',
    'comment.md': files.contents.get(paths.comment) ?? '',
    'junit.xml': files.contents.get(paths.junit) ?? '',
    'snapshot.json': files.contents.get(paths.snapshot) ?? '',
  };
  const transcript = [
    ...countRepeated(requests),
    '',
    ...base.lines,
    '',
    renderText(report),
    '',
    `exit code ${String(exitCode)}`,
    '',
  ].join('\n');
  denyLoss(report, written['report.json']);
  const annotations = JSON.stringify(renderAnnotations(report, { lenient: false }));
  const outputs = JSON.stringify(renderOutputs(report, paths));
  denyLeaks({ ...written, transcript, annotations, outputs, headline: headline(report) }, secrets);
  return {
    report,
    exitCode,
    requests,
    received,
    elapsedMs: clock.elapsedMs(),
    files: written,
    transcript,
  };
}

function originOf({ event }: Scenario): Promise<Origin> {
  if (event === undefined) return Promise.resolve(LOCAL);
  const environment = { GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: '/event.json' };
  return readOrigin(environment, memoryFiles({ '/event.json': readEvent(event.file) }));
}

/** `line (3 times)` instead of three times the line. */
function countRepeated(lines: readonly string[]): string[] {
  const runs: { line: string; times: number }[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.line === line) last.times += 1;
    else runs.push({ line, times: 1 });
  }
  return runs.map(({ line, times }) => (times === 1 ? line : `${line} (${String(times)} times)`));
}

/** An answer with the API's envelope around errors. */
export function anError(status: number, code: number, message: string): Response {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null }),
  };
}

/** An answer with the API's envelope around a result. */
export function aResult(result: unknown): Response {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ success: true, errors: [], messages: [], result }),
  };
}
