import { anError } from '../../support/scenario.ts';
import { type Fault } from './fault.ts';
import { type Numbers, SHAPE } from './numbers.ts';
import { altering, type Answering, faultAt, type Stage } from './stage.ts';

/** Two policy tests that are one, and ids that are none. */
const STARTED: readonly Fault[] = [
  {
    name: 'the same policy test for other policies, later in the run',
    scenario: () => {
      const ids: string[] = [];
      return {
        fault(request, next) {
          const response = next(request);
          if (request.method !== 'POST') return response;
          ids.push(/"id":"([^"]+)"/.exec(response.body)?.[1] ?? '');
          const [first = ''] = ids;
          return request.body?.includes('"Saved"')
            ? { ...response, body: response.body.replace(ids.at(-1) ?? '', first) }
            : response;
        },
      };
    },
    says: [/Cloudflare gave policy test \w+ for other policies as well, so that its numbers prove nothing/],
  },
  {
    name: 'the same policy test for the baseline, again and again',
    scenario: () => {
      let first = '';
      return {
        fault(request, next) {
          const response = next(request);
          if (request.method !== 'POST') return response;
          const id = /"id":"([^"]+)"/.exec(response.body)?.[1] ?? '';
          first ||= id;
          return request.body?.includes('"Before"')
            ? { ...response, body: response.body.replace(id, first) }
            : response;
        },
      };
    },
    says: ['for other policies as well, so that nothing can be compared'],
  },
  ...['', '../../../user', 'a b', 'x'.repeat(65), 'x\n::error::y', '<script>', null, 7].map((id) => ({
    name: `the id ${JSON.stringify(id)} for a started test`,
    scenario: () => ({
      fault: faultAt(
        'start',
        altering(() => ({ id, status: 'success' })),
      ),
    }),
    says: [`${SHAPE}: id`],
  })),
  {
    name: 'a start that says failed',
    scenario: () => ({
      fault: faultAt(
        'start',
        altering((result) => ({ ...(result as Numbers), status: 'failed' })),
      ),
    }),
    says: [`${SHAPE}: status`],
  },
];

/** A test that vanishes, or whose token does, once all went well so far. */
const VANISHING: readonly Fault[] = (['poll', 'later page', 'poll of the baseline'] as const).flatMap(
  (stage: Stage) => {
    return [
      {
        name: `a test that vanishes after the first answer to the ${stage}`,
        scenario: () => ({ fault: faultAt(stage, afterFirst(anError(404, 12130, 'not found'))) }),
        says: ['HTTP 404; 12130: not found', 'It does not exist, or no longer'],
      },
      {
        name: `a token that is revoked after the first answer to the ${stage}`,
        scenario: () => ({ fault: faultAt(stage, afterFirst(anError(403, 9109, 'Invalid access token'))) }),
        stops: 'refused' as const,
        says: ['HTTP 403; 9109: Invalid access token', 'unknown, expired or revoked'],
      },
    ];
  },
);

function afterFirst(response: ReturnType<typeof anError>): Answering {
  let asked = 0;
  return (request, next) => {
    asked += 1;
    return asked === 1 ? next(request) : response;
  };
}

/** Everything that can be wrong with which policy test it is. */
export const IDS: readonly Fault[] = [...STARTED, ...VANISHING];
