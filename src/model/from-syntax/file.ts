import type { Problem } from '../../diagnostics/problem.js';
import type * as ast from '../../syntax/generated/ast.js';
import type { ParsedFile } from '../../syntax/parse.js';
import { placeOf } from '../../syntax/tree.js';
import type { Declaration, Fact, FileModel } from '../types.js';
import { lowerBenefit } from './benefits.js';
import { lowerCampaign } from './campaigns.js';
import type { Lowering } from './context.js';
import {
  lowerAudience,
  lowerChannel,
  lowerEntity,
  lowerEvent,
  lowerFact,
  lowerMeasure,
  lowerMessage,
  lowerMetric,
  lowerPlan,
  lowerProducts,
  lowerRole,
  lowerSegments,
  lowerStore,
} from './declarations.js';
import { lowerPolicy } from './policies.js';

/** The text of a documentation comment without its stars. */
function docText(image: string): string {
  return image
    .replace(/^\/\*\*+|\*+\/$/g, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd())
    .join('\n')
    .trim();
}

interface Doc {
  readonly start: number;
  readonly text: string;
}

/** Finds the documentation comment that ends just before an offset. */
function docFinder(text: string, hidden: ParsedFile['hidden']): (offset: number) => Doc | undefined {
  const docs = hidden.filter((token) => token.image.startsWith('/**') && token.image.length > 4);
  if (docs.length === 0) return () => undefined;
  const ends = new Map(docs.map((token) => [token.startOffset + token.image.length, token]));
  return (offset) => {
    let end = offset;
    while (end > 0 && /\s/.test(text.charAt(end - 1))) end -= 1;
    const token = ends.get(end);
    return token && { start: token.startOffset, text: docText(token.image) };
  };
}

function lower(c: Lowering, node: Exclude<ast.Declaration, ast.Fact>): Declaration | undefined {
  switch (node.$type) {
    case 'Store':
      return lowerStore(c, node);
    case 'Role':
      return lowerRole(c, node);
    case 'Event':
      return lowerEvent(c, node);
    case 'Channel':
      return lowerChannel(c, node);
    case 'Entity':
      return lowerEntity(c, node);
    case 'Measure':
      return lowerMeasure(c, node);
    case 'Audience':
      return lowerAudience(c, node);
    case 'Segments':
      return lowerSegments(c, node);
    case 'Products':
      return lowerProducts(c, node);
    case 'Benefit':
      return lowerBenefit(c, node);
    case 'Message':
      return lowerMessage(c, node);
    case 'Metric':
      return lowerMetric(c, node);
    case 'Plan':
      return lowerPlan(c, node);
    case 'Policy':
      return lowerPolicy(c, node);
    case 'Campaign':
      return lowerCampaign(c, node);
  }
}

/** A declaration or fact as plain data, with what is wrong in what could be read of it. */
export interface LoweredPart {
  readonly declaration?: Declaration;
  readonly fact?: Fact;
  readonly problems: readonly Problem[];
  readonly money: FileModel['money'];
  readonly lost: readonly string[];
}

type Node = ParsedFile['file']['declarations'][number];

/** The parts of a file, to be lowered one by one. */
export interface Parts {
  readonly nodes: readonly Node[];
  /** Where a part begins, its documentation comment included. */
  readonly startOf: (node: Node) => number;
  /** `place` gives the spans of what it finds. */
  readonly lower: (node: Node, place: Lowering['place']) => LoweredPart;
}

export function partsOfFile(text: string, parsed: ParsedFile): Parts {
  const docAt = docFinder(text, parsed.hidden);
  return {
    nodes: parsed.file.declarations,
    startOf: (node) => {
      const { offset } = placeOf(node);
      return docAt(offset)?.start ?? offset;
    },
    lower: (node, place) => {
      const problems: Problem[] = [];
      const money: FileModel['money'][number][] = [];
      const lost: string[] = [];
      const c: Lowering = {
        text,
        place,
        report: (problem) => problems.push(problem),
        money,
        lost,
        isBroken: (span) => parsed.problems.some((problem) => problem.span.start >= span.start && problem.span.start < span.end),
        docBefore: (offset) => docAt(offset)?.text,
      };
      if (node.$type === 'Fact') {
        const fact = lowerFact(c, node);
        return { ...(fact && { fact }), problems, money, lost };
      }
      const declaration = lower(c, node);
      return { ...(declaration && { declaration }), problems, money, lost };
    },
  };
}

/** What the parts of a file declare together. */
export function modelOf(path: string, parts: readonly LoweredPart[], lost: readonly string[]): FileModel {
  return {
    path,
    declarations: parts.flatMap(({ declaration }) => declaration ?? []),
    facts: parts.flatMap(({ fact }) => fact ?? []),
    money: parts.flatMap(({ money }) => money),
    lost: [...lost, ...parts.flatMap((part) => part.lost)],
  };
}

/** What a file declares, as plain data, with what is wrong in what could be read. */
export function lowerFile(
  path: string,
  text: string,
  parsed: ParsedFile,
): { readonly model: FileModel; readonly problems: readonly Problem[] } {
  const { nodes, lower: lowerNode } = partsOfFile(text, parsed);
  const place: Lowering['place'] = (start, end) => ({ file: path, start, end });
  const parts = nodes.map((node) => lowerNode(node, place));
  return { model: modelOf(path, parts, parsed.lost), problems: parts.flatMap(({ problems }) => problems) };
}
