import type { ActName, Rule } from './act.ts';
import { Fault } from './fault.ts';

type LiaisonAct = Extract<ActName, 'rule' | 'rule-phone-entry'>;

export const liaisonRules: { readonly [N in LiaisonAct]: Rule<N> } = {
  rule: ({ order, progress }, { returnStands }) => {
    if (progress.contestedAt === undefined) throw new Fault('conflict', 'not-contested', { id: order.id });
    return [{ type: 'ruled', data: { returnStands } }];
  },
  'rule-phone-entry': (_now, { entry, stands }) => [{ type: 'phone-ruled', data: { entry, stands } }],
};
