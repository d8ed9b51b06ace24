/** `campaign/wave/day` of a send `campaign/wave/day/batch`: all its batches together. */
export function occurrenceOf(send: string): string {
  return send.slice(0, send.lastIndexOf('/'));
}

export function waveOf(send: { readonly campaign: string; readonly wave: string }): string {
  return `${send.campaign}/${send.wave}`;
}
