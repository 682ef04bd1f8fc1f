import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { arn } from '../names.ts';
import type { State } from '../state.ts';
import { type Operations, ServiceFailure } from './failure.ts';

const Version = z.object({ id: z.string(), value: z.string(), at: z.number() });
const Secret = z.object({ created: z.number(), current: Version, previous: Version.optional() });
type Secret = z.infer<typeof Secret>;

const Asked = z.object({
  SecretId: z.string(),
  VersionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS']).default('AWSCURRENT'),
});
const Created = z.object({ Name: z.string(), SecretString: z.string() });
const Put = z.object({ SecretId: z.string(), SecretString: z.string() });

/** The operations of Secrets Manager on secrets that are text, kept in the data folder. */
export function secretsManager(state: State): Operations {
  const nameOf = (asked: string): string =>
    asked.startsWith('arn:') ? asked.replace(/^.*:secret:/, '').replace(/-local$/, '') : asked;
  const load = (name: string): Secret | undefined => {
    const text = state.get('secret', name);
    return text === undefined ? undefined : Secret.parse(JSON.parse(text));
  };
  const need = (asked: string): { name: string; secret: Secret } => {
    const name = nameOf(asked);
    const secret = load(name);
    if (!secret)
      throw new ServiceFailure('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return { name, secret };
  };
  const save = (name: string, value: string, before?: Secret): unknown => {
    const current = { id: randomUUID(), value, at: Date.now() };
    const secret: Secret = {
      created: before?.created ?? current.at,
      current,
      ...(before ? { previous: before.current } : {}),
    };
    state.set('secret', name, JSON.stringify(secret));
    return { ARN: arn.secret(name), Name: name, VersionId: current.id, VersionStages: ['AWSCURRENT'] };
  };
  return {
    'secretsmanager.GetSecretValue': input => {
      const { SecretId, VersionStage } = Asked.parse(input);
      const { name, secret } = need(SecretId);
      const version = VersionStage === 'AWSCURRENT' ? secret.current : secret.previous;
      if (!version)
        throw new ServiceFailure('ResourceNotFoundException', "Secrets Manager can't find the specified secret value.");
      return {
        ARN: arn.secret(name),
        Name: name,
        VersionId: version.id,
        SecretString: version.value,
        VersionStages: [VersionStage],
        CreatedDate: version.at / 1000,
      };
    },
    'secretsmanager.CreateSecret': input => {
      const { Name, SecretString } = Created.parse(input);
      if (load(Name))
        throw new ServiceFailure(
          'ResourceExistsException',
          `The operation failed because the secret ${Name} already exists.`,
        );
      return save(Name, SecretString);
    },
    'secretsmanager.PutSecretValue': input => {
      const { SecretId, SecretString } = Put.parse(input);
      const { name, secret } = need(SecretId);
      return save(name, SecretString, secret);
    },
    'secretsmanager.DescribeSecret': input => {
      const { name, secret } = need(Asked.parse(input).SecretId);
      const stages = {
        [secret.current.id]: ['AWSCURRENT'],
        ...(secret.previous ? { [secret.previous.id]: ['AWSPREVIOUS'] } : {}),
      };
      return {
        ARN: arn.secret(name),
        Name: name,
        CreatedDate: secret.created / 1000,
        LastChangedDate: secret.current.at / 1000,
        VersionIdsToStages: stages,
      };
    },
  };
}
