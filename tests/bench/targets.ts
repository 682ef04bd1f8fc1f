export interface Target {
  readonly text: string;
  readonly meets: (value: number) => boolean;
}

const most = (limit: number): Target => ({ text: `≤ ${limit}`, meets: value => value <= limit });
const least = (limit: number): Target => ({ text: `≥ ${limit}`, meets: value => value >= limit });

/** What each figure must reach; printed beside it, so that a reader sees at once what is missed. */
export const targets: Readonly<Record<string, Target>> = {
  'submit.ratioP50': most(2),
  'submit.requests': most(14),
  'loops.ofFloor': least(0.4),
  'history.ratio': most(1.15),
  'cost.usdPerMillion': most(120),
  'cost.idleUsdPerMonth': most(60),
  'bundle.httpKB': most(700),
  'bundle.workerKB': most(500),
  'bundle.coldRatio': most(1.7),
};
