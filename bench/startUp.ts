import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program } from './child.ts';
import { type Equipment, repeat } from './contest.ts';
import { ACCOUNT_ID, TOKEN } from './company.ts';
import { type Sample } from './results.ts';

/** A start takes a fraction of a second, and its noise is large: each run is made of so many rounds. */
const ROUNDS = 4;

const CONFIG = `version: 1
tests:
  - name: Intranet
    policies:
      - policy: { name: Allow staff, decision: allow, include: [{ email_domain: { domain: example.com } }] }
    thresholds: { percent_blocked: { max: 10 } }
    expectations:
      - { user: alice@example.com, status: approved }
`;

/**
 * From before a process is started until it is gone: of Node that does nothing, of the gate that checks a small config,
 * as the action and as the command line, and of the lister on the SDK that reads a file without policies and makes its
 * client. Nothing is sent by any of them.
 */
export async function measureStartUp(
  { bundles, children, say }: Equipment,
  runs: number,
): Promise<Sample<'startUp'>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'access-policy-gate-bench-'));
  await writeFile(join(folder, 'gate.yml'), CONFIG);
  await writeFile(join(folder, 'nothing.json'), '[]');
  const node = (args: readonly string[], environment: Record<string, string> = {}): Program => ({
    command: process.execPath,
    args,
    environment,
    folder,
  });
  const ms = async (program: Program): Promise<number> => (await children.run(program)).ms;
  const inputs = { INPUT_MODE: 'validate', INPUT_CONFIG: 'gate.yml' };
  try {
    return await repeat(runs * ROUNDS, say, async () => ({
      nodeMs: await ms(node(['-e', '0'])),
      actionMs: await ms(
        node([bundles.action], { ...inputs, GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder }),
      ),
      cliMs: await ms(node([bundles.cli, 'validate', '--config', 'gate.yml'])),
      sdkMs: await ms(
        node([bundles.sdk, 'nothing.json'], {
          CLOUDFLARE_API_TOKEN: TOKEN,
          CLOUDFLARE_ACCOUNT_ID: ACCOUNT_ID,
        }),
      ),
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}
