import { type Counts } from '../verdict/counts.ts';

/** How many users a policy test had, and how they fared. */
export interface Figures {
  readonly totalUsers: number;
  readonly usersApproved: number;
  readonly usersBlocked: number;
  readonly usersErrored: number;
}

/** The figures of a complete policy test; undefined where Cloudflare did not tell one of them. */
export function figuresOf({
  totalUsers,
  usersApproved,
  usersBlocked,
  usersErrored,
}: Counts): Figures | undefined {
  return totalUsers === undefined ||
    usersApproved === undefined ||
    usersBlocked === undefined ||
    usersErrored === undefined
    ? undefined
    : { totalUsers, usersApproved, usersBlocked, usersErrored };
}
