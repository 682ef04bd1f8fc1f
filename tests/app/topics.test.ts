import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Rig, startRig } from './support/rig.ts';

let rig: Rig;
const sent: unknown[] = [];
beforeAll(async () => {
  rig = await startRig();
  rig.sns.middlewareStack.add(
    send => asked => {
      sent.push(asked.input);
      return send(asked);
    },
    { step: 'initialize', name: 'noteSent' },
  );
});
afterAll(() => rig.stop());

// SNS hands the group on to standard queues, which share themselves out by it.
it('an instruction and its events travel in the group of their bank', async () => {
  const id = await rig.dispatched({ bank: 'QHRCB' });
  expect(sent).toMatchObject([{ MessageGroupId: 'QHRCB' }]);
  const notice = { id, n: 1, type: 'issued', bank: 'QHRCB', unit: 'QHGA' };
  await rig.publishEvents([{ notice, pages: false }]);
  expect(sent.at(-1)).toMatchObject({ PublishBatchRequestEntries: [{ MessageGroupId: 'QHRCB' }] });
  expect(rig.messages('inbox', id)).toHaveLength(1);
  expect(rig.messages('announced', id)).toHaveLength(1);
});
