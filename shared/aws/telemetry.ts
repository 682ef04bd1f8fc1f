import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Logs as JSON; what is logged are ids, codes and times, never a name or an account. */
export const logger = /* @__PURE__ */ new Logger({ serviceName: 'liaison-point' });

export const metrics = /* @__PURE__ */ new Metrics({ namespace: 'LiaisonPoint', serviceName: 'liaison-point' });
