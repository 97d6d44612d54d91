import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import Cloudflare from 'cloudflare';

/*
 * What a user would write on the official SDK, as its documentation shows it: sdk.js POLICIES.json [PER_PAGE]
 * Token, account and base address come from the environment. Prints who is blocked, and at last the counts.
 */

type Policies = NonNullable<Cloudflare.ZeroTrust.Access.Applications.PolicyTestCreateParams['policies']>;

const POLL_MS = 5_000;

async function main(): Promise<void> {
  const [file = '', perPage] = process.argv.slice(2);
  const client = new Cloudflare();
  const { policyTests } = client.zeroTrust.access.applications;
  const policies = JSON.parse(await readFile(file, 'utf8')) as Policies;
  if (policies.length === 0) return;

  const account = { account_id: process.env['CLOUDFLARE_ACCOUNT_ID'] ?? '' };
  const { id = '' } = await policyTests.create({ ...account, policies });
  let test = await policyTests.get(id, account);
  while (test.status === 'processing') {
    await sleep(POLL_MS);
    test = await policyTests.get(id, account);
  }
  if (test.status !== 'complete')
    throw new Error(`The policy test ended ${test.status ?? 'without a status'}.`);

  const counts = { approved: 0, blocked: 0, error: 0 };
  const pages = perPage === undefined ? {} : { per_page: Number(perPage) };
  for await (const { status, email } of policyTests.users.list(id, { ...account, ...pages })) {
    if (status === undefined) continue;
    counts[status] += 1;
    if (status === 'blocked') process.stdout.write(`${email ?? ''}\n`);
  }
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}

void main();
