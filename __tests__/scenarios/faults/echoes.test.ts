import { describe, expect, it } from '@jest/globals';
import { type InputName } from '../../../src/inputDefinitions.ts';
import { type Directory } from '../../../src/emulator/directory.ts';
import { API_TOKEN } from '../../support/directory.ts';
import { everythingOf, TOKEN } from '../../support/access.ts';
import { type Outcome, runScenario } from '../../support/scenario.ts';
import { ECHOES, echoing, ENCODED_FORMS, PLAIN_FORMS } from './echoes.ts';
import { EVERY_STAGE, ON_PAGES } from './stage.ts';

const KEY = 'f00dfeed0123456789abcdef0123456789abc';
const EMAIL = 'gate.keeper@operations.example';

interface Login {
  readonly name: string;
  readonly secrets: readonly { readonly secret: string; readonly forms: typeof PLAIN_FORMS }[];
  readonly inputs: Partial<Record<InputName, string>>;
  readonly directory: Directory;
}

const ALL = [...PLAIN_FORMS, ...ENCODED_FORMS];

const LOGINS: readonly Login[] = [
  {
    name: 'a token',
    secrets: [{ secret: TOKEN, forms: ALL }],
    inputs: { 'api-token': TOKEN },
    directory: { ...ON_PAGES, apiTokens: ON_PAGES.apiTokens.map((one) => ({ ...one, token: TOKEN })) },
  },
  { name: 'a short token', secrets: [{ secret: API_TOKEN, forms: ALL }], inputs: {}, directory: ON_PAGES },
  {
    name: 'the older pair',
    // The address is anybody's who can be told by it, and no more secret than theirs.
    secrets: [
      { secret: KEY, forms: ALL },
      { secret: EMAIL, forms: PLAIN_FORMS },
    ],
    inputs: { 'api-token': '', 'api-email': EMAIL, 'api-key': KEY },
    directory: { ...ON_PAGES, apiKey: { email: EMAIL, key: KEY } },
  },
];

/** All that leaves the process, as one text in one case of letters and with the characters that Markdown stands in for. */
function said({ transcript, files, report }: Outcome): string {
  const text = [transcript, ...Object.values(files), everythingOf(report)].join('\n');
  return text
    .replace(/&#(\d+);(?:<!-- -->)?/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .toLowerCase();
}

describe.each(LOGINS)('$name that is repeated', ({ secrets, inputs, directory }) => {
  it.each(ECHOES)('in $name is told nobody', async (echo) => {
    for (const { secret, forms } of secrets) {
      const written = forms.map((write) => write(secret));
      for (const repeated of echo.apart ? written : [written.join(' ')]) {
        const outcome = await runScenario({
          ...EVERY_STAGE,
          directory,
          inputs: { ...inputs, 'timeout-minutes': '1' },
          fault: echoing(echo, repeated),
        });
        const told = [secret, ...written].filter((form) => said(outcome).includes(form.toLowerCase()));
        expect(told).toEqual([]);
      }
    }
  });
});
