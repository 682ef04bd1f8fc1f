import { setTimeout as pause } from 'node:timers/promises';
import type { DrillReport } from '../../drill/report/report.ts';
import { type Proof, prove } from './proof.ts';
import type { Running } from './server-process.ts';

export interface Outcome {
  readonly name: string;
  readonly problems: readonly string[];
  readonly instructions: number;
  readonly events: number;
  readonly executions: number;
  readonly seconds: number;
}

interface Ran {
  readonly name: string;
  readonly running: Running;
  readonly reports: readonly DrillReport[];
  /** `performance.now()` at the beginning. */
  readonly began: number;
}

const idsOf = (reports: readonly DrillReport[]): Set<string> =>
  new Set(reports.flatMap(({ ends }) => ends.flatMap(({ id }) => id ?? [])));

const wrongIn = (report: DrillReport): string[] => [
  ...report.notClosed.map(each => `did not close: ${JSON.stringify(each)}`),
  ...report.differences.map(each => `ledger and core differ: ${JSON.stringify(each)}`),
  ...(report.ok ? [] : ['the drill says no']),
];

/** Proves a run once what is still on its way has arrived, at the latest after `mostMs`. */
export const provenWithin = async (mostMs: number, { name, running, reports, began }: Ran): Promise<Outcome> => {
  const known = idsOf(reports);
  const until = performance.now() + mostMs;
  let proof: Proof = await prove(running, known);
  while (proof.problems.length > 0 && performance.now() < until) {
    await pause(3_000);
    proof = await prove(running, known);
  }
  return {
    name,
    problems: [...reports.flatMap(wrongIn), ...proof.problems],
    instructions: proof.instructions,
    events: proof.events,
    executions: reports.flatMap(({ banks }) => banks).reduce((sum, { executions }) => sum + executions, 0),
    seconds: Math.round((performance.now() - began) / 1000),
  };
};
