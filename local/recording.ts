import type { FunctionSpec } from './functions/function.ts';
import type { RawCall } from './functions/protocol.ts';
import { type Asked, readCall } from './policy/read-call.ts';

/** One request of a function to an AWS service. */
export interface Call extends Asked {
  /** The function's logical id in the template. */
  readonly function: string;
  /** The invocation it belongs to. */
  readonly request: string;
  readonly at: number;
  /** What was sent, as it left. */
  readonly body: string;
}

export interface Recording {
  readonly add: (spec: FunctionSpec, calls: readonly RawCall[]) => void;
  readonly calls: () => Call[];
  readonly clear: () => void;
}

/** Keeps what functions asked; the reading of bodies is left until somebody wants to know. */
export function keepCalls(): Recording {
  const raw: { readonly id: string; readonly call: RawCall }[] = [];
  return {
    add: (spec, calls) => {
      for (const call of calls) raw.push({ id: spec.id, call });
    },
    calls: () =>
      raw.map(({ id, call }) => ({
        function: id,
        request: call.request,
        at: call.at,
        body: call.body,
        ...readCall(call),
      })),
    clear: () => {
      raw.length = 0;
    },
  };
}
