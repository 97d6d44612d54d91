import { EXIT } from '../../src/report/conclusion.ts';
import { type Verdict } from '../../src/verdict/finding.ts';
import { code, page, table } from './markdown.ts';

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  passed: 'the verdict is `passed` or `skipped`; or what was found was asked not to fail the run',
  failed: 'the verdict is `failed`',
  badInput: 'an input, the config or a file that it names is wrong; nothing was tested',
  unproven: 'the verdict is `inconclusive`, the run was interrupted, or Cloudflare refused the request',
  bug: 'a bug of this project; nothing was proven',
};

const VERDICTS: Readonly<Record<Verdict, { readonly when: string; readonly exit: number }>> = {
  passed: { when: 'everything that was asked was proven to hold', exit: EXIT.passed },
  failed: {
    when: "a threshold, an expectation, a check's status or a finding on policies or the plan of severity error does not hold, and is not waived",
    exit: EXIT.failed,
  },
  inconclusive: {
    when: 'it could not be proven: no answer, a test that ended `blocked` or `exceeded time`, numbers that do not add up, what a plan does not know yet',
    exit: EXIT.unproven,
  },
  skipped: {
    when: 'nothing was tested, by design: `mode: validate`, or a fork without a token, without a finding of severity error',
    exit: EXIT.passed,
  },
};

/** The page on verdicts and on the exit codes of the command line. */
export function renderExitCodes(): string {
  return page(
    'Verdicts and exit codes',
    'Each test has a verdict, and the run has the worst of all: failed, else inconclusive, else passed.',
    table(
      ['verdict', 'when', 'exit code'],
      Object.entries(VERDICTS).map(([verdict, { when, exit }]) => [code(verdict), when, String(exit)]),
    ),
    '## Exit codes of the command line',
    table(
      ['exit code', 'when'],
      Object.entries(EXIT).map(([name, exit]) => [String(exit), MEANINGS[name as keyof typeof EXIT]]),
    ),
    'The action fails its step where the command line ends with another code than 0.',
    '## What may be taken leniently',
    table(
      ['input', 'what does not fail the run then'],
      [
        ['`report-only: true`', 'the verdict `failed`'],
        ['`on-inconclusive: warn`', 'the verdict `inconclusive`'],
      ],
    ),
    'Both leave the verdict as it is: the summary and the output `verdict` tell it. When Cloudflare refuses the request (400, 401, 403, or 404 at the start) or the run is interrupted, it fails in any case, and so does a bad config.',
    '[Why green means proven](../explanation.md#why-green-means-proven)',
  );
}
