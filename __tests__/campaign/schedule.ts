import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';
import { isPage, type Response } from './exchangeFaults.ts';
import { FAULTS, type FaultName, FOR_EVER, type Operation, operationOf, type Strike } from './strikes.ts';
import { type Told, type ToldUser, WIRE } from './told.ts';

/** What the gate was told of one policy test, and how it was asked. */
interface Heard {
  status: Record<string, unknown> | undefined;
  /** By their number. */
  readonly pages: Map<number, readonly Record<string, unknown>[]>;
}

/** What stands between the gate and the emulator: the faults of a case, and a record of what got through. */
export interface Schedule {
  readonly answer: (request: EmulatorRequest, next: Handler) => Response;
  /** The faults that struck. */
  readonly struck: ReadonlySet<FaultName>;
  /** Whether the gate has to come to the same result as without them. */
  isHarmless(): boolean;
  /** What the answers told of a policy test; undefined when they did not tell that it was complete. */
  toldOf(id: string): Told | undefined;
  /** Requests that Cloudflare got to start a test and did not refuse: each of them started one. */
  readonly started: number;
  readonly requests: number;
  /** The first request from this number on that was answered: an interruption comes with an answer. */
  answeredFrom(from: number): number | undefined;
  /** HTTP statuses of the answers that the gate got. */
  readonly statuses: ReadonlySet<number>;
}

const TEST_ID = /policy-tests\/([\w-]+)/;

export function createSchedule(strikes: readonly Strike[], onRequest: (count: number) => void): Schedule {
  const struck = new Set<FaultName>();
  const statuses = new Set<number>();
  const counts = new Map<Operation, number>();
  const records = new Map<string, Heard>();
  let isHarmless = true;
  let started = 0;
  let requests = 0;
  const answered: number[] = [];

  const strike = (request: EmulatorRequest, next: Handler): Response => {
    const operation = operationOf(request);
    const count = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, count);
    const found = strikes.find(
      ({ on, nth, times }) => on === operation && nth <= count && count < nth + times,
    );
    if (found === undefined) return next(request);
    struck.add(found.fault);
    const { answer, harmless } = FAULTS[found.fault];
    isHarmless &&= found.times < 3 && harmless?.(request) === true;
    return answer(request, next, found.draw);
  };

  return {
    struck,
    statuses,
    get started() {
      return started;
    },
    get requests() {
      return requests;
    },
    answeredFrom: (from) => answered.find((count) => count >= from),
    isHarmless: () => isHarmless,
    answer(request, next) {
      requests += 1;
      onRequest(requests);
      const response = strike(request, (asked) => {
        const answer = next(asked);
        if (asked.method === 'POST' && answer.status === 200) started += 1;
        return answer;
      });
      statuses.add(response.status);
      answered.push(requests);
      record(records, request, response);
      return response;
    },
    toldOf(id) {
      const found = records.get(id);
      return found?.status?.['status'] === 'complete' ? toldBy(found) : undefined;
    },
  };
}

/** Only what is a success by all that it says of itself is believed. */
function record(records: Map<string, Heard>, request: EmulatorRequest, { status, body }: Response): void {
  const id = TEST_ID.exec(request.path)?.[1];
  if (id === undefined || status >= 300) return;
  const known = records.get(id) ?? { status: undefined, pages: new Map() };
  records.set(id, known);
  const result = resultOf(body);
  if (isPage(request)) {
    const page = Number(new URLSearchParams(request.path.split('?')[1]).get('page'));
    if (Array.isArray(result)) known.pages.set(page, result as Record<string, unknown>[]);
  } else if (isObject(result)) known.status = result;
}

function resultOf(body: string): unknown {
  try {
    const { success, errors, result } = JSON.parse(body) as Record<string, unknown>;
    return success === true && Array.isArray(errors) && errors.length === 0 ? result : undefined;
  } catch {
    return undefined;
  }
}

function toldBy({ status, pages }: Heard): Told {
  const numbers = Object.entries(WIRE).map(([wire, name]) => [name, status?.[wire]]);
  const inOrder = [...pages].sort(([one], [other]) => one - other).map(([, rows]) => rows);
  // A page without rows ends the list, whatever else was asked for meanwhile.
  const end = inOrder.findIndex((rows) => rows.length === 0);
  const users = inOrder.slice(0, end === -1 ? FOR_EVER : end).flatMap((rows) => rows.map(userOf));
  return { ...(Object.fromEntries(numbers) as Omit<Told, 'users'>), users };
}

function userOf(row: unknown): ToldUser {
  const { id, email, status } = isObject(row) ? row : {};
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return { id: text(id), email: text(email), status: text(status) as ToldUser['status'] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
