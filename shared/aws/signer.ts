import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { utf8 } from '../contract/canonical.ts';
import { es256, type KeySet, type Suite } from '../contract/es256.ts';
import { assembleDetached, detachedInput } from '../contract/jws.ts';
import type { Signer } from '../contract/signed.ts';
import { Fault } from '../domain/fault.ts';

export interface PublishingSigner extends Signer {
  /** The public key, fetched once a container. */
  jwks(): Promise<KeySet>;
}

const bare = (keyId: string): string => keyId.slice(keyId.lastIndexOf('/') + 1);

/**
 * Signs with a KMS key named by id or ARN. Its id is the `kid` of every signature, so that a role which may only sign needs no
 * look at the public key.
 * @throws Fault bug/signing-key-alias: what an alias points at may change, and old signatures would lose their key
 */
export const kmsSigner = (client: KMSClient, keyId: string, suite: Suite = es256): PublishingSigner => {
  if (/(^|:)alias\//.test(keyId)) throw new Fault('bug', 'signing-key-alias');
  const kid = bare(keyId);
  const published = async (): Promise<KeySet> => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    return { keys: [await suite.publicKey(new Uint8Array(PublicKey ?? []), kid)] };
  };
  let fetched: Promise<KeySet> | undefined;
  return {
    sign: async (payload, typ) => {
      const header = { alg: suite.alg, kid, typ };
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyId,
          Message: await suite.digest(utf8(detachedInput(header, payload))),
          MessageType: 'DIGEST',
          SigningAlgorithm: suite.kms,
        }),
      );
      return assembleDetached(header, suite.raw(Signature ?? new Uint8Array()));
    },
    jwks: () => {
      fetched ??= published().catch(error => {
        fetched = undefined;
        throw error;
      });
      return fetched;
    },
  };
};
