import type { Actor } from '../../../../shared/domain/events.ts';

export { platform } from '../../../../shared/domain/events.ts';

const of = (org: string, party: Actor['party'], person: string): Actor => ({ org, party, person });

export const dispatcher = of('SXGA', 'police', 'han-jun');
export const otherUnit = of('GTGA', 'police', 'wei-dong');
export const officer = of('ICBC', 'bank', 'li-na');
export const colleague = of('ICBC', 'bank', 'wang-fang');
export const rival = of('ABC', 'bank', 'zhou-ping');
export const core: Actor = { org: 'ICBC', party: 'bank', system: 'core', person: 'li-na' };
export const coordinator = of('LDPOINT', 'liaison', 'sun-li');
export const supervisor = of('PBOC', 'supervisor', 'zhao-yu');
