import type { Rung } from './policy.ts';

export interface Contact {
  readonly channel: string;
  /** Where the channel reaches the person: an address, a number, nothing for the console. */
  readonly address?: string;
  readonly verified: boolean;
}

export interface Person {
  readonly id: string;
  readonly roles: readonly string[];
  readonly contacts: readonly Contact[];
  /** A system credential of the organisation rather than a person. */
  readonly system?: true;
}

/** Those who stand on a rung of the ladder now. Rosters narrow this to the people on duty; the county file knows roles only. */
export const onRung = (people: readonly Person[], rung: Rung): readonly Person[] => {
  const role = rung === 'liaison' || rung === 'police-desk' || rung === 'supervisor' ? 'duty' : rung;
  return people.filter(({ roles }) => roles.includes(role));
};

/** A console reaches its reader while it polls. */
export const consoleSeenMs = 90_000;

/** The channels that reach a person now: verified, and for the console recently polled (`seenAt`, epoch ms). */
export const reachableBy = (
  person: Person,
  at: number,
  seenAt: number | undefined,
  only?: string,
): readonly Contact[] =>
  person.contacts.filter(
    ({ channel, verified }) =>
      verified &&
      (only === undefined || channel === only) &&
      (channel !== 'console' || (seenAt !== undefined && at - seenAt <= consoleSeenMs)),
  );
