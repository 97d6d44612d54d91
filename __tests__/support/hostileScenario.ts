import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { aUser } from './directory.ts';
import { ALLOW_ENGINEERING, COMPANY, type Scenario } from './scenario.ts';

type Response = ReturnType<Handler>;

/** By this the policy of the test is known that is lost. */
const LOST = '7h';

const APP_ID = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';

/**
 * A run in which `text` is everything that others choose: the names of tests, checks, policies, groups and people,
 * addresses, labels, waivers, words of the API and what it says, and what a lost connection is lost by. Engineering
 * keeps its access and the rest loses it; a second test is lost, and the check of an application refused.
 */
export function hostileScenario(text: string): Scenario {
  let isLost = false;
  return {
    config: hostileConfig(text),
    files: {
      'allow.json': ALLOW_ENGINEERING.replace('"Allow engineering"', () => JSON.stringify(`x${text}`)),
    },
    directory: { ...COMPANY, users: [...COMPANY.users, ...hostileUsers(text)] },
    fault(request, next) {
      if (request.method === 'POST') isLost = request.body?.includes(LOST) ?? false;
      if (request.path.includes('user_policy_checks')) return refusal(text);
      if (request.method === 'GET' && isLost) throw Object.assign(new Error(text), { code: text });
      return withWords(request, next(request), text);
    },
  };
}

function hostileConfig(text: string): string {
  const waiver = { until: '2026-11-30', owner: `x${text}`, reason: `x${text}` };
  const everybody = { name: `x${text}`, decision: 'allow', include: [{ everyone: {} }] };
  const open = { ...everybody, include: [{ email: { email: `x${text}` } }, { group: { id: `x${text}` } }] };
  return JSON.stringify({
    version: 1,
    tests: [
      {
        name: `x${text}`,
        policies: [{ file: 'allow.json' }, { policy: { ...open, purpose_justification_prompt: text } }],
        baseline: [{ policy: everybody }],
        thresholds: { users_lost: { max: 0 }, users_blocked: { max: 0, waiver }, users_errored: { max: 0 } },
        expectations: [
          { user: 'sam@example.com', status: 'approved', label: `x${text}` },
          { user: mallory(text), status: 'approved' },
        ],
      },
      {
        name: `y${text}`,
        policies: [{ policy: { ...everybody, session_duration: LOST } }],
        thresholds: { total_users: { min: 1 } },
      },
    ],
    application_checks: [
      { name: `z${text}`, app_id: APP_ID, expect: { user: mallory(text), status: `x${text}` } },
    ],
  });
}

/** Who is in no policy; what the text has of patterns and blanks is none of an address. */
function mallory(text: string): string {
  return `mallory${text.replace(/[\s\p{C}*?[\]{}()!|+@,]/gu, '')}@evil.example`;
}

/** Their names are no others than those of policies, but for a word, so that a leak is told from a policy's name. */
function hostileUsers(text: string): ReturnType<typeof aUser>[] {
  return [mallory(text), `mallory ${text}`, `mallory@${text}`].map((email, index) =>
    aUser({ id: `evil-${String(index)}`, email, name: `Mallory ${text}`, groups: [text] }),
  );
}

/** The answer of the emulator, in words of its own. */
function withWords({ path }: EmulatorRequest, answer: Response, text: string): Response {
  if (answer.status !== 200) return answer;
  const body = JSON.parse(answer.body) as { messages: unknown[]; result: { status?: string } };
  if (/policy-tests\/\w+$/.test(path) && body.result.status === 'processing') body.result.status = `x${text}`;
  body.messages = [{ code: 1, message: text, documentation_url: text, source: { pointer: text } }];
  return { ...answer, body: JSON.stringify(body) };
}

function refusal(text: string): Response {
  const error = { code: 1, message: text, documentation_url: text, source: { pointer: text } };
  return {
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ success: false, errors: [error], messages: [error], result: null }),
  };
}
