/** What the exit code of `crm` says. */
export const ExitCode = {
  /** Nothing wrong. */
  fine: 0,
  /** Problems found: errors, or more warnings than allowed. */
  problems: 1,
  /** Something differs: `fmt --check`, `diff`. */
  differs: 2,
  /** The call or the environment is wrong: unknown option, unreadable path, no .crm file. */
  usage: 3,
  /** A defect in crm itself. */
  defect: 70,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
