import { type KnownPolicy, type Source } from './policies/entry.ts';

/** The sensitive values of policies: what is sent of them and not shown, the longest first. */
export function secretsOf(sources: readonly Source[]): readonly string[] {
  const secrets = sources
    .filter((source): source is KnownPolicy => source.kind === 'policy')
    .flatMap(({ tested, text }) => differing(tested, text.policy));
  return [...new Set(secrets)].sort((one, other) => other.length - one.length);
}

function differing(sent: unknown, shown: unknown): string[] {
  if (sent === shown) return [];
  if (typeof sent !== 'object' || sent === null) return typeof sent === 'string' ? [sent] : [];
  return Object.entries(sent).flatMap(([key, value]) =>
    differing(value, typeof shown === 'object' && shown !== null ? Reflect.get(shown, key) : undefined),
  );
}
