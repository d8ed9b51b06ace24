import type { CampaignView, CapLoadView, CapView, FindingView, Place, TimelineView, WaveView } from '../../src/timeline-view/types.js';
import { audiencesOf, worstOf } from './cap-rows.js';
import { element, prose } from './elements.js';
import { toneOf, type Subject } from './marks.js';
import { rowWith, tableWith } from './panels.js';
import type { Words } from './words.js';

/** All there is to know of a wave, a cap or a campaign; nothing where it is gone. */
export function detailsOf(subject: Subject, view: TimelineView, words: Words): HTMLElement | undefined {
  switch (subject.kind) {
    case 'wave': {
      const wave = view.waves.find(({ id }) => id === subject.id);
      return wave && waveDetails(wave, view, words);
    }
    case 'cap': {
      const cap = view.caps.find(({ id }) => id === subject.id);
      return cap && capDetails(cap, subject.audience, view, words);
    }
    case 'campaign': {
      const campaign = view.campaigns.find(({ name }) => name === subject.name);
      return campaign && campaignDetails(campaign, words);
    }
  }
}

type Facts = readonly (readonly [name: string, content: string | readonly string[] | HTMLElement | undefined])[];

/** A heading, and what is known by name; what is missing is left out. */
function sheet(kind: string, label: string, facts: Facts, note = ''): HTMLElement {
  const box = element('div', 'details');
  const title = element('h2', '', label);
  title.prepend(element('span', 'kind', kind));
  const list = element('dl');
  for (const [name, content] of facts) {
    if (content === undefined || (!(content instanceof HTMLElement) && content.length === 0)) continue;
    const value = element('dd');
    if (typeof content === 'string') value.textContent = content;
    else if (content instanceof HTMLElement) value.append(content);
    else {
      value.className = 'lines-of-text';
      for (const line of content) value.append(element('div', '', line));
    }
    list.append(element('dt', '', name), value);
  }
  box.append(title, ...(note === '' ? [] : [element('p', 'note', note)]), list);
  return box;
}

const placeText = ({ file, line }: Place): string => `${file}:${line}`;

function findingList(findings: readonly FindingView[], words: Words): HTMLElement | undefined {
  if (findings.length === 0) return undefined;
  const list = element('ul', 'findings');
  for (const finding of findings) {
    const item = element('li');
    const text = [words.finding(finding), ...(finding.waivers ?? []).map(words.waiver)].join('\n');
    item.append(element('span', `sample ${toneOf([finding])}`, '', { 'aria-hidden': 'true' }), prose(text));
    list.append(item);
  }
  return list;
}

function waveDetails(wave: WaveView, view: TimelineView, words: Words): HTMLElement {
  const { label, campaign, channel, audiences, members, sends, live, at, findings } = wave;
  const of = view.campaigns.find(({ name }) => name === campaign);
  const through = view.channels.find(({ name }) => name === channel);
  const labels = new Map(view.audiences.map((audience) => [audience.name, audience.label]));
  const names = words.details;
  return sheet(names.wave, label, [
    [names.campaign, of?.label ?? campaign],
    [names.channel, through?.label ?? words.unknownChannel],
    [names.audiences, audiences.length === 0 ? names.everybody : audiences.map((name) => labels.get(name) ?? name)],
    [names.members, members && words.members(members)],
    [
      names.sends,
      [
        ...sends.map(({ start, end }) => words.time(start, end)),
        ...(live ? [`${words.time(live.start, live.end)} (${words.triggered})`] : []),
      ],
    ],
    [names.findings, findingList(findings, words)],
    [names.place, placeText(at)],
  ]);
}

/** On which days a cap is at its fullest. */
function fullestDays(loads: readonly CapLoadView[], words: Words): readonly string[] {
  const worst = worstOf(loads);
  return loads.filter(({ most }) => most === worst).map(({ from, to }) => words.days(from, to));
}

function capDetails(cap: CapView, audience: string | undefined, view: TimelineView, words: Words): HTMLElement {
  const { what, window, limit, clause, at, findings, loads } = cap;
  const names = words.details;
  const all = audiencesOf(view, cap.id);
  const chosen = all.filter((each) => audience === undefined || each.audience.name === audience);
  const rows = chosen.map((each) =>
    rowWith('', [each.audience.label, element('td', 'number', words.load(each.worst, limit)), fullestDays(each.loads, words).join('\n')]),
  );
  const label = audience === undefined ? what : `${what}: ${chosen[0]?.audience.label ?? audience}`;
  const facts: Facts = [
    [names.clause, element('code', '', clause)],
    [names.fullest, audience === undefined ? [words.load(worstOf(loads), limit), ...fullestDays(loads, words)].join('\n') : undefined],
    [words.byAudience, rows.length === 0 ? undefined : tableWith(words.audiencesOf(`${what}, ${window}`), words.audienceColumns, rows)],
    [names.findings, findingList(findings, words)],
    [names.place, placeText(at)],
  ];
  return sheet(names.cap, label, facts, words.capsHint);
}

function campaignDetails(campaign: CampaignView, words: Words): HTMLElement {
  const { label, runs, phases, activities, deadlines, cost, findings, at } = campaign;
  const names = words.details;
  const items = cost.items.map((item) => rowWith('', [prose(item.label, 'td', 'long'), element('td', 'number', item.amount.text)]));
  const total = element('div');
  total.append(element('div', '', [words.atMost(cost), ...(cost.budget ? [words.spent(cost)] : [])].join('\n')));
  if (items.length > 0) total.append(tableWith(names.cost, words.itemColumns, items));
  return sheet(names.campaign, label, [
    [names.runs, runs && words.days(runs.from, runs.to)],
    [names.phases, phases.map((phase) => `${phase.label}: ${words.days(phase.from, phase.to)}`)],
    [
      names.activities,
      activities.flatMap((activity) => activity.times.map(({ start, end }) => `${activity.label}: ${words.time(start, end)}`)),
    ],
    [names.deadlines, deadlines.map((deadline) => `${words.due(deadline)}: ${words.deadline(deadline)}`)],
    [names.cost, total],
    [names.findings, findingList(findings, words)],
    [names.place, placeText(at)],
  ]);
}
