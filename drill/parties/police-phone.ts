import { executed } from './bank-deeds.ts';
import { callOf, type Line } from './phone-line.ts';
import { type Reach, tell } from './police-reach.ts';

/** 电话代录 by police: they ring the bank, which executes while they hold the line, and enter all that it says. */
export const enterByPhone = async (reach: Reach, { core, desk }: Line): Promise<void> => {
  const { entry, id } = reach;
  const call = callOf(entry);
  const statement = executed(core, await reach.read());
  for (const said of [{ do: 'acknowledge' }, { do: 'dispose', ...statement }, { do: 'report' }])
    await tell(reach, 'phone-entries', { call, said });
  desk.rung(entry, id);
};
