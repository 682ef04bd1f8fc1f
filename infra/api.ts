import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Env as BankEnv } from '../functions/bank-api/env.ts';
import { Env as PoliceEnv } from '../functions/police-api/env.ts';
import { Env as PublicEnv } from '../functions/public-api/env.ts';
import { HttpApi } from './constructs/http-api.ts';
import { LiaisonFunction } from './constructs/liaison-function.ts';
import { PrivateApi } from './constructs/private-api.ts';
import { statementsOf } from './permissions.ts';
import type { Plan } from './plan.ts';

const size = { memory: 1024, timeout: Duration.seconds(15) };

/** The three functions behind HTTP and the gateway in front of them. */
export class Api extends Construct {
  readonly gateway: HttpApi | PrivateApi;
  readonly police: LiaisonFunction<typeof PoliceEnv>;
  readonly bank: LiaisonFunction<typeof BankEnv>;
  readonly public: LiaisonFunction<typeof PublicEnv>;

  constructor(scope: Construct, id: string, { foundation, resources, values }: Plan) {
    super(scope, id);
    this.police = new LiaisonFunction(this, 'Police', {
      ...size,
      foundation,
      name: 'police-api',
      allow: statementsOf('police-api', resources),
      env: PoliceEnv,
      values: {
        ...values.ledger,
        ...values.directory,
        ...values.identity,
        ...values.signing,
        ...values.fingerprints,
        ...values.intake,
        ...values.deadlines,
      },
    });
    this.bank = new LiaisonFunction(this, 'Bank', {
      ...size,
      foundation,
      name: 'bank-api',
      allow: statementsOf('bank-api', resources),
      env: BankEnv,
      values: {
        ...values.ledger,
        ...values.directory,
        ...values.identity,
        ...values.signing,
        ...values.deadlines,
      },
    });
    this.public = new LiaisonFunction(this, 'Public', {
      ...size,
      foundation,
      name: 'public-api',
      allow: statementsOf('public-api', resources),
      env: PublicEnv,
      values: values.signing,
    });

    const routes = [
      { path: '/police/{proxy+}', method: 'ANY', to: this.police.lambda },
      { path: '/bank/{proxy+}', method: 'ANY', to: this.bank.lambda },
      { path: '/openapi.json', method: 'GET', to: this.public.lambda },
      { path: '/.well-known/jwks.json', method: 'GET', to: this.public.lambda },
      { path: '/health', method: 'GET', to: this.public.lambda },
    ] as const;
    const { apiType, vpcEndpoints = [] } = foundation.settings;
    this.gateway =
      apiType === 'http'
        ? new HttpApi(this, 'Http', { foundation, routes })
        : new PrivateApi(this, 'Private', { foundation, routes, vpcEndpoints });
  }
}
