import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import type { Page } from '../../contract/messages.ts';
import { type Channel, receiverDown } from '../../contract/paging.ts';
import { Fault } from '../../domain/fault.ts';
import { cached } from '../cached.ts';

const Secrets = z.object({ secrets: z.array(z.string().startsWith('whsec_')).min(1).max(2) });

export interface WebhookOptions {
  /** Prefix of the banks' secrets. */
  readonly secrets: string;
  /** Whether plain HTTP and addresses inside a network are reached; only for one machine. */
  readonly addresses: 'public' | 'private';
  readonly timeoutMs: number;
}

/** The page's key: one page for one person, cause and channel; the receiver drops repeats by it. */
const messageId = ({ id, cause, person }: Page): string => `${id}.${cause}.${person}`;

const refuseUnsafe = (address: URL, addresses: WebhookOptions['addresses']): void => {
  if (addresses === 'public' && address.protocol !== 'https:') throw new Fault('transient', 'webhook-not-https');
};

/** A bank's own endpoint, signed as Standard Webhooks: newest secret first, both while they rotate. The payload is the notice; details are fetched. */
export const webhookChannel = (
  secrets: SecretsManagerClient,
  options: WebhookOptions,
  clock: () => number,
): Channel => {
  const read = async (org: string): Promise<Webhook[]> => {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: `${options.secrets}/${org}` }));
    return Secrets.parse(JSON.parse(SecretString ?? '{}')).secrets.map(secret => new Webhook(secret));
  };
  const signers = cached(60_000, clock, read, { outlives: true });
  return {
    name: 'webhook',
    delivers: true,
    send: async (page, { address }, { order }) => {
      if (!address) throw new Fault('invalid', 'webhook-without-address', { org: page.org });
      const url = new URL(address);
      refuseUnsafe(url, options.addresses);
      const at = new Date(clock());
      const body = JSON.stringify({
        type: 'instruction.page',
        timestamp: at.toISOString(),
        data: {
          id: page.id,
          number: page.cause,
          wants: page.wants,
          bank: order.bank,
          kind: order.kind,
          urgency: order.urgency,
        },
      });
      const id = messageId(page);
      const signatures = (await signers(page.org)).map(signer => signer.sign(id, at, body));
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs),
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signatures.join(' '),
        },
      }).catch((error: unknown) => {
        throw new Fault('transient', receiverDown, { org: page.org }, { cause: error });
      });
      await response.body?.cancel();
      if (!response.ok) throw new Fault('transient', receiverDown, { org: page.org, status: response.status });
      return `http ${response.status}`;
    },
  };
};
