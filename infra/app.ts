import { bundle } from './bundle.ts';
import { rules } from './rules.ts';
import { liaisonApp } from './synthesize.ts';

const codeOf = await bundle({ outdir: 'dist/functions' });

liaisonApp({ codeOf, rules, outdir: process.env.CDK_OUTDIR ?? 'cdk.out' }).synth();
