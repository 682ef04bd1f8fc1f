import type { County } from '../../../shared/contract/county.ts';
import { sampleCounty } from '../../support/county.ts';

/** The sample county with a webhook, verified, for each of these people beside their console. */
export const withWebhooks = (...people: string[]): County => {
  const county = sampleCounty();
  return {
    ...county,
    organisations: county.organisations.map(org => ({
      ...org,
      people: org.people.map(person =>
        people.includes(person.id)
          ? {
              ...person,
              contacts: [
                ...person.contacts,
                { channel: 'webhook' as const, address: 'https://x.test', verified: true },
              ],
            }
          : person,
      ),
    })),
  };
};
