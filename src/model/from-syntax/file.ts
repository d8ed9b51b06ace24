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

/** Declarations and facts as plain data, with what is wrong in what could be read of them. */
export interface Lowered {
  readonly declarations: readonly Declaration[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly money: FileModel['money'];
  readonly lost: readonly string[];
}

type Node = ParsedFile['file']['declarations'][number];

/** A file, to be lowered as a whole or part by part. */
export interface Parts {
  readonly nodes: readonly Node[];
  /** Where a part begins, its documentation comment included. */
  readonly startOf: (node: Node) => number;
  /** `place` gives the spans of what it finds. */
  readonly lower: (nodes: readonly Node[], place: Lowering['place']) => Lowered;
}

export function partsOfFile(text: string, parsed: ParsedFile): Parts {
  const docAt = docFinder(text, parsed.hidden);
  return {
    nodes: parsed.file.declarations,
    startOf: (node) => {
      const { offset } = placeOf(node);
      return docAt(offset)?.start ?? offset;
    },
    lower: (nodes, place) => {
      const problems: Problem[] = [];
      const money: FileModel['money'][number][] = [];
      const lost: string[] = [];
      let own = { offset: 0, end: 0 };
      const c: Lowering = {
        text,
        place,
        report: (problem) => problems.push(problem),
        money,
        lost,
        isBroken: (span) => parsed.problems.some((problem) => problem.span.start >= span.start && problem.span.start < span.end),
        around: ({ start, end }) => ({ before: text.slice(own.offset, start), after: text.slice(end, own.end) }),
        docBefore: (offset) => docAt(offset)?.text,
      };
      const declarations: Declaration[] = [];
      const facts: Fact[] = [];
      for (const node of nodes) {
        own = placeOf(node);
        if (node.$type === 'Fact') {
          const fact = lowerFact(c, node);
          if (fact) facts.push(fact);
        } else {
          const declaration = lower(c, node);
          if (declaration) declarations.push(declaration);
        }
      }
      return { declarations, facts, problems, money, lost };
    },
  };
}

/** What a file declares, as plain data, with what is wrong in what could be read. */
export function lowerFile(
  path: string,
  text: string,
  parsed: ParsedFile,
): { readonly model: FileModel; readonly problems: readonly Problem[] } {
  const { nodes, lower: lowerNodes } = partsOfFile(text, parsed);
  const { problems, lost, ...declared } = lowerNodes(nodes, (start, end) => ({ file: path, start, end }));
  return { model: { path, ...declared, lost: [...parsed.lost, ...lost] }, problems };
}
