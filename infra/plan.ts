import type { Foundation } from './constructs/foundation.ts';
import type { CountyPlan } from './county.ts';
import type { Messaging } from './messaging.ts';
import type { Resources } from './permissions.ts';
import type { Storage } from './storage.ts';
import type { Values } from './values.ts';

/** What the functions are placed with. */
export interface Plan {
  readonly foundation: Foundation;
  readonly county: CountyPlan;
  readonly storage: Storage;
  readonly messaging: Messaging;
  readonly resources: Resources;
  readonly values: Values;
}
