import { bundle } from './bundle.ts';
import { rules } from './rules.ts';
import { liaisonApp } from './synthesize.ts';

const outdir = 'dist/functions';

liaisonApp({ codeOf: ({ runtime }) => bundle({ runtime, outdir }), rules }).synth();
