import type { SegmentEntry, Wave } from '../../model/types.js';
import { quotedText } from '../../model/literal-text.js';
import { isTrigger, wavesOf } from '../../model/waves.js';
import { partsOf } from '../../resolve/named.js';
import { applyEdits } from '../../text/edit.js';
import type { Here } from '../feature.js';
import { mentionsOfTarget } from '../mentions.js';
import type { Refactoring, Selection } from './refactoring.js';
import { freeName } from '../../text/free-name.js';

/** The text of a wave for one entry of the segments it addresses. */
function waveFor(wave: Wave, entry: SegmentEntry, segments: string, name: string, text: string): string {
  const { span, nameSpan, label, to } = wave;
  const inWave = (each: { readonly start: number; readonly end: number }) => ({
    file: span.file,
    start: each.start - span.start,
    end: each.end - span.start,
  });
  const edits = [
    { span: inWave(nameSpan), text: name },
    ...(label ? [{ span: inWave(label.span), text: quotedText(`${label.value}·${entry.label?.value ?? entry.name}`) }] : []),
    ...to.map((ref) => ({ span: inWave(ref.span), text: `${segments}.${entry.name}` })),
  ];
  return applyEdits(text.slice(span.start, span.end), edits);
}

/**
 * Whether several waves do for several audiences what one wave does for all of them. What is counted for each member (`at most`, which triggers need)
 * would be counted anew for who moves from one entry to another; tests and gates decide by all members together; a waiver was signed for this wave.
 */
function isDivisible({ at, limit, test, gate, waives }: Wave): boolean {
  return !at.some(isTrigger) && !limit && !test && !gate && waives.length === 0;
}

/**
 * Makes of a wave to segments one wave for each of their entries, for each to be written and timed by itself.
 * Only where the wave goes to these segments alone: entries share no member, so everybody gets it once as before.
 * And only where nothing refers to the wave: nobody knows which of the new ones would be meant.
 */
export function splitWave({ project, path }: Here, selection: Selection): readonly Refactoring[] {
  const { plan } = project.analysis;
  const text = project.textOf(path) ?? '';
  for (const campaign of project.fileModel(path).declarations) {
    if (campaign.kind !== 'campaign') continue;
    const wave = wavesOf(campaign).find(({ span }) => span.start <= selection.start && selection.end <= span.end);
    const [ref, other] = wave?.to ?? [];
    const declaration = ref && plan.audiences.get(ref.name)?.declaration;
    if (!wave || !isDivisible(wave) || !ref || other || !declaration || !('entries' in declaration) || declaration.entries.length < 2)
      continue;
    const uses = mentionsOfTarget(project, { kind: 'wave', owner: campaign.name, name: wave.name }).filter(
      ({ isDeclaration }) => !isDeclaration,
    );
    if (uses.length > 0) return [];
    const { prover, sends } = project.analysis;
    const addressed = sends.wave(`${campaign.name}/${wave.name}`);
    // Entries of which nobody meets the condition of the wave got nothing before.
    const reached = declaration.entries.filter(
      ({ name }) => !addressed || !prover.empty({ ...addressed.group, include: [`${ref.name}.${name}`] }),
    );
    if (reached.length < 2) return [];
    const taken = new Set(partsOf(campaign).map(({ declared }) => declared.name));
    const indent = /[ \t]*$/.exec(text.slice(0, wave.span.start))?.[0] ?? '';
    const waves = reached.map((entry) => {
      const name = freeName(`${wave.name}_${entry.name}`, (each) => taken.has(each) || plan.events.has(each));
      taken.add(name);
      return waveFor(wave, entry, ref.name, name, text);
    });
    const count = waves.length;
    return [
      {
        kind: 'refactor.rewrite',
        title: {
          en: `Split into ${count} waves, one for each entry of \`${ref.name}\``,
          zh: `按“${ref.name}”的分组拆成 ${count} 个波次`,
        },
        edits: [{ span: wave.span, text: waves.join(`\n\n${indent}`) }],
      },
    ];
  }
  return [];
}
