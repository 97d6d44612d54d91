import { virtualClock } from '../__tests__/support/world.ts';
import { renderScale } from './scaleTable.ts';

/*
 * What more users, accounts and runners cost, on a clock that does not have to wait: see docs/performance.md.
 */

async function main(): Promise<void> {
  process.stdout.write(`${await renderScale(() => virtualClock())}\n`);
}

void main();
