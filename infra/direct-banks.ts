import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, ArnPrincipal, type IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Foundation } from './constructs/foundation.ts';
import type { DirectBank as Bank } from './county.ts';
import { DirectBank } from './direct-bank.ts';

export interface DirectBanksProps {
  readonly foundation: Foundation;
  readonly instructions: ITopic;
  readonly banks: readonly Bank[];
}

/** CloudFormation takes 500 resources a stack, and each of these banks takes ten. SNS would take 200 filters. */
const most = 30;

/** The banks whose own systems read a queue each. */
export class DirectBanks extends Construct {
  constructor(scope: Construct, id: string, { foundation, instructions, banks }: DirectBanksProps) {
    super(scope, id);
    if (banks.length > most) throw new Error(`One stack serves ${most} direct banks; the county names ${banks.length}`);
    for (const { code, principal } of banks) {
      const reader = principal === undefined ? undefined : principalOf(principal);
      new DirectBank(this, code, { foundation, instructions, code, ...(reader ? { reader } : {}) });
    }
    const readers = [...new Set(banks.flatMap(({ principal }) => principal ?? []))];
    if (readers.length === 0) return;
    foundation.dataKey.addToResourcePolicy(
      new PolicyStatement({
        principals: readers.map(principalOf),
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringLike: { 'kms:ViaService': `sqs.${Aws.REGION}.amazonaws.com*` } },
      }),
    );
  }
}

/** An account's number, or the ARN of an account or role. */
const principalOf = (reader: string): IPrincipal =>
  /^\d{12}$/.test(reader) ? new AccountPrincipal(reader) : new ArnPrincipal(reader);
