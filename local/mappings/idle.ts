// A table that is being written is looked at this often: records that come together go together, and writers are left in peace.
const together = 15;
const longest = 100;

/** The pauses of a stream's poller: short after a write, a tenth of a second when nothing happens. */
export function idle() {
  let pause = together;
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  return {
    /** Something was written, or came. */
    nudge: (): void => {
      const waits = pause > together ? wake : undefined;
      pause = together;
      if (!waits) return;
      clearTimeout(timer);
      timer = setTimeout(waits, together);
    },
    end: (): void => {
      ended = true;
      wake?.();
    },
    wait: async (): Promise<void> => {
      if (ended) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      timer = setTimeout(resolve, pause);
      await promise;
      clearTimeout(timer);
      wake = undefined;
      pause = Math.min(longest, pause * 2);
    },
  };
}
