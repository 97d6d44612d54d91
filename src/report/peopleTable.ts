import { type People } from '../verdict/people.ts';
import { type Person } from '../verdict/person.ts';
import { type ReportJson } from './reportSchema.ts';

type UserJson = ReportJson['people'][number]['users'][number];

/** Everybody whom a report refers to, each group once: who shares people with whom matters to how they are named. */
export interface PeopleTable {
  /** The place of a group, from 0. */
  indexOf(people: People): number;
  render(): ReportJson['people'];
}

export function createPeopleTable(): PeopleTable {
  const places = new Map<People, number>();
  return {
    indexOf(people) {
      const place = places.get(people) ?? places.size;
      places.set(people, place);
      return place;
    },
    render: () =>
      [...places.keys()].map(({ listed, total, domains }) => ({
        users: listed.map(renderPerson),
        users_total: total,
        domains: domains.map(({ domain, users }) => ({ domain, users })),
      })),
  };
}

export function renderPerson({ label, identity }: Person): UserJson {
  if (identity === undefined) return { label };
  const { id = null, email = null, name = null } = identity;
  return { label, id, email, name };
}
