import type { ActName, Rule } from './act.ts';
import { Fault } from './fault.ts';

type LiaisonAct = Extract<ActName, 'rule' | 'rule-phone-entry'>;

const rulePhoneEntry: Rule<'rule-phone-entry'> = ({ order, progress, history = [] }, { entry, stands }) => {
  if (progress.phone.some(({ n, disputed }) => n === entry && disputed))
    return [{ type: 'phone-ruled', data: { entry, stands } }];
  if (history.some(e => e.type === 'phone-ruled' && e.data.entry === entry && e.data.stands === stands))
    return 'repeat';
  throw new Fault('conflict', 'not-disputed', { id: order.id, entry });
};

export const liaisonRules: { readonly [N in LiaisonAct]: Rule<N> } = {
  rule: ({ order, progress }, { returnStands }) => {
    if (progress.contestedAt === undefined) throw new Fault('conflict', 'not-contested', { id: order.id });
    return [{ type: 'ruled', data: { returnStands } }];
  },
  'rule-phone-entry': rulePhoneEntry,
};
