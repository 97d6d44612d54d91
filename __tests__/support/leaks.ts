import { type Directory } from '../../src/emulator/directory.ts';

/** What is shorter may stand in a text by chance. */
const SHORT = 4;

/**
 * Throws when one of the outputs, by their names, tells one of the secrets: in any case of letters, as it is or as
 * JSON, a percent-encoded address or GitHub's Markdown writes it.
 */
export function denyLeaks(outputs: Readonly<Record<string, string>>, secrets: readonly string[]): void {
  for (const [name, text] of Object.entries(outputs)) {
    const folded = [
      text,
      text.replace(/&#(\d+);(?:<!-- -->)?/g, (_, code: string) => String.fromCodePoint(Number(code))),
    ].map((form) => form.toLowerCase());
    for (const secret of new Set(secrets.filter(({ length }) => length >= SHORT))) {
      const forms = [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret.replace(/\p{Cs}/gu, '')),
      ].map((form) => form.toLowerCase());
      if ([...new Set(forms)].some((form) => folded.some((said) => said.includes(form)))) {
        throw new Error(`${name} tells ${JSON.stringify(secret)}:\n${text}`);
      }
    }
  }
}

/** The addresses and names of everybody in a directory. */
export function peopleOf({ users }: Directory): string[] {
  return users.flatMap(({ email, name }) => [email, name]);
}
