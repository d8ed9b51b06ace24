import type { ScheduleSend } from './types.js';

/** `campaign/wave/day` of a send, which all its batches share; a ledger names sends by it. */
export const occurrenceId = ({ id }: Pick<ScheduleSend, 'id'>): string => id.slice(0, id.lastIndexOf('/'));
