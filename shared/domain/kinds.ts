/** Instruction kinds with the national platform's message codes (domain facts 6.2); only those built so far are listed in `built`. */
export const kinds = {
  stop: { code: '100101', feedback: '100102', basis: 'art20-stop', zh: '紧急止付', en: 'emergency stop-payment' },
  'stop-release': { code: '100103', feedback: '100104', basis: 'art20-stop', zh: '止付解除', en: 'release of a stop' },
  'stop-extension': {
    code: '100105',
    feedback: '100106',
    basis: 'art20-stop',
    zh: '止付延期',
    en: 'extension of a stop',
  },
  freeze: { code: '100201', feedback: '100202', basis: 'art20-freeze', zh: '快速冻结', en: 'rapid freeze' },
  'freeze-release': {
    code: '100203',
    feedback: '100204',
    basis: 'art20-freeze',
    zh: '冻结解除',
    en: 'release of a freeze',
  },
  'freeze-renewal': {
    code: '100205',
    feedback: '100206',
    basis: 'art20-freeze',
    zh: '续冻',
    en: 'renewal of a freeze',
  },
} as const;

export type Kind = keyof typeof kinds;
export type Basis = (typeof kinds)[Kind]['basis'] | 'art18-measure' | 'protective';

export const urgencies = { urgent: { code: '02', zh: '加急' }, normal: { code: '01', zh: '正常' } } as const;
export type Urgency = keyof typeof urgencies;

/** How an instruction reaches the bank: its people here, a branch that forwards, its own system, or no one here. */
export const routes = ['local', 'relay', 'direct', 'platform'] as const;
export type Route = (typeof routes)[number];

/** `ApplicationType` of 100101: first request, bank-reported case, after-the-fact papers (后补手续); odd codes are foreign currency or time deposits. */
export const applicationTypes = ['00', '01', '02', '03', '04', '05'] as const;
export type ApplicationType = (typeof applicationTypes)[number];

export const papersFollow = (type: ApplicationType): boolean => type === '04' || type === '05';
