import { Fault } from '../domain/fault.ts';

/** Names by which services and the SDK say that another try may help, beside every answer of 500 and above. */
const passing =
  /Throttl|Throughput|RequestLimit|TooManyRequests|SlowDown|Timeout|TimedOut|InProgress|Unavailable|NetworkingError/;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const field = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);

/** Whether trying again may help: throttled, out of order for the moment, not reached, or not answered in time. */
const passes = (error: unknown): boolean => {
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  const name = text(field(error, 'name'));
  const code = text(field(error, 'code'));
  if (typeof status === 'number' && (status >= 500 || status === 429)) return true;
  if (passing.test(name) || passing.test(code)) return true;
  // What never reached the service carries the code of the system call and no answer.
  return status === undefined && /^E[A-Z]+$/.test(code);
};

/** An error of an SDK as the rest of the system reads it: transient where another try may help, otherwise as it was. */
export const asFault = (error: unknown): unknown =>
  !(error instanceof Fault) && passes(error)
    ? new Fault('transient', 'service-busy', { service: text(field(error, 'name')) }, { cause: error })
    : error;
