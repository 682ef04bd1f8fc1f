import type { County } from '../../../shared/contract/county.ts';
import { sampleCounty } from '../../support/county.ts';

type Policy = County['policies'][number];

export interface Pace {
  /** Seconds; those left out stay as in the sample county. */
  readonly targets?: Partial<Record<keyof Policy['targets'], number>>;
  readonly holdSeconds?: number;
  /** Seconds after the issue for the steps of the ladder after the first. */
  readonly steps?: readonly number[];
}

/** The sample county at another pace: only its numbers differ, so that hours pass in seconds. */
export const atPace = ({ targets = {}, holdSeconds, steps = [] }: Pace, county = sampleCounty()): County => ({
  ...county,
  policies: county.policies.map((policy): Policy => {
    const limits = { ...policy.targets };
    for (const [clock, seconds] of Object.entries(targets))
      Object.assign(limits, { [clock]: { seconds, source: 'test' } });
    return {
      ...policy,
      targets: limits,
      ...(holdSeconds === undefined ? {} : { hold: { seconds: holdSeconds, source: 'test' } }),
      ladder: {
        ...policy.ladder,
        steps: policy.ladder.steps.map((step, at) => ({ ...step, afterSeconds: steps[at - 1] ?? step.afterSeconds })),
      },
    };
  }),
});

export interface Webhooks {
  readonly url: string;
  /** Ids of the people who have one, beside their console. */
  readonly people: readonly string[];
}

export const withWebhooks = ({ url, people }: Webhooks, county: County): County => ({
  ...county,
  organisations: county.organisations.map(org => ({
    ...org,
    people: org.people.map(person =>
      people.includes(person.id)
        ? { ...person, contacts: [...person.contacts, { channel: 'webhook' as const, address: url, verified: true }] }
        : person,
    ),
  })),
});
