import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { renderFailure, renderFigures } from './figures.ts';

/*
 * The campaign from the command line: npm run campaign -- --seed 42 --cases 10000
 */

async function main(): Promise<void> {
  // Until all is said: whatever waits for ever ends the process, and must not end it well.
  process.exitCode = 1;
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, cases: { type: 'string' }, path: { type: 'string' } },
  });
  const seed = Number(values.seed ?? process.env['CAMPAIGN_SEED'] ?? 20_261_122);
  const cases = Number(values.cases ?? process.env['CAMPAIGN_CASES'] ?? 10_000);
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(cases) || cases < 1) {
    process.stderr.write('seed and cases must be whole numbers, and cases at least 1.\n');
    process.exitCode = 2;
    return;
  }

  process.stdout.write(`Campaign of ${String(cases)} cases, seed ${String(seed)}\n`);
  const startedMs = performance.now();
  const campaign = await runCampaign({ seed, cases, ...(values.path && { path: values.path }) }, (count) => {
    if (count % 1_000 === 0) process.stderr.write(`${String(count)} cases …\n`);
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  // A case that is repeated alone cannot meet everything.
  const missing =
    values.path || cases < 1_000 ? undefined : campaign.coverage.missing(Math.floor(cases / 1_000));
  process.stdout.write(
    campaign.failure
      ? renderFailure(campaign.failure, seed, cases)
      : renderFigures(campaign, { seed, seconds, missing }),
  );
  process.exitCode = campaign.failure || missing?.length ? 1 : 0;
}

void main();
