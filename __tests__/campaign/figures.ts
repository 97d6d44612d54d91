import { type Campaign } from './campaign.ts';

/** What was met in a campaign that held, as tables of Markdown by kind. */
export function renderFigures(
  { coverage: { counts }, cases }: Campaign,
  { seed, seconds, missing }: { seed: number; seconds: number; missing: readonly string[] | undefined },
): string {
  const kinds = [...new Set([...counts.keys()].map((label) => label.split(': ')[0] ?? ''))];
  const tables = kinds.map((kind) => {
    const rows = [...counts].filter(([label]) => label.startsWith(`${kind}: `));
    const lines = rows.map(([label, count]) => `| ${label.slice(kind.length + 2)} | ${String(count)} |`);
    return [`| ${kind} | cases |`, '| --- | ---: |', ...lines, ''].join('\n');
  });
  return [
    '',
    ...tables,
    `All ${String(cases)} cases of seed ${String(seed)} held, in ${seconds.toFixed(0)} s: no wrong pass, no other verdict than the truth or inconclusive, no crash, no hang, no leak.`,
    describeMissing(missing),
    '',
  ].join('\n');
}

function describeMissing(missing: readonly string[] | undefined): string {
  if (missing === undefined) return 'Too few cases to ask whether everything was met.';
  return missing.length > 0
    ? `Too seldom met to prove anything: ${missing.join(', ')}.`
    : 'Everything was met that has to be.';
}

/** A case that does not hold, made as small as it gets, and how to see it again. */
export function renderFailure(
  failure: NonNullable<Campaign['failure']>,
  seed: number,
  cases: number,
): string {
  return [
    '',
    failure.error,
    '',
    'The smallest case:',
    JSON.stringify(failure.blueprint, (_key, value: unknown) =>
      value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value,
    ),
    '',
    failure.config,
    '',
    `npm run campaign -- --seed ${String(seed)} --cases ${String(cases)} --path ${failure.path}`,
    '',
  ].join('\n');
}
