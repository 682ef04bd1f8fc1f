/** A process of its own that runs the small stack on a data folder, so that a test can kill it. */
import { startCloud } from '../../local/cloud.ts';

const [, , templateDir = '', dataDir = ''] = process.argv;
const { environment, url } = await startCloud({ templateDir, dataDir });
console.log(JSON.stringify({ environment, url }));
