import type { CampaignView, CapView, SendView, TimelineView, WaveView } from '../../src/timeline-view/types.js';
import type { Words } from './words.js';

/** What is shown; empty names are all. */
export interface Filter {
  readonly campaign: string;
  readonly channel: string;
  readonly audience: string;
  /** Only what has findings. */
  readonly found: boolean;
}

/** A send, or the whole life of a triggered wave. */
export interface Entry {
  readonly wave: WaveView;
  readonly start: string;
  readonly end: string;
  readonly send?: SendView;
}

/** The entries that a filter leaves, in order of time. */
export function entriesOf(view: TimelineView, filter: Filter): readonly Entry[] {
  const isShown = wavesShown(view, filter);
  return view.waves
    .filter(isShown)
    .flatMap((wave): readonly Entry[] => [
      ...wave.sends.map((send) => ({ wave, send, start: send.start, end: send.end })),
      ...(wave.live ? [{ wave, ...wave.live }] : []),
    ])
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/** Of an audience those that may reach its members, as soon as that is known. */
function wavesShown({ audiences }: TimelineView, { campaign, channel, audience, found }: Filter): (wave: WaveView) => boolean {
  const load = audiences.find(({ name }) => name === audience)?.load;
  const reaching = load && new Set(load.waves);
  return (wave) =>
    (campaign === '' || wave.campaign === campaign) &&
    (channel === '' || wave.channel === channel) &&
    (!reaching || reaching.has(wave.id)) &&
    (!found || wave.findings.length > 0);
}

export function capsOf({ caps }: TimelineView, { channel, found }: Filter): readonly CapView[] {
  return caps.filter(({ channels, findings }) => (channel === '' || channels.includes(channel)) && (!found || findings.length > 0));
}

export function campaignsOf({ campaigns, waves }: TimelineView, { campaign, found }: Filter): readonly CampaignView[] {
  const withFindings = new Set(waves.filter(({ findings }) => findings.length > 0).map((wave) => wave.campaign));
  return campaigns.filter(
    ({ name, findings }) => (campaign === '' || name === campaign) && (!found || findings.length > 0 || withFindings.has(name)),
  );
}

export function entryTitle({ wave, send, start, end }: Entry, labels: ReadonlyMap<string, string>, words: Words): string {
  return [
    wave.label,
    send ? '' : words.triggered,
    words.time(start, end),
    wave.members ? words.members(wave.members) : '',
    labels.get(wave.campaign) ?? wave.campaign,
    ...wave.findings.map(words.finding),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
