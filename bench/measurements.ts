import { MILLION, PAGED, TENTH, WAITED_MILLION, WHOLE } from './company.ts';
import { type Question } from './configs.ts';
import { type Equipment, repeat, type Site, withSite } from './contest.ts';
import { type GateFinish, requireEverybody, runCurl, runGate, runSdk } from './contestants.ts';
import { type Passage } from './journal.ts';
import { measureJudging } from './judged.ts';
import { type RowName, type Sample } from './results.ts';
import { measureStartUp } from './startUp.ts';

const LARGE_PAGE = 1_000;

/** Takes the samples of a row, `runs` of them. */
type Measure<Name extends RowName> = (equipment: Equipment, runs: number) => Promise<readonly Sample<Name>[]>;

/** How each row is measured: within a run, one program after the other. */
export const MEASUREMENTS: { readonly [Name in RowName]: Measure<Name> } = {
  paging: (equipment, runs) =>
    withSite(PAGED, 'everything', equipment, (site) =>
      repeat(runs, equipment.say, async () => {
        const { bundles, children } = equipment;
        const gate = await journaledGate(equipment, site);
        requireEverybody(gate);
        const sdk = await site.journaled((place) => runSdk(place, bundles, children, LARGE_PAGE));
        const byDefault = await site.journaled((place) => runSdk(place, bundles, children));
        return {
          gateMs: gate.pagingMs,
          sdkMs: sdk.passage.pagingMs,
          sdkDefaultMs: byDefault.passage.pagingMs,
          gateRequests: gate.requests,
          sdkRequests: sdk.passage.requests,
          sdkDefaultRequests: byDefault.passage.requests,
        };
      }),
    ),

  whole: (equipment, runs) =>
    withSite(WHOLE, 'everything', equipment, (site) =>
      repeat(runs, equipment.say, async () => {
        const { bundles, children } = equipment;
        const gate = await journaledGate(equipment, site);
        requireEverybody(gate);
        const sdk = await site.journaled((place) => runSdk(place, bundles, children, LARGE_PAGE));
        const curl = await site.journaled((place) => runCurl(place, bundles, children));
        return {
          gateMs: gate.ms,
          sdkMs: sdk.finish.ms,
          curlMs: curl.finish.ms,
          gateRequests: gate.requests,
          sdkRequests: sdk.passage.requests,
          curlRequests: curl.passage.requests,
        };
      }),
    ),

  onePercent: (equipment, runs) => countedRuns('onePercent', equipment, runs),

  everything: (equipment, runs) =>
    withSite(MILLION, 'everything', equipment, (million) =>
      withSite(TENTH, 'everything', equipment, (tenth) =>
        repeat(runs, equipment.say, async () => {
          const { bundles, children } = equipment;
          const large = await runGate(million.straight, bundles, children);
          const small = await runGate(tenth.straight, bundles, children);
          million.check(large.counts);
          tenth.check(small.counts);
          requireEverybody(large);
          requireEverybody(small);
          return { requests: large.requests, peakMb: large.peakMb, ms: large.ms, tenthMs: small.ms };
        }),
      ),
    ),

  compared: (equipment, runs) => countedRuns('compared', equipment, runs),
  startUp: measureStartUp,
  judging: measureJudging,
};

/** Runs of which no time is taken. */
function countedRuns(question: Question, equipment: Equipment, runs: number) {
  return withSite(WAITED_MILLION, question, equipment, (site) =>
    repeat(runs, equipment.say, async () => {
      const { requests, peakMb } = await journaledGate(equipment, site);
      return { requests, peakMb };
    }),
  );
}

/** The gate through the journal, which must have seen as many requests as the gate tells. */
async function journaledGate({ bundles, children }: Equipment, site: Site): Promise<GateFinish & Passage> {
  const { finish, passage } = await site.journaled((place) => runGate(place, bundles, children));
  if (finish.requests !== passage.requests) {
    throw new Error(`The gate tells ${String(finish.requests)} requests of ${String(passage.requests)}.`);
  }
  return { ...finish, ...passage };
}
