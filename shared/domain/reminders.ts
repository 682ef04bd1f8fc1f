const firstGapMs = 5 * 60_000;
const longestGapMs = 24 * 3_600_000;

const gapMs = (target: number, count: number): number =>
  Math.min(Math.max(target, firstGapMs) * 2 ** Math.min(count - 1, 20), longestGapMs);

/** When the `count`th reminder after a breach is due, epoch ms: gaps double from the target up to a day, so that nothing open falls silent. */
export const remindAfter = (target: number, dueAt: number, count: number): number => {
  let at = dueAt;
  for (let each = 1; each <= count; each += 1) at += gapMs(target, each);
  return at;
};

/** The latest reminder due by `at`, from `count` on; those before it are passed over. */
export const latestReminder = (target: number, dueAt: number, count: number, at: number): number => {
  let latest = count;
  let next = remindAfter(target, dueAt, count + 1);
  while (next <= at) {
    latest += 1;
    next += gapMs(target, latest + 1);
  }
  return latest;
};
