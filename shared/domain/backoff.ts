/** How long a hint that got no answer waits before it is sent again, in ms: 5, 15, 60, 300 s, and 300 s ever after. */
export const resendMs = [5_000, 15_000, 60_000, 300_000] as const;

/** Wait before the next re-send, in ms, after `sent` sends. */
export const resendAfter = (sent: number): number => resendMs[Math.max(sent, 1) - 1] ?? 300_000;

const longestMs = 1_000;

/**
 * Wait before a lost race is decided again, in ms: anywhere up to 20, 40, 80 … 1000 ms, so that those who collided part.
 * `attempt` counts from 1; `random` gives [0, 1).
 */
export const jitter = (attempt: number, random: () => number): number =>
  random() * Math.min(longestMs, 10 * 2 ** attempt);
