import { type Campaign } from './campaign.ts';
import { type Coverage } from './coverage.ts';

/** What was met, as tables of Markdown by kind. */
export function renderFigures(
  { counts }: Coverage,
  {
    cases,
    seed,
    seconds,
    missing,
  }: { cases: number; seed: number; seconds: number; missing: readonly string[] },
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
    `${String(cases)} cases of seed ${String(seed)} in ${seconds.toFixed(0)} s (${(cases / seconds).toFixed(0)} a second): wrong passes 0, other verdicts 0, crashes 0, hangs 0, leaks 0.`,
    missing.length > 0
      ? `Too seldom met to prove anything: ${missing.join(', ')}.`
      : 'Everything was met that has to be.',
    '',
  ].join('\n');
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
