import type { Audience, FileModel } from '../model/types.js';
import type { Ledger, LedgerRow } from './types.js';

/** The members who got each send of a ledger that names an audience: a part of it of known size, under a name of its own. */
export function recordedAudiences({ rows }: Ledger): ReadonlyMap<LedgerRow, Audience> {
  const found = new Map<LedgerRow, Audience>();
  const used = new Map<string, number>();
  for (const row of rows) {
    const { audience, at = '', members, span } = row;
    if (audience === undefined) continue;
    const plain = `${audience.name} (sent ${at})`;
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    const name = times === 1 ? plain : `${plain} #${times}`;
    found.set(row, {
      kind: 'audience',
      name,
      label: { value: times === 1 ? `${audience.name}（${at}已发）` : `${audience.name}（${at}已发，第${times}次）`, span },
      recorded: true,
      span,
      nameSpan: span,
      of: audience,
      from: { value: `ledger: ${name}`, span },
      ...(members !== undefined && { size: { low: members, high: members, span } }),
    });
  }
  return found;
}

/** A ledger as if it were a file of the project. */
export function ledgerModel({ path }: Ledger, audiences: ReadonlyMap<LedgerRow, Audience>): FileModel {
  return { path, declarations: [...audiences.values()], facts: [], money: [], lost: [] };
}
