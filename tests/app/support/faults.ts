import { isFault } from '../../../shared/domain/fault.ts';

/** What came of some work: `done`, or the code of its fault. @throws whatever else went wrong */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!isFault(error)) throw error;
    return error.code;
  }
};

/** A client whose request lost every race sends it again. */
export const retried = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isFault(error, 'conflict') || error.code !== 'stale') throw error;
    }
  }
};
