import { bundle } from './bundle.ts';
import { liaisonApp } from './synthesize.ts';

const outdir = 'dist/functions';

liaisonApp({ codeOf: ({ runtime }) => bundle({ runtime, outdir }) }).synth();
