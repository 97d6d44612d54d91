// Cloudflare's own description of the API, as a checking proxy between the gate and the emulator: whole gates go
// through it, and neither side may break the contract. Then each side breaks it on purpose, and the proxy must say
// so: otherwise its silence would mean nothing.
//
//   node .ci/prism.js FOLDER     FOLDER is where @stoplight/prism-cli is installed
//
// Prism does not see fields and parameters that are not declared; the tests in __tests__/contract do. It takes a rule
// of a selector that is not declared for a breach, although one is passed on: no gate here has one.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../examples/runner.js';
import { RIGHT_REQUESTS, WRONG_ANSWERS, WRONG_REQUESTS } from './prism/breaches.js';
import { startChain } from './prism/chain.js';
import { mended, operationsOf, readContract } from './prism/contract.js';
import { ask } from './prism/exchange.js';
import { BROKEN_GATE, DIRECTORY, GATES, REFUSED_GATES } from './prism/gates.js';
import { main, repository, runGate, surprises } from './prism/gate.js';
import { violationsIn } from './prism/proxy.js';

const original = join(repository, '../shared/api/policy-tests.openapi.json');

if (!existsSync(original)) {
  console.log('There is no ../shared/api/policy-tests.openapi.json: nothing is proven against it here.');
  process.exit(0);
}
const contract = await readContract(original);
const [folder = ''] = process.argv.slice(2);
const temporary = await mkdtemp(join(tmpdir(), 'access-policy-gate-prism-'));
const counts = { passed: 0, failed: 0 };

/** Says and counts whether something is as it should be; `problems` are why it is not. */
function conclude(title, problems, note) {
  const holds = problems.length === 0;
  counts[holds ? 'passed' : 'failed'] += 1;
  console.log(`${holds ? '✓' : '✗'} ${title}${note === undefined ? '' : ` (${note})`}`);
  for (const problem of problems) console.log(`    ${problem}`);
}

/** Whole gates, until one breaks the contract: whoever is refused by prism tries again for long. */
async function proveGates(chain, gates) {
  for (const gate of gates) {
    const outcome = await runGate(gate, chain, temporary);
    const violations = outcome.exchanges.flatMap(violationsIn);
    const note = `${gate.verdict}, ${String(outcome.exchanges.length)} exchanges`;
    conclude(gate.title, [...violations, ...surprises(gate, outcome)], note);
    if (violations.length > 0) return;
  }
}

/** Nothing is proven of what was not asked for. */
function concludeCoverage({ front }) {
  const succeeded = front.exchanges.filter(({ answer }) => answer.status === 200);
  const missing = operationsOf(contract)
    .filter(({ isAskedBy }) => !succeeded.some(({ request }) => isAskedBy(request)))
    .map(({ name }) => `not asked for: ${name}`);
  conclude('every operation was asked for', missing, `${String(front.exchanges.length)} exchanges`);
}

/** The contract is broken on purpose: prism must object to just that. */
async function proveProxy(chain) {
  const { control, front } = chain;
  const violationsOf = async (request) =>
    violationsIn({ request, answer: await ask(front.baseUrl, request) });
  const concludeFound = (title, violations, because) => {
    const isNamed = violations.some((violation) => violation.includes(because));
    conclude(
      title,
      isNamed ? [] : [`prism did not say "${because}", but: ${violations.join() || 'nothing'}`],
    );
  };

  chain.use('cases');
  for (const { name, statuses, isAskedBy } of operationsOf(contract)) {
    const request = RIGHT_REQUESTS.find(isAskedBy);
    control.alter = (answer) => answer;
    conclude(`nothing is found: ${name}`, await violationsOf(request));
    for (const status of statuses) {
      control.alter = (answer) => ({ ...answer, status, body: '"nonsense"' });
      concludeFound(
        `nonsense is found: ${name} ${String(status)}`,
        await violationsOf(request),
        'must be object',
      );
    }
  }
  control.alter = (answer) => answer;
  for (const { title, request, because } of WRONG_REQUESTS) {
    concludeFound(`a wrong request is found: ${title}`, await violationsOf(request), because);
  }
  for (const { title, request, alter, because } of WRONG_ANSWERS) {
    control.alter = alter;
    concludeFound(`a wrong answer is found: ${title}`, await violationsOf(request), because);
  }
  control.alter = BROKEN_GATE.alter;
  const outcome = await runGate(BROKEN_GATE, chain, temporary);
  const found = outcome.exchanges.flatMap(violationsIn).length;
  conclude(`a gate is not let through: ${BROKEN_GATE.title}`, [
    ...surprises(BROKEN_GATE, outcome),
    ...(found > 0 ? [] : ['prism did not object']),
  ]);
}

/** Runs `prove` through the document `file`; what prism logged of violations. */
async function through(file, prove) {
  const chain = await startChain(folder, file, emulators);
  try {
    await prove(chain);
  } finally {
    await chain.stop();
  }
  return chain.log();
}

/** An emulator of a directory file's text. */
async function emulatorOf(name, content) {
  const file = join(temporary, name);
  await writeFile(file, content);
  return startEmulator(main, file);
}

// The examples have many tests, of two seconds each by the directory.
const examples = await readFile(join(repository, 'examples/directory.yml'), 'utf8');
const emulators = {
  examples: await emulatorOf('examples.yml', examples.replace(/test_seconds: \d+/, 'test_seconds: 0.3')),
  cases: await emulatorOf('cases.json', JSON.stringify(DIRECTORY)),
};
try {
  console.log('Whole gates through the contract:');
  const ofGates = await through(original, async (chain) => {
    await proveGates(chain, GATES);
    concludeCoverage(chain);
  });
  // The header of an answer is one witness, prism's own log another.
  conclude('prism logged no violation', ofGates);

  console.log('\nThrough a copy of it that also holds refusals to their schema:');
  const copy = join(temporary, 'contract.json');
  await writeFile(copy, JSON.stringify(mended(contract)));
  conclude('prism logged no violation', await through(copy, (chain) => proveGates(chain, REFUSED_GATES)));

  console.log('\nWhat breaks it is found:');
  const ofProxy = await through(copy, proveProxy);
  const lines = `${String(ofProxy.length)} lines`;
  conclude('prism logged the violations', ofProxy.length > 0 ? [] : ['it logged none'], lines);
} finally {
  for (const emulator of Object.values(emulators)) emulator.stop();
  await rm(temporary, { recursive: true });
}
const { passed, failed } = counts;
console.log(
  `\nTests: ${failed > 0 ? `${String(failed)} failed, ` : ''}${String(passed)} passed, ${String(passed + failed)} total`,
);
process.exitCode = failed > 0 ? 1 : 0;
