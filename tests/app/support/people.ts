import type { Principal } from '../../../shared/contract/directory.ts';
import type { Actor } from '../../../shared/domain/events.ts';

/** People of the sample county, as the directory gives them. */
export const dispatcher: Principal = {
  org: 'QHGA',
  party: 'police',
  person: 'QHGA-01',
  roles: ['dispatcher', 'approver', 'duty'],
};
export const otherUnit: Principal = {
  org: 'QHJK',
  party: 'police',
  person: 'QHJK-01',
  roles: ['dispatcher', 'approver', 'duty'],
};
export const police: Actor = { org: 'QHGA', party: 'police', person: 'QHGA-01' };
export const officerA: Actor = { org: 'QHRCB', party: 'bank', person: 'QHRCB-01' };
export const officerB: Actor = { org: 'QHRCB', party: 'bank', person: 'QHRCB-02' };
export const coordinator: Actor = { org: 'QHLLD', party: 'liaison', person: 'QHLLD-01' };
