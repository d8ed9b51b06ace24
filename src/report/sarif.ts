import type { ArtifactLocation, Fix, Location, Log, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';
import { localize, type Level, type Locale } from '../diagnostics/diagnostic.js';
import type { JsonDiagnostic, JsonRange } from '../diagnostics/json.js';
import { rulePageUrl } from '../rules/page-url.js';
import type { Rule } from '../rules/rule.js';
import type { Range } from '../text/source.js';

/** What a report needs besides the findings, whose files go by their path in the repository. */
export interface SarifInput {
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly locale: Locale;
  /** The text of a line of a file. */
  readonly lineOf: (file: string, line: number) => string;
  /** A short digest of a text. */
  readonly digest: (text: string) => string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

function artifact(file: string): ArtifactLocation {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  // The built-in library stands in no repository.
  return file.startsWith('crm:') ? { uri: `crm:${encodeURI(file.slice(4))}` } : { uri, uriBaseId: '%SRCROOT%' };
}

const regionOf = ({ start, end }: Range): Region => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});

const physical = ({ file, range }: JsonRange): PhysicalLocation => ({ artifactLocation: artifact(file), region: regionOf(range) });

const pascal = (id: string): string => id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function descriptorOf({ id, title, why, configure, level, group, bad, good }: Rule, locale: Locale): ReportingDescriptor {
  const say = (text: Rule['title']): string => localize(text, locale);
  const plans = [
    { title: { en: 'Found in', zh: '反例' }, plan: bad },
    { title: { en: 'Fine', zh: '正例' }, plan: good },
  ].filter(({ plan }) => plan !== '');
  const examples = plans.map(({ title, plan }) => `**${say(title)}**\n\n\`\`\`crm\n${plan.trimEnd()}\n\`\`\``);
  return {
    id,
    name: pascal(id),
    shortDescription: { text: say(title) },
    fullDescription: { text: say(why) },
    help: { text: `${say(why)}\n\n${say(configure)}`, markdown: [say(why), ...examples, say(configure)].join('\n\n') },
    helpUri: rulePageUrl(id),
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: [group] },
  };
}

function fixOf({ title, edits }: JsonDiagnostic['fixes'][number]): Fix {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, text }) => ({ deletedRegion: regionOf(range), insertedContent: { text } })),
    })),
  };
}

/**
 * A finding keeps its fingerprint when lines are added elsewhere and when its numbers change: rule, file and the text of its line
 * tell it apart, and the order among equals.
 */
function fingerprints({ diagnostics, lineOf, digest }: SarifInput): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ rule, file, range }) => {
    const key = `${rule}\0${file}\0${lineOf(file, range.start.line).trim().replace(/\s+/g, ' ')}`;
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return `${digest(key)}:${number}`;
  });
}

/** Findings as SARIF 2.1.0, for code scanning. Only the rules that found something are described. */
export function sarifLog(input: SarifInput): Log {
  const { diagnostics, rules, version, locale } = input;
  const found = rules.filter(({ id }) => diagnostics.some(({ rule }) => rule === id));
  const indexes = new Map(found.map(({ id }, index) => [id, index]));
  const prints = fingerprints(input);
  const results = diagnostics.map((diagnostic, at): Result => {
    const { rule, level, message, help, related, fixes, verdict } = diagnostic;
    const relatedLocations = related.map((each, id): Location => ({
      id,
      physicalLocation: physical(each),
      message: { text: each.message },
    }));
    return {
      ruleId: rule,
      ...(indexes.has(rule) && { ruleIndex: indexes.get(rule) ?? 0 }),
      level: LEVELS[level],
      message: { text: help === undefined ? message : `${message}\n${help}` },
      locations: [{ physicalLocation: physical(diagnostic) }],
      ...(relatedLocations.length > 0 && { relatedLocations }),
      ...(fixes.length > 0 && { fixes: fixes.map(fixOf) }),
      partialFingerprints: { 'crmFinding/v1': prints[at] ?? '' },
      ...(verdict !== undefined && { properties: { verdict } }),
    };
  });
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'crm',
            version,
            semanticVersion: version,
            informationUri: rulePageUrl('').split('#')[0] ?? '',
            language: locale,
            rules: found.map((rule) => descriptorOf(rule, locale)),
          },
        },
        language: locale,
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}
