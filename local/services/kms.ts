import * as z from 'zod';
import { arn } from '../names.ts';
import type { SigningKey } from './ecdsa.ts';
import { type Operations, ServiceFailure } from './failure.ts';

const Sign = z.object({
  KeyId: z.string(),
  Message: z.base64(),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.literal('ECDSA_SHA_256'),
});
const Which = z.object({ KeyId: z.string() });

/** The operations of KMS on P-256 signing keys; keys go by id, ARN or alias. */
export function kms(keys: ReadonlyMap<string, SigningKey>, aliases: ReadonlyMap<string, string>): Operations {
  const find = (asked: string) => {
    const id = aliases.get(asked.replace(/^arn:[^/]+:alias\//, 'alias/')) ?? asked.replace(/^arn:.*:key\//, '');
    const key = keys.get(id);
    if (!key) throw new ServiceFailure('NotFoundException', `Key '${arn.key(id)}' does not exist`);
    return { KeyId: arn.key(id), key };
  };
  return {
    'TrentService.Sign': input => {
      const { KeyId: asked, Message, MessageType, SigningAlgorithm } = Sign.parse(input);
      const { KeyId, key } = find(asked);
      const message = Buffer.from(Message, 'base64');
      if (message.length > 4096) throw new ServiceFailure('ValidationException', 'Message is longer than 4096 bytes');
      if (MessageType === 'DIGEST' && message.length !== 32)
        throw new ServiceFailure('ValidationException', 'Digest is invalid length for algorithm ECDSA_SHA_256.');
      const signature = MessageType === 'DIGEST' ? key.signDigest(message) : key.sign(message);
      return { KeyId, Signature: signature.toString('base64'), SigningAlgorithm };
    },
    'TrentService.GetPublicKey': input => {
      const { KeyId, key } = find(Which.parse(input).KeyId);
      const PublicKey = key.publicKey.toString('base64');
      return {
        KeyId,
        PublicKey,
        KeySpec: 'ECC_NIST_P256',
        CustomerMasterKeySpec: 'ECC_NIST_P256',
        KeyUsage: 'SIGN_VERIFY',
        SigningAlgorithms: ['ECDSA_SHA_256'],
      };
    },
  };
}
