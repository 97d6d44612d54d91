import { type KnownPolicy, type Source } from './policies/entry.ts';

/** What is shorter stands in an answer by chance. */
const SHORT = 3;

/** The sensitive values of policies: what is sent of them and not shown, the longest first. */
export function secretsOf(sources: readonly Source[]): readonly string[] {
  const secrets = sources
    .filter((source): source is KnownPolicy => source.kind === 'policy')
    .flatMap(({ tested, text }) => differing(tested, text.policy));
  return [...new Set(secrets)]
    .filter(({ length }) => length >= SHORT)
    .sort((one, other) => other.length - one.length);
}

/** `text`, in which somebody may repeat what was sent, without any of `secrets`. */
export function concealSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '(sensitive)'), text);
}

function differing(sent: unknown, shown: unknown): string[] {
  if (sent === shown) return [];
  if (typeof sent !== 'object' || sent === null) return typeof sent === 'string' ? [sent] : [];
  return Object.entries(sent).flatMap(([key, value]) =>
    differing(value, typeof shown === 'object' && shown !== null ? Reflect.get(shown, key) : undefined),
  );
}
