import { type Bundles } from './bundles.ts';
import { type Children } from './child.ts';
import { blockedOf, type Company } from './company.ts';
import { type Question } from './configs.ts';
import { type Counts, type Place } from './contestants.ts';
import { startEmulation } from './emulation.ts';
import { type Passage, startJournal } from './journal.ts';

/** With what measurements are made. */
export interface Equipment {
  readonly bundles: Bundles;
  readonly children: Children;
  /** Told of each run, so that whoever waits sees that something happens. */
  readonly say: (line: string) => void;
}

/** A company to be measured on, straight or through a journal. */
export interface Site {
  readonly straight: Place;
  /** Runs a program through the journal. @throws Error when it tells other counts than there are */
  journaled<Of extends { readonly counts: Counts }>(
    run: (place: Place) => Promise<Of>,
  ): Promise<{ readonly finish: Of; readonly passage: Passage }>;
  /** @throws Error when these are other counts than there are: what is measured must have done its job */
  check(counts: Counts): void;
}

/** Has `measure` work with an emulator of the company, which is gone afterwards. */
export async function withSite<T>(
  company: Company,
  question: Question,
  { bundles, children }: Equipment,
  measure: (site: Site) => Promise<T>,
): Promise<T> {
  const emulation = await startEmulation(company, question, bundles, children);
  const journal = await startJournal(emulation.baseUrl);
  const check = (counts: Counts): void => {
    const { approved, blocked, error } = counts;
    const expected = blockedOf(company);
    if (approved === company.users - expected && blocked === expected && error === 0) return;
    throw new Error(`Of ${String(company.users)} users, a program counts ${JSON.stringify(counts)}.`);
  };
  try {
    return await measure({
      straight: emulation,
      async journaled(run) {
        journal.clear();
        const finish = await run({ ...emulation, baseUrl: journal.baseUrl });
        check(finish.counts);
        return { finish, passage: journal.passage() };
      },
      check,
    });
  } finally {
    await journal.close();
    await emulation.stop();
  }
}

/** Takes `runs` samples, one after the other. */
export async function repeat<T>(
  runs: number,
  say: (line: string) => void,
  sample: (run: number) => Promise<T>,
): Promise<T[]> {
  const samples: T[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const taken = await sample(run);
    say(`  ${String(run)} of ${String(runs)}: ${JSON.stringify(taken, rounded)}`);
    samples.push(taken);
  }
  return samples;
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value) : value;
}
