import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoDirectory } from '../../shared/aws/directory.ts';
import { loadCounty } from '../../shared/aws/load-county.ts';
import { sampleCounty } from '../support/county.ts';
import { type Store, startStore } from '../support/tables.ts';

describe('a county file loaded into the directory', () => {
  let store: Store;
  let db: DynamoDBDocumentClient;
  let table: string;
  const county = sampleCounty();
  const directory = () => dynamoDirectory(db, table, Date.now);
  const withoutDu = {
    ...county,
    organisations: county.organisations.map(org => ({
      ...org,
      people: org.people.filter(({ sub }) => sub !== 'du.yiming'),
    })),
  };

  beforeAll(async () => {
    store = await startStore();
    db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
    table = await store.createDirectory();
  });
  afterAll(() => store.stop());

  it('may be loaded again, and nothing changes', async () => {
    const first = await loadCounty(db, table, county);
    expect(await loadCounty(db, table, county)).toEqual({ written: first.written, removed: 0 });
    expect((await directory().principal('du.yiming'))?.org).toBe('QHRCB');
  });

  it('takes out whoever is no longer in it: no sign-in, no page', async () => {
    expect(await loadCounty(db, table, withoutDu)).toMatchObject({ removed: 2 });
    expect(await directory().principal('du.yiming')).toBeUndefined();
    expect((await directory().organisation('QHRCB'))?.people.map(({ id }) => id)).not.toContain('QHRCB-02');
  });

  it('brings somebody back', async () => {
    expect(await loadCounty(db, table, county)).toMatchObject({ removed: 0 });
    expect((await directory().principal('du.yiming'))?.person).toBe('QHRCB-02');
  });
});
