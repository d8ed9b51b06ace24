import fs from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import Draft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import type { Locale } from '../../src/diagnostics/diagnostic.js';
import { jsonDiagnostic, placer, type JsonDiagnostic } from '../../src/diagnostics/json.js';
import { LIBRARY } from '../../src/library/generated/sources.js';
import { githubAnnotations } from '../../src/report/github.js';
import { junitReport } from '../../src/report/junit.js';
import { sarifLog } from '../../src/report/sarif.js';
import { EXAMPLE_BASE } from '../../src/rules/example-base.js';
import { RULES } from '../../src/rules/generated/index.js';
import type { Source } from '../../src/text/source.js';
import { smallPlan } from '../support/command.js';

const FILE = '计划/双 11%,a:b.crm';
const PLAN = smallPlan('push', '21:00');

interface Found {
  readonly sources: readonly Source[];
  readonly diagnostics: readonly JsonDiagnostic[];
}

function find(sources: readonly Source[], locale: Locale = 'en'): Found {
  const texts = new Map([...LIBRARY, ...sources].map(({ path, text }) => [path, text]));
  const place = placer((file) => texts.get(file));
  return { sources, diagnostics: analyse(sources).diagnostics.map((each) => jsonDiagnostic(each, locale, place)) };
}

function sarif({ sources, diagnostics }: Found, locale: Locale = 'en'): Log {
  return sarifLog({
    diagnostics,
    rules: RULES,
    version: '1.2.3',
    locale,
    lineOf: (file, line) => sources.find(({ path }) => path === file)?.text.split('\n')[line - 1] ?? '',
    digest: (text) => createHash('sha256').update(text).digest('hex').slice(0, 16),
  });
}

const prints = (log: Log): readonly string[] =>
  log.runs[0]?.results?.map((each) => each.partialFingerprints?.['crmFinding/v1'] ?? '') ?? [];

describe('annotations of GitHub', () => {
  test('a finding at its columns; what separates properties is escaped', () => {
    expect(githubAnnotations(find([{ path: FILE, text: PLAN }]).diagnostics)).toBe(
      '::error file=计划/双 11%25%2Ca%3Ab.crm,line=7,endLine=7,col=50,endColumn=66,title=quiet-hours::' +
        '`hello` would send at 2027-03-02 21:00; push is quiet from 21:00 to 08:00 (Asia/Shanghai).%0A' +
        'Send between 08:00 and 21:00; 21:00 itself is already quiet.\n',
    );
  });

  test('over several lines there are no columns', () => {
    const [first] = find([{ path: FILE, text: PLAN }]).diagnostics;
    if (!first) throw new Error('nothing found');
    const range = { start: { line: 3, column: 9 }, end: { line: 5, column: 2 } };
    expect(githubAnnotations([{ ...first, level: 'info', range, message: 'a\r\nb: c, 5%' }])).toContain(
      '::notice file=计划/双 11%25%2Ca%3Ab.crm,line=3,endLine=5,title=quiet-hours::a%0D%0Ab: c, 5%25%0A',
    );
  });
});

describe('JUnit XML', () => {
  test('errors fail, others pass with what they say; a clean file has a case', () => {
    const { diagnostics } = find([{ path: 'a.crm', text: PLAN }], 'zh-CN');
    const [error] = diagnostics;
    if (!error) throw new Error('nothing found');
    const { why: _why, help: _help, ...bare } = error;
    const warning: JsonDiagnostic = { ...bare, level: 'warning', message: 'a ]]> b <c> "d"\u0001' };
    expect(junitReport(['a.crm', 'clean.crm'], [error, warning], 'zh-CN')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites tests="3" failures="1" errors="0" skipped="0">
        <testsuite name="a.crm" tests="2" failures="1" errors="0" skipped="0">
          <testcase classname="a.crm" name="quiet-hours (7:50)" file="a.crm">
            <failure message="“问候”将在2027-03-02 21:00发送，而App 推送在21:00至08:00（Asia/Shanghai）免打扰。" type="quiet-hours"><![CDATA[a.crm:7:50: 错误 [quiet-hours] “问候”将在2027-03-02 21:00发送，而App 推送在21:00至08:00（Asia/Shanghai）免打扰。
      请安排在08:00到21:00之间；21:00整已属免打扰。
      服务商对营销短信最严的时段是08:00–21:00，深夜打扰会永久失去会员。起点算免打扰，终点不算：21:00已经太晚，08:00可以发送。]]></failure>
          </testcase>
          <testcase classname="a.crm" name="quiet-hours (7:50)" file="a.crm">
            <system-out><![CDATA[a.crm:7:50: 警告 [quiet-hours] a ]]]]><![CDATA[> b <c> "d"�]]></system-out>
          </testcase>
        </testsuite>
        <testsuite name="clean.crm" tests="1" failures="0" errors="0" skipped="0">
          <testcase classname="clean.crm" name="没有问题" file="clean.crm"/>
        </testsuite>
      </testsuites>
      "
    `);
  });
});

describe('SARIF', () => {
  const schema = JSON.parse(fs.readFileSync(fileURLToPath(new URL('./sarif-schema-2.1.0.json', import.meta.url)), 'utf8')) as Record<
    string,
    unknown
  >;
  const ajv = new Draft4.default({ strict: false });
  addFormats.default(ajv);
  const isValid = ajv.compile(schema);

  test.each(['en', 'zh-CN'] as const)('the findings of the bad plans of all rules fit the schema (%s)', (locale) => {
    for (const rule of RULES) {
      const found = find(
        [
          { path: 'base.crm', text: EXAMPLE_BASE },
          { path: 'plan.crm', text: rule.bad },
        ],
        locale,
      );
      const log = sarif(found, locale);
      expect(isValid(log), `${rule.id}: ${JSON.stringify(isValid.errors?.slice(0, 3))}`).toBe(true);
      expect(log.runs[0]?.results).toHaveLength(found.diagnostics.length);
    }
  });

  test('a finding with its rule, places, fix and verdict', () => {
    expect(sarif(find([{ path: FILE, text: PLAN }])).runs[0]).toMatchInlineSnapshot(`
      {
        "columnKind": "utf16CodeUnits",
        "language": "en",
        "results": [
          {
            "fixes": [
              {
                "artifactChanges": [
                  {
                    "artifactLocation": {
                      "uri": "%E8%AE%A1%E5%88%92/%E5%8F%8C%2011%25%2Ca%3Ab.crm",
                      "uriBaseId": "%SRCROOT%",
                    },
                    "replacements": [
                      {
                        "deletedRegion": {
                          "endColumn": 66,
                          "endLine": 7,
                          "startColumn": 61,
                          "startLine": 7,
                        },
                        "insertedContent": {
                          "text": "20:00",
                        },
                      },
                    ],
                  },
                ],
                "description": {
                  "text": "Send at 20:00",
                },
              },
            ],
            "level": "error",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "%E8%AE%A1%E5%88%92/%E5%8F%8C%2011%25%2Ca%3Ab.crm",
                    "uriBaseId": "%SRCROOT%",
                  },
                  "region": {
                    "endColumn": 66,
                    "endLine": 7,
                    "startColumn": 50,
                    "startLine": 7,
                  },
                },
              },
            ],
            "message": {
              "text": "\`hello\` would send at 2027-03-02 21:00; push is quiet from 21:00 to 08:00 (Asia/Shanghai).
      Send between 08:00 and 21:00; 21:00 itself is already quiet.",
            },
            "partialFingerprints": {
              "crmFinding/v1": "3605229b684e56b7:1",
            },
            "relatedLocations": [
              {
                "id": 0,
                "message": {
                  "text": "the house rule",
                },
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "crm:retail.crm",
                  },
                  "region": {
                    "endColumn": 41,
                    "endLine": 12,
                    "startColumn": 3,
                    "startLine": 12,
                  },
                },
              },
            ],
            "ruleId": "quiet-hours",
            "ruleIndex": 0,
          },
        ],
        "tool": {
          "driver": {
            "informationUri": "https://github.com/crm-lang/crm-lang/blob/main/docs/rules.md",
            "language": "en",
            "name": "crm",
            "rules": [
              {
                "defaultConfiguration": {
                  "level": "error",
                },
                "fullDescription": {
                  "text": "Providers allow promotional SMS from 08:00 to 21:00 at the strictest, and a phone that rings at night loses the member for good. From is quiet already, until is free: 21:00 is too late, 08:00 is fine.",
                },
                "help": {
                  "markdown": "Providers allow promotional SMS from 08:00 to 21:00 at the strictest, and a phone that rings at night loses the member for good. From is quiet already, until is free: 21:00 is too late, 08:00 is fine.

      **Found in**

      \`\`\`crm
      campaign spring "春季" {
        scope targeted
        runs 2027-03-01 .. 2027-03-31
        timing {
          wave hello "问候" via push to fans, friends { at 2027-03-02 21:00 }
        }
      }
      \`\`\`

      **Fine**

      \`\`\`crm
      campaign spring "春季" {
        scope targeted
        runs 2027-03-01 .. 2027-03-31
        timing {
          wave hello "问候" via push to fans, friends { at 2027-03-02 20:59 }
        }
      }
      \`\`\`

      The hours are the policy’s: \`quiet sms 21:00 .. 08:00\`, \`quiet sms none\`, \`blackout sms during spring_festival\`; a channel may add its own.",
                  "text": "Providers allow promotional SMS from 08:00 to 21:00 at the strictest, and a phone that rings at night loses the member for good. From is quiet already, until is free: 21:00 is too late, 08:00 is fine.

      The hours are the policy’s: \`quiet sms 21:00 .. 08:00\`, \`quiet sms none\`, \`blackout sms during spring_festival\`; a channel may add its own.",
                },
                "helpUri": "https://github.com/crm-lang/crm-lang/blob/main/docs/rules.md#quiet-hours",
                "id": "quiet-hours",
                "name": "QuietHours",
                "properties": {
                  "tags": [
                    "timing",
                  ],
                },
                "shortDescription": {
                  "text": "A send in quiet hours",
                },
              },
            ],
            "semanticVersion": "1.2.3",
            "version": "1.2.3",
          },
        },
      }
    `);
  });

  test('fingerprints stay when lines come before and numbers change; equal findings are told apart', () => {
    const twice = PLAN.replace('} }\n}', '} }\n}').replace(
      /campaign spring[\s\S]*/,
      (all) => `${all}${all.replace('campaign spring', 'campaign autumn')}`,
    );
    const before = prints(sarif(find([{ path: FILE, text: twice }])));
    expect(new Set(before).size).toBe(2);
    const moved = `// a line\n\n${twice.replace('members 1_000', 'members 2_000').replaceAll('  timing {', '    timing  {')}`;
    expect(prints(sarif(find([{ path: FILE, text: moved }])))).toEqual(before);
    expect(prints(sarif(find([{ path: 'other.crm', text: twice }])))).not.toEqual(before);
  });
});
