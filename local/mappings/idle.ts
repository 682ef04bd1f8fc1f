const shortest = 2;
const longest = 100;

/** The pauses of a poller: a few milliseconds after something came, a tenth of a second when nothing does, none at a nudge. */
export function idle() {
  let pause = shortest;
  let nudged = false;
  let wake: (() => void) | undefined;
  return {
    busy: (): void => {
      pause = shortest;
    },
    nudge: (): void => {
      nudged = true;
      pause = shortest;
      wake?.();
    },
    wait: async (): Promise<void> => {
      if (!nudged) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, pause);
        wake = resolve;
        await promise;
        clearTimeout(timer);
        wake = undefined;
        if (!nudged) pause = Math.min(longest, pause * 2);
      }
      nudged = false;
    },
  };
}
