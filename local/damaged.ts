import { Fault } from '../shared/domain/fault.ts';

/** Does what needs a file of the data folder to be whole. @throws Fault invalid/data-damaged naming the file */
export function damaged<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new Fault('invalid', 'data-damaged', { file, said: String(cause) }, { cause });
  }
}
