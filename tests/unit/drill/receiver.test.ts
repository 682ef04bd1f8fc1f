import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';
import type { Notice } from '../../../drill/play.ts';
import { pagedAt, type Receiver, type ReceiverOptions, startReceiver } from '../../../drill/receiver.ts';
import { sampleCounty } from '../../support/county.ts';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
let receiver: Receiver;
afterEach(() => receiver.stop());

const listening = async (options?: ReceiverOptions): Promise<Notice[]> => {
  receiver = await startReceiver(options);
  const heard: Notice[] = [];
  receiver.notices(notice => heard.push(notice));
  return heard;
};

const page = JSON.stringify({ type: 'instruction.page', data: { id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY', wants: 'know' } });
const send = async (signedWith: string): Promise<number> => {
  const at = new Date();
  const headers = {
    'webhook-id': 'm1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(signedWith).sign('m1', at, page),
  };
  return (await fetch(receiver.addressOf('ICBC'), { method: 'POST', headers, body: page })).status;
};

test('a signed page is heard by whom it is for', async () => {
  const heard = await listening({ secretOf: () => secret });
  expect(await send(secret)).toBe(204);
  expect(heard).toEqual([{ to: 'ICBC', id: '01KJQ6T0ZV8Q4N9E2M5R7S3XWY' }]);
});

test('a page that somebody else signed is refused and counted', async () => {
  const heard = await listening({ secretOf: () => secret });
  expect(await send(`whsec_${Buffer.alloc(24, 8).toString('base64')}`)).toBe(401);
  expect([heard, receiver.refused()]).toEqual([[], 1]);
});

test('every bank with people and every police unit is paged at its own address', async () => {
  await listening();
  const { organisations } = pagedAt(sampleCounty(), receiver);
  const addresses = organisations.flatMap(({ code, people }) =>
    people.flatMap(({ contacts }) => contacts.flatMap(({ address }) => (address ? [[code, address]] : []))),
  );
  expect(addresses).toEqual(
    ['QHGA', 'QHJK', 'ICBC', 'QHRCB', 'PSBC', 'ABC', 'BOCOM'].map(code => [code, receiver.addressOf(code)]),
  );
});
