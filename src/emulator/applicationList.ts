import { audienceOf } from './applicationCheck.ts';
import { type Application, type Directory } from './directory.ts';
import { type Answer } from './envelope.ts';
import { answerPage } from './page.ts';
import { type Route } from './routes.ts';

/** A saved application as it goes over the wire, where it has much more. */
export interface ListedApplication {
  readonly id: string;
  readonly aud: string;
  readonly domain: string;
  readonly name: string;
  readonly type: 'self_hosted';
}

/** One page of the applications of the account or of a zone, in their order, by the query's `page` and `per_page`. */
export function answerApplications(
  { scope, scopeId }: Route,
  query: URLSearchParams,
  { applications, settings }: Directory,
): Answer {
  const listed = [...applications.values()].filter(({ zoneId }) => scope === 'account' || zoneId === scopeId);
  return answerPage(
    { size: listed.length, at: (index) => listed[index] },
    query,
    settings,
    renderApplication,
  );
}

function renderApplication({ id, domain, name }: Application): ListedApplication {
  return { id, aud: audienceOf(id), domain, name, type: 'self_hosted' };
}
