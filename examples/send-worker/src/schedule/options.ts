/** What an operator grants this worker beyond the schedule. */
export interface Options {
  /** Channels it sends on; without it all. Sends on others are left to other systems. */
  readonly channels?: readonly string[];
  /** The project's root: messages name files in it as their body. */
  readonly files?: string;
  /** What `{link}` becomes: an address with `{kind}` and `{send}`. */
  readonly links?: string;
  /** How long after its time a send without `notAfter` may still start; in ms. */
  readonly latest: number;
}
