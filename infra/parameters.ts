import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What is decided when the template is deployed, in the cloud or on one machine; the same template serves both. */
export interface Parameters {
  readonly issuer: string;
  readonly audience: string;
  readonly webhookAddresses: 'public' | 'private';
}

export function declareParameters(scope: Construct): Parameters {
  const issuer = new CfnParameter(scope, 'Issuer', {
    description: 'The OIDC issuer whose tokens are accepted',
    allowedPattern: '^https?://[^\\s]+$',
  });
  const audience = new CfnParameter(scope, 'Audience', {
    description: 'The audience a token must name',
    default: 'liaison-point',
    minLength: 1,
  });
  const addresses = ['public', 'private'] as const;
  const webhookAddresses = new CfnParameter(scope, 'WebhookAddresses', {
    description: 'Whether webhooks may reach private addresses',
    allowedValues: [...addresses],
    default: 'public',
  });
  return {
    issuer: issuer.valueAsString,
    audience: audience.valueAsString,
    // A token until deployed; the allowed values hold it to the type.
    webhookAddresses: webhookAddresses.valueAsString as (typeof addresses)[number],
  };
}
