import type { Core } from '../core/core.ts';
import { executed } from './bank-deeds.ts';
import { applicationId } from './police-letters.ts';
import { type Reach, tell } from './police-reach.ts';

/** The bank is outside the network: police enter the order into the national platform, and the platform's answers here. */
export const playPlatform = async (reach: Reach, core: Core): Promise<void> => {
  const { plan } = reach.entry;
  const { signsMs, executesMs, reportsMs, silent } = plan.work;
  const order = await reach.read();
  if (order.attempt === 1) await tell(reach, 'platform', { applicationId: applicationId(plan) });
  if (silent === 'always') return;
  await reach.pause(signsMs);
  await tell(reach, 'acknowledgement', {});
  if (silent === 'after-signing') return;
  await reach.pause(executesMs);
  await tell(reach, 'disposal', executed(core, await reach.read()));
  if (silent === 'after-executing') return;
  await reach.pause(reportsMs);
  await tell(reach, 'report', {});
};
