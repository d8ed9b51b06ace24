import type { Clock } from './clock.js';
import type { Transport } from './deliver/transport.js';
import type { Directory } from './members/directory.js';
import type { Options } from './schedule/options.js';
import type { Understood } from './schedule/read.js';
import type { Store } from './state/store.js';

/** What executing a send needs. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly transport: Transport;
  readonly options: Options;
  /** The schedule of a digest, from Redis. */
  readonly plan: (digest: string) => Promise<Understood>;
  /** Messages of one send on their way at one time. */
  readonly parallel: number;
}
