/** A value as a file has it; `undefined` and `null` are unknown. */
export type Raw = string | number | boolean | null | undefined;

/** An order, a visit or whatever else belongs to a member. `at` is when it happened. */
export type MemberRecord = Readonly<Record<string, Raw>>;

export interface Member {
  readonly id: string;
  readonly attributes: Readonly<Record<string, Raw>>;
  /** The tags and lists of other systems that hold the member; missing where the directory does not say. */
  readonly lists?: readonly string[];
  /** By entity; an entity the directory does not know is missing. */
  readonly records?: Readonly<Record<string, readonly MemberRecord[]>>;
  /** What other systems know of reactions: `opened` → `campaign/wave`, … */
  readonly outcomes?: Readonly<Record<string, readonly string[]>>;
}

/** All members at one moment, by id. */
export type Members = ReadonlyMap<string, Member>;
