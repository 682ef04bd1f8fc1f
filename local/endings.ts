/** What has to end, in the opposite order of its beginning. */
export function endings() {
  const all: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    for (let stop = all.pop(); stop; stop = all.pop()) await stop();
  };
  return {
    add: (stop: () => Promise<void> | void): void => void all.push(stop),
    end: (): Promise<void> => {
      ending ??= end();
      return ending;
    },
  };
}
