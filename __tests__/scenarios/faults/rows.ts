import { type EmulatorRequest } from '../../../src/emulator/exchange.ts';
import { altering, type Answering, createJournal, type Response } from './stage.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Changes the rows of every page of the test, by the number of the page. */
export const rows = (change: (rows: readonly Row[], page: number) => unknown): Answering => {
  const journal = createJournal();
  return (request, next) => {
    const response = altering((result) => change(result as Row[], pageOf(request)));
    const plainly = (): Response => {
      const answer = next(request);
      journal.see(request, answer);
      return answer;
    };
    const stage = journal.stageOf(request);
    return stage === 'first page' || stage === 'later page' ? response(request, next) : plainly();
  };
};

/** Asks the emulator for another page than was asked for. */
export const turning = (turn: (page: number) => number): Answering => {
  const journal = createJournal();
  return (request, next) => {
    const stage = journal.stageOf(request);
    const isPage = stage === 'first page' || stage === 'later page';
    const page = pageOf(request);
    const path = isPage
      ? request.path.replace(`?page=${String(page)}&`, `?page=${String(turn(page))}&`)
      : request.path;
    const response = next({ ...request, path });
    journal.see(request, response);
    return response;
  };
};

function pageOf({ path }: EmulatorRequest): number {
  return Number(/[?&]page=(\d+)/.exec(path)?.[1]);
}

export const SOMEBODY = { id: 'new', email: 'new@example.com', name: 'Newcomer Surname', status: 'approved' };

/** Changes one row of the second page. */
export const oneRow = (change: (row: Row) => Row): Answering =>
  rows((page, number) => (number === 2 ? page.map((row, index) => (index === 0 ? change(row) : row)) : page));

export const without =
  (...fields: readonly string[]) =>
  (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
