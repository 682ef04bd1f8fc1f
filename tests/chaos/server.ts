/** The whole of it in a process of its own, to be killed: sweeps every two seconds, so that nothing waits a minute to be seen. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Faults } from '../../local/faults/settings.ts';
import { startLiaison } from '../../local/liaison.ts';
import { whenParentEnds } from '../../local/with-parent.ts';

const Setup = z.object({
  templateDir: z.string(),
  county: z.string(),
  dataDir: z.string(),
  ports: z.record(z.enum(['http', 'identity', 'messaging', 'dynamodb', 'services']), z.number()),
  faults: z.custom<Faults>().optional(),
});
export interface Setup extends Omit<z.infer<typeof Setup>, 'faults'> {
  readonly faults?: Faults;
}

whenParentEnds(() => process.exit(1));
const { faults, ...setup } = Setup.parse(JSON.parse(process.argv[2] ?? ''));
const { cloud, identity, url } = await startLiaison({ ...setup, ...(faults ? { faults } : {}) });
const { environment, outputs } = cloud;
process.send?.({ url, signIn: { issuer: identity.issuer, password: identity.password }, environment, outputs });
for (;;) {
  await pause(2_000);
  await cloud.invoke('sweep-deadlines', {}).catch((error: unknown) => console.error(String(error)));
}
