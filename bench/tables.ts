import { RUNS_A_BAND, SEED, simulateCurves } from '../__tests__/support/waiting.ts';
import { virtualClock } from '../__tests__/support/world.ts';
import { renderScale } from './scaleTable.ts';
import { renderWaiting } from './waitingTable.ts';

/** What is computed and not measured, so that it is the same on every machine. */
export interface Tables {
  readonly scaleOfUsers: string;
  readonly scaleOfAccounts: string;
  readonly waiting: string;
}

export async function renderTables(): Promise<Tables> {
  const scale = await renderScale(() => virtualClock());
  const [scaleOfUsers = '', scaleOfAccounts = ''] = scale.split('\n\n');
  return { scaleOfUsers, scaleOfAccounts, waiting: renderWaiting(await simulateCurves(SEED, RUNS_A_BAND)) };
}
