import { type Directory } from '../../../src/emulator/directory.ts';
import { type EmulatorRequest, type Handler } from '../../../src/emulator/exchange.ts';
import { someSettings } from '../../support/directory.ts';
import { COMPANY } from '../../support/scenario.ts';

/** Every kind of request that a gate makes. */
export const STAGES = [
  'start',
  'poll',
  'first page',
  'later page',
  'start of the baseline',
  'poll of the baseline',
  'first page of the baseline',
  'later page of the baseline',
  'policies of the application',
  'application check',
] as const;

export type Stage = (typeof STAGES)[number];

export type Response = ReturnType<Handler>;

/** Answers a request in the emulator's place, which is `next`. */
export type Answering = (request: EmulatorRequest, next: Handler) => Response;

const WIKI = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';

const engineering = (name: string) => ({
  name,
  decision: 'allow' as const,
  include: [{ okta: { name: 'engineering', identity_provider_id: 'okta-1' } }],
});

/** A gate that makes every kind of request, and passes: a test with a baseline, one of a saved application, and a check of it. */
export const EVERY_STAGE = {
  config: `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    baseline: [{ file: before.json }]
    thresholds: { percent_blocked: { max: 90 }, users_lost: { max: 0 } }
  - name: Wiki
    policies: [{ application: ${WIKI} }]
    thresholds: { users_approved: { min: 6 } }
application_checks:
  - name: Alice reaches the wiki
    app_id: ${WIKI}
    expect: { user: alice@example.com, status: Success }
`,
  files: { 'before.json': JSON.stringify(engineering('Before')) },
};

/** The people of the company on pages of four, and an application. A policy test takes two seconds. */
export const ON_PAGES: Directory = {
  ...COMPANY,
  settings: someSettings({ test_seconds: 2, max_per_page: 4 }),
  applications: new Map([
    [
      WIKI,
      {
        id: WIKI,
        name: 'Wiki',
        domain: 'wiki.example.com',
        zoneId: undefined,
        policies: [{ ...engineering('Saved'), require: [], exclude: [] }],
        checkedUser: COMPANY.users.find(({ email }) => email === 'alice@example.com'),
      },
    ],
  ]),
};

/** Tells the stages of one run apart, by what its starts were answered. */
interface Journal {
  /** Undefined for those of the policy test of the saved application, which are like others. */
  stageOf(request: EmulatorRequest): Stage | undefined;
  see(request: EmulatorRequest, response: Response): void;
}

export function createJournal(): Journal {
  const baselines = new Set<string>();
  const others = new Set<string>();
  const isBaseline = ({ body = '' }: EmulatorRequest): boolean => body.includes('"Before"');
  const isOther = ({ body = '' }: EmulatorRequest): boolean => body.includes('"Saved"');
  return {
    stageOf(request) {
      const { method, path } = request;
      if (path.includes('/user_policy_checks')) return 'application check';
      if (path.includes('/apps/')) return 'policies of the application';
      if (method === 'POST') {
        if (isOther(request)) return undefined;
        return isBaseline(request) ? 'start of the baseline' : 'start';
      }
      const id = /policy-tests\/([^/?]+)/.exec(path)?.[1] ?? '';
      if (others.has(id)) return undefined;
      const step = !path.includes('/users')
        ? 'poll'
        : path.includes('?page=1&')
          ? 'first page'
          : 'later page';
      return baselines.has(id) ? `${step} of the baseline` : step;
    },
    see(request, response) {
      const id = /"id":"([^"]+)"/.exec(response.body)?.[1];
      if (request.method !== 'POST' || id === undefined) return;
      if (isBaseline(request)) baselines.add(id);
      if (isOther(request)) others.add(id);
    },
  };
}

/** Answers the requests of one stage by `answering`, and the others as the emulator does. */
export function faultAt(stage: Stage, answering: Answering): Answering {
  const journal = createJournal();
  return (request, next) => {
    const handle: Handler = (one) => {
      const response = next(one);
      journal.see(one, response);
      return response;
    };
    return journal.stageOf(request) === stage ? answering(request, handle) : handle(request);
  };
}

/** Changes the result of a good answer. */
export function altering(change: (result: unknown) => unknown): Answering {
  return (request, next) => {
    const response = next(request);
    const envelope = JSON.parse(response.body) as { result: unknown };
    return { ...response, body: JSON.stringify({ ...envelope, result: change(envelope.result) }) };
  };
}

/** The first so many times by `answering`, then as the emulator does. */
export function times(count: number, answering: Answering): Answering {
  let done = 0;
  return (request, next) => {
    done += 1;
    return done <= count ? answering(request, next) : next(request);
  };
}
