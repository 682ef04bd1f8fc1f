import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playScenario } from '../../drill/play.ts';
import { startReceiver } from '../../drill/receiver.ts';
import type { DrillReport } from '../../drill/report/report.ts';
import type { Scenario } from '../../drill/scenario/scenario.ts';
import type { Faults } from '../../local/faults/settings.ts';
import { freePort } from '../../local/free-port.ts';
import { shareWebhookSecret, webhookSecret } from '../support/webhook-secrets.ts';
import { chaosCounty, writeCounty } from './chaos-county.ts';
import { type Outcome, provenWithin } from './outcome.ts';
import type { Setup } from './server.ts';
import { startServer } from './server-process.ts';

const parts = ['http', 'identity', 'messaging', 'dynamodb', 'services'] as const;
/** What was struck last may wait for its message to come back, a minute at most, more than once. */
const settleMs = 240_000;

export interface Arena {
  /** Plays a scenario against the server, whatever happens to it meanwhile. */
  readonly play: (scenario: Scenario) => Promise<void>;
  /** kill -9, and a start on the same data. */
  readonly killAndStart: () => Promise<void>;
}

const freePorts = async (): Promise<Setup['ports']> => {
  const [http, identity, messaging, dynamodb, services] = await Promise.all(parts.map(() => freePort()));
  return { http, identity, messaging, dynamodb, services } as Setup['ports'];
};

/** Runs some trouble against a server of its own, and proves what is left of it in the end. */
export const inArena = async (
  { name, faults }: { readonly name: string; readonly faults?: Faults },
  trouble: (arena: Arena) => Promise<void>,
): Promise<Outcome> => {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const receiver = await startReceiver({ secretOf: () => webhookSecret });
  const county = chaosCounty(receiver);
  const setup: Setup = {
    templateDir: 'dist/cloud',
    county: writeCounty(folder, county),
    dataDir: join(folder, 'data'),
    ports: await freePorts(),
    ...(faults ? { faults } : {}),
  };
  const reports: DrillReport[] = [];
  let server = await startServer(setup);
  const { running } = server;
  try {
    await shareWebhookSecret({ cloud: running, county });
    await trouble({
      play: async scenario => {
        const { url, signIn } = running;
        reports.push(await playScenario({ scenario, county, urls: [url], signIn, notices: receiver.notices }));
      },
      killAndStart: async () => {
        await server.kill();
        server = await startServer(setup);
      },
    });
    return await provenWithin(settleMs, { name, running, reports, began });
  } finally {
    await server.kill();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
