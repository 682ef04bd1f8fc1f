/** As long as a dismissal may take to be felt. */
const rememberMs = 60_000;
const most = 1_000;

export interface Proven {
  readonly sub: string;
  /** When the token ends, epoch ms. */
  readonly ends: number;
}

/**
 * Remembers a token that was proven, for a minute and never beyond its end: a screen that polls sends the same one for hours.
 * The oldest make room.
 */
export const provenTokens = (clock: () => number) => {
  const known = new Map<string, { readonly sub: string; readonly until: number }>();
  return async (token: string, prove: () => Promise<Proven>): Promise<string> => {
    const found = known.get(token);
    if (found && clock() < found.until) return found.sub;
    known.delete(token);
    const { sub, ends } = await prove();
    const [oldest] = known.keys();
    if (known.size >= most && oldest !== undefined) known.delete(oldest);
    known.set(token, { sub, until: Math.min(ends, clock() + rememberMs) });
    return sub;
  };
};
