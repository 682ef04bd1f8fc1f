import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { Place } from '../place.ts';
import { parsedFrom } from '../read/file.ts';
import { findRunning, projectFolder, type readRunning } from '../running.ts';

const texts = z.record(z.string(), z.string());

/** As `aws cloudformation describe-stacks` prints them, as `cdk deploy --outputs-file` writes them, or plain. */
const Outputs = z.union([
  z
    .object({
      Stacks: z
        .array(z.object({ Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })) }))
        .min(1),
    })
    .transform(({ Stacks }) =>
      Object.fromEntries(Stacks.flatMap(each => each.Outputs).map(each => [each.OutputKey, each.OutputValue])),
    ),
  texts,
  z
    .record(z.string(), texts)
    .transform(stacks => Object.assign({}, ...Object.values(stacks)) as z.output<typeof texts>),
]);

/** A deployment as its operators see it: where its tables, queues and topics are. */
export interface Deployment {
  readonly outputs: Readonly<Record<string, string>>;
  /** @throws Fault missing/output-missing */
  readonly output: (name: string) => string;
  /** The same but for one output. */
  readonly with: (name: string, value: string) => Deployment;
}

const deploymentOf = (outputs: Readonly<Record<string, string>>): Deployment => ({
  outputs,
  output: name => {
    const value = outputs[name];
    if (!value) throw new Fault('missing', 'output-missing', { name });
    return value;
  },
  with: (name, value) => deploymentOf({ ...outputs, [name]: value }),
});

/** Everything after this in the process reaches the local demo in place of AWS. */
const local = ({ environment, outputs }: ReturnType<typeof readRunning>): Deployment => {
  Object.assign(process.env, environment);
  return deploymentOf(outputs);
};

/**
 * The deployment a command works on: the local demo with --local; else by the outputs of the stack, in the file --outputs or
 * LIAISON_OUTPUTS names, with the standard AWS environment. Where there are none, a local demo that runs is all it can be.
 * @throws Fault missing/no-outputs, missing/not-running
 */
export const deploymentFor = ({ settings, out }: Place, named: string | undefined): Deployment => {
  if (settings.running) return local(settings.running);
  const file = named ?? settings.env.LIAISON_OUTPUTS ?? join(projectFolder, 'outputs.json');
  if (named === undefined && settings.env.LIAISON_OUTPUTS === undefined && !existsSync(file)) {
    const running = findRunning(settings.dataFolder);
    if (!running) throw new Fault('missing', 'no-outputs', { file: 'outputs.json' });
    out.note('使用本机演示的数据  using the local demo');
    return local(running);
  }
  return deploymentOf(parsedFrom(file, Outputs));
};
