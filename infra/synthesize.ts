import {
  App,
  type AppProps,
  DefaultStackSynthesizer,
  type IPolicyValidationPlugin,
  type IStackSynthesizer,
  Validations,
} from 'aws-cdk-lib';
import type { Foundation } from './constructs/foundation.ts';
import { readCounty } from './county.ts';
import { readSettings } from './settings.ts';
import { LiaisonPoint } from './stack.ts';

export interface AppOptions extends Pick<AppProps, 'context' | 'outdir'> {
  readonly codeOf: Foundation['codeOf'];
  /** Rules that the template must pass. @default none, not even CloudFormation's own */
  readonly rules?: (app: App) => IPolicyValidationPlugin[];
}

// The command line checks the bootstrap version itself. The cast: the library's own types disagree on an absent option.
const synthesizer = () => new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;

/** The app with its one stack. */
export function liaisonApp({ codeOf, rules, context = {}, ...props }: AppOptions): App {
  const app = new App({
    ...props,
    analyticsReporting: false,
    builtinCloudFormationValidation: rules !== undefined,
    context: {
      // The embedded cloud finds a function's code by this.
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:enable-path-metadata': true,
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      '@aws-cdk/core:target-partitions': ['aws', 'aws-cn'],
      ...context,
    },
  });
  const settings = readSettings(app.node);
  const region = settings.region ?? process.env.CDK_DEFAULT_REGION ?? process.env.AWS_REGION;
  const account = process.env.CDK_DEFAULT_ACCOUNT;
  new LiaisonPoint(app, 'LiaisonPoint', {
    description: '反诈联络点 Liaison Point',
    env: { ...(region ? { region } : {}), ...(account ? { account } : {}) },
    synthesizer: synthesizer(),
    settings,
    codeOf,
    county: readCounty(settings.county),
  });
  if (rules) Validations.of(app).addPlugins(...rules(app));
  return app;
}
