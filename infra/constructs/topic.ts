import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic as SnsTopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** A topic under the data key that refuses a publisher without TLS. */
export class Topic extends SnsTopic {
  constructor(scope: Construct, id: string, masterKey: IKey) {
    super(scope, id, { masterKey, enforceSSL: true });
  }
}
