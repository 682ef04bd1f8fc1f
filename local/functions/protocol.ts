/** What the thread of a function is started with. */
export interface ThreadData {
  readonly name: string;
  readonly arn: string;
  readonly file: string;
  readonly handler: string;
  readonly memory: number;
  readonly logGroup: string;
  readonly record: boolean;
  readonly faults?: ThreadFaults;
}

/** Probabilities per AWS call, for chaos tests; `dieAt` ends the thread at exactly that call. */
export interface ThreadFaults {
  readonly seed: number;
  readonly throttle?: number;
  readonly fail?: number;
  readonly lose?: number;
  readonly hang?: number;
  readonly die?: number;
  readonly dieAt?: number;
  /** How many threads of the function came before: each has its own luck, and `dieAt` is for the first. */
  readonly thread: number;
  /** Where a request is sent to be throttled or to hang. */
  readonly address: string;
}

export interface Invocation {
  readonly id: number;
  readonly request: string;
  readonly event: string;
  readonly deadline: number;
}

/** One request to an AWS service as it left a function: where to, and what it carried. */
export interface RawCall {
  readonly at: number;
  readonly request: string;
  readonly service: string;
  readonly target: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly error: string }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly result?: string;
      readonly error?: string;
      readonly calls: readonly RawCall[];
      readonly wrote: boolean;
    };
