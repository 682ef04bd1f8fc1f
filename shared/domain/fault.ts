export type FaultKind = 'invalid' | 'forbidden' | 'missing' | 'conflict' | 'transient' | 'bug';

/**
 * The one error of the system. The kind decides what an edge does (HTTP status, consume or retry a message);
 * the code is stable and names the rule; details name the field or the current state and never hold personal data.
 */
export class Fault extends Error {
  readonly kind: FaultKind;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(kind: FaultKind, code: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(`${kind}/${code}`, options);
    this.name = 'Fault';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

export const isFault = (error: unknown, kind?: FaultKind): error is Fault =>
  error instanceof Fault && (kind === undefined || error.kind === kind);
