import type { Command } from 'commander';
import { type Desk, wholeId } from '../api/desk.ts';
import type { Place } from '../place.ts';
import { answerLine } from '../print/summaries.ts';

export interface Wish {
  readonly desk: Desk;
  /** As typed, perhaps only its end. */
  readonly id: string;
  /** Path under the instruction. */
  readonly act: string;
  readonly body: unknown;
  /** What a person is told was done. */
  readonly did: string;
  readonly options: { readonly key?: string | undefined; readonly ifNumber?: number | undefined };
}

/** Does one act to one instruction and tells how it stands afterwards. */
export const actOn = async (
  { api, out, settings }: Place,
  { desk, id, act, body, did, options }: Wish,
): Promise<void> => {
  const whole = await wholeId(api, desk, id);
  const { answer, replayed } = await api.post(`/${desk}/instructions/${whole}/${act}`, body, options);
  out.say(answerLine(replayed ? `此前${did}` : did, answer, settings.zone));
  out.tell({ ...answer, replayed });
};

/** Adds the options of every command that changes an instruction. */
export const changes = (command: Command): Command =>
  command
    .option('--key <key>', '幂等键，重复同一命令时使用 Idempotency-Key, to repeat a command safely')
    .option('--if-number <n>', '仅当最后事件仍是此号 only if this is still the last event');
