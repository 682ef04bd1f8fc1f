import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { askToken, type Client, discover, type Granted } from './grants.ts';

const Device = z.looseObject({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string().optional(),
  expires_in: z.number().default(600),
  interval: z.number().default(5),
});
export type Device = z.output<typeof Device>;

const grant = 'urn:ietf:params:oauth:grant-type:device_code';

/**
 * Sign-in with a code that is typed on any device with a browser (RFC 8628). `show` tells the person where and what.
 * @throws Fault forbidden/sign-in-refused, invalid/no-device-flow
 */
export const byDevice = async (
  client: Client,
  { scope, show }: { scope: string; show: (device: Device) => void },
): Promise<Granted> => {
  const { token_endpoint, device_authorization_endpoint: endpoint } = await discover(client);
  if (!endpoint) throw new Fault('invalid', 'no-device-flow');
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, scope }),
  });
  const asked = Device.safeParse(await response.json().catch(() => undefined));
  if (!asked.success) throw new Fault('forbidden', 'sign-in-refused', { said: String(response.status) });
  show(asked.data);
  const until = Date.now() + asked.data.expires_in * 1000;
  // The interval is the issuer's to set, and to lengthen.
  let wait = asked.data.interval;
  while (Date.now() < until) {
    await pause(wait * 1000);
    const form = { grant_type: grant, client_id: client.clientId, device_code: asked.data.device_code };
    const answer = await askToken(token_endpoint, form);
    if (!('error' in answer)) return answer;
    if (answer.error === 'slow_down') wait += 5;
    else if (answer.error !== 'authorization_pending')
      throw new Fault('forbidden', 'sign-in-refused', { said: answer.error });
  }
  throw new Fault('forbidden', 'sign-in-refused', { said: 'expired_token' });
};
