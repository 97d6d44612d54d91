import { type Application, type Directory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { draftFromAccount, type FirstDraft } from '../../src/firstDraft.ts';
import { aConnection } from './access.ts';
import { API_TOKEN } from './directory.ts';
import { denyLeaks, peopleOf } from './leaks.ts';
import { emulatorDispatcher } from './mockAgent.ts';
import { aWorld, virtualClock } from './world.ts';

/** What stands between init and the emulator. */
export interface Drafting {
  readonly fault?: (request: EmulatorRequest, next: Handler, count: number) => ReturnType<Handler>;
  readonly interruptAt?: (request: EmulatorRequest) => boolean;
  readonly prepare?: () => Promise<void>;
  readonly timeoutMs?: number;
}

export interface Drafted {
  readonly draft: FirstDraft;
  readonly lines: readonly string[];
  /** `GET apps?page=1&per_page=50`, one a request. */
  readonly requests: readonly string[];
  readonly elapsedMs: number;
}

/** Drafts a first config of an emulated account, in virtual time. Throws what init throws, and when anything tells people. */
export async function draftOf(directory: Directory, drafting: Drafting = {}): Promise<Drafted> {
  const { fault, interruptAt, prepare = () => Promise.resolve(), timeoutMs = 15 * 60_000 } = drafting;
  const clock = virtualClock();
  const emulator = createEmulator(directory, { now: () => clock.elapsedMs() });
  const interruption = new AbortController();
  const requests: string[] = [];
  const dispatcher = emulatorDispatcher((request) => {
    requests.push(
      `${request.method} ${request.path.replace(/^.*\/access\//, '').replace(/[0-9a-f]{64}/, 'ID')}`,
    );
    const response = fault?.(request, emulator.handle, requests.length) ?? emulator.handle(request);
    if (interruptAt?.(request)) interruption.abort(new Error('SIGTERM'));
    return response;
  });
  const world = aWorld(dispatcher, { clock, interrupted: interruption.signal });
  const connection = aConnection({ credentials: { kind: 'token', token: API_TOKEN } });
  const draft = await draftFromAccount(connection, { timeoutMs }, world, prepare);
  denyLeaks({ config: draft.text ?? '', said: draft.said.join('\n'), log: world.lines.join('\n') }, [
    API_TOKEN,
    ...peopleOf(directory),
  ]);
  return { draft, lines: world.lines, requests, elapsedMs: clock.elapsedMs() };
}

/** An application that lets engineering in. */
export function anApplication(overrides: Partial<Application> = {}): Application {
  return {
    id: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
    name: 'Wiki',
    domain: 'wiki.example.com',
    zoneId: undefined,
    policies: [
      {
        name: 'Engineering',
        decision: 'allow',
        include: [{ okta: { name: 'engineering', identity_provider_id: 'okta-1' } }],
        require: [],
        exclude: [],
      },
    ],
    checkedUser: undefined,
    ...overrides,
  };
}

/** The account with these applications. */
export function withApplications(directory: Directory, applications: readonly Application[]): Directory {
  return { ...directory, applications: new Map(applications.map((one) => [one.id.toLowerCase(), one])) };
}
