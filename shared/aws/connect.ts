import { asFault } from './faults.ts';

export interface Patience {
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/** How long one call may take, in ms: all its tries together stay below the shortest timeout of a function (5 s). */
const patience: Patience = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_400, throwOnRequestTimeout: true },
};

/** For what is only a hint: whoever waits for an answer must not wait for it. */
export const hurried: Patience = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 700, throwOnRequestTimeout: true },
};

/** For large objects and for work that nobody waits for. */
export const patient: Patience = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
};

/** Outermost, so that it sees what is left after the SDK's own tries. */
const mapped =
  <Asked, Answered>(next: (asked: Asked) => Promise<Answered>) =>
  async (asked: Asked): Promise<Answered> => {
    try {
      return await next(asked);
    } catch (error) {
      throw asFault(error);
    }
  };

interface Connected {
  readonly middlewareStack: {
    add(middleware: typeof mapped, options: { step: 'initialize'; priority: 'high'; name: string }): void;
    remove(name: string): boolean;
  };
}

/**
 * A client of an AWS service, one a container: calls that hang are given up, and what another try may cure leaves as
 * Fault transient.
 */
export const connect = <C extends Connected>(Client: new (how: Patience) => C, how: Patience = patience): C => {
  const client = new Client(how);
  client.middlewareStack.add(mapped, { step: 'initialize', priority: 'high', name: 'asFault' });
  // It copies every request and answer for a logger that nobody sets: a seventh of what a call costs.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};
