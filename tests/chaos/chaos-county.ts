import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { pagedAt, type Receiver } from '../../drill/receiver.ts';
import { County } from '../../shared/contract/county.ts';
import { atPace } from '../functions/support/fast-county.ts';
import { sampleCounty } from '../support/county.ts';

/** The sample county at a pace at which every deadline falls within a run; only its data differ. */
export const chaosCounty = (receiver: Receiver): County =>
  atPace(
    {
      targets: {
        dispatch: 2,
        delivery: 2,
        acknowledge: 20,
        dispose: 20,
        report: 20,
        correct: 20,
        confirm: 20,
        withdraw: 10,
        release: 10,
      },
      holdSeconds: 20,
      steps: [4, 8, 12, 14, 16],
    },
    pagedAt(sampleCounty(), receiver),
  );

/** As a county file, for a server in a process of its own. */
export const writeCounty = (folder: string, county: County): string => {
  const file = join(folder, 'county.json');
  writeFileSync(file, JSON.stringify(z.encode(County, county)));
  return file;
};
