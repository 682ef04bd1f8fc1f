import type { State } from '../../shared/domain/instruction.ts';
import type { Entry } from '../parties/journal.ts';

export interface Why {
  readonly zh: string;
  readonly en: string;
}

/** It was issued, and in the end nobody could read what became of it. */
export const unread: Why = { zh: '最后读不到这条指令', en: 'it could not be read in the end' };

const states: Readonly<Record<State, (bank: string) => Why>> = {
  issued: bank => ({ zh: `${bank} 没有签收`, en: `${bank} has not signed for it` }),
  acknowledged: bank => ({ zh: `${bank} 签收后没有执行`, en: `${bank} signed for it but has not executed it` }),
  returned: bank => ({
    zh: `${bank} 已退回，公安没有补正`,
    en: `${bank} returned it and police have not corrected it`,
  }),
  disposed: bank => ({ zh: `${bank} 已执行，没有反馈`, en: `${bank} executed it but has not reported` }),
  reported: () => ({ zh: '已反馈，没有办结', en: 'it is reported but not closed' }),
  closed: () => ({ zh: '已办结', en: 'it is closed' }),
  withdrawn: () => ({ zh: '已撤回', en: 'it is withdrawn' }),
};

/** Why an instruction is not where it should have ended, with what went wrong for those who had to act. */
export const whyNot = ({ plan, troubles, notes }: Entry, state: State | undefined, party: string | undefined): Why => {
  const base = state ? states[state](plan.bank.code) : { zh: '没有签发', en: 'it was not issued' };
  const said = [...troubles, ...notes, ...(party ? [party] : [])].at(-1);
  return said ? { zh: `${base.zh}（${said}）`, en: `${base.en} (${said})` } : base;
};
