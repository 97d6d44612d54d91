import { USER_STATUSES, type UserStatus } from './assertion.ts';
import { createTextArena } from './textArena.ts';
import { createTexts } from './texts.ts';

/** Everybody seen so far, by identity as of `identityOf`, with their outcome and address; iterates in that order. */
export interface Roster extends Iterable<readonly [identity: string, status: UserStatus]> {
  readonly size: number;
  statusOf(identity: string): UserStatus | undefined;
  /** Undefined for whoever is not there, or was added without one. */
  addressOf(identity: string): string | undefined;
  /** Somebody who is not there yet. */
  add(identity: string, status: UserStatus, address: string | undefined): void;
}

/** In place of an address. */
const NONE = 2 ** 32 - 1;

/**
 * An empty roster. Somebody takes some 30 bytes and the characters of identity and address, a byte each in most
 * alphabets of the West and else two: an object for each of a million people would take several times that.
 */
export function createRoster(): Roster {
  const identities = createTexts();
  const addresses = createTextArena();
  /** By the number of the identity. */
  let statuses = new Uint8Array(16);
  let places = new Uint32Array(statuses.length);

  function statusAt(number: number): UserStatus {
    const status = USER_STATUSES[statuses[number] ?? 0];
    if (status === undefined) throw new Error('Somebody in the roster has no status.');
    return status;
  }

  return {
    get size() {
      return identities.size;
    },
    statusOf(identity) {
      const number = identities.numberOf(identity);
      return number === undefined ? undefined : statusAt(number);
    },
    addressOf(identity) {
      const number = identities.numberOf(identity);
      const place = number === undefined ? NONE : (places[number] ?? NONE);
      return place === NONE ? undefined : addresses.textAt(place);
    },
    add(identity, status, address) {
      const number = identities.add(identity);
      if (number === statuses.length) {
        const [oldStatuses, oldPlaces] = [statuses, places];
        statuses = new Uint8Array(2 * number);
        statuses.set(oldStatuses);
        places = new Uint32Array(2 * number);
        places.set(oldPlaces);
      }
      statuses[number] = USER_STATUSES.indexOf(status);
      places[number] = address === undefined ? NONE : addresses.put(address);
    },
    *[Symbol.iterator]() {
      for (let number = 0; number < identities.size; number += 1) {
        yield [identities.textOf(number), statusAt(number)] as const;
      }
    },
  };
}
