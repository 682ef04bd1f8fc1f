import { isFault } from '../domain/fault.ts';

const briefly = (cause: unknown): { name: string; message: string } =>
  cause instanceof Error
    ? { name: cause.name, message: cause.message }
    : { name: typeof cause, message: String(cause) };

/** An error as logs keep it: a fault by kind, code and details with what caused it, anything else whole. */
export const logged = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!isFault(error)) return { error: error instanceof Error ? error : String(error) };
  const { message: fault, details, cause } = error;
  return { fault, details, ...(cause === undefined ? {} : { cause: briefly(cause) }) };
};
