import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import type { Locale } from '../../src/diagnostics/diagnostic.js';
import { format } from '../../src/formatter.js';
import { campaignSkeleton, nameFrom } from '../../src/skeleton/campaign.js';
import type { Source } from '../../src/text/source.js';
import { EXAMPLES, readProject } from '../support/projects.js';

describe('the skeleton of a campaign', () => {
  const projects: Readonly<Record<string, readonly Source[]>> = {
    nothing: [],
    ...Object.fromEntries(EXAMPLES.map((name) => [name, readProject(`examples/${name}`)])),
  };
  const cases = Object.keys(projects).flatMap((name) => (['en', 'zh-CN'] as const).map((locale): [string, Locale] => [name, locale]));

  test.each(cases)('beside %s (%s) has all steps, no error, and nothing to format', (name, locale) => {
    const sources = projects[name] ?? [];
    const { plan } = analyse(sources);
    const text = campaignSkeleton(plan, { title: locale === 'en' ? 'Spring tea' : '春茶 上新', today: '2030-03-01' }, locale);
    const { diagnostics } = analyse([...sources, { path: 'new.crm', text }]);
    expect(diagnostics.filter(({ span, level }) => span.file === 'new.crm' && level !== 'info')).toEqual([]);
    expect(format({ path: 'new.crm', text })).toMatchObject({ text });
  });
});

test('a title with quotes, braces and a backslash is kept as it is', () => {
  const title = 'a "b" {name} \\ c';
  const text = campaignSkeleton(analyse([]).plan, { title, today: '2030-03-01' }, 'en');
  expect(text).toContain('campaign a_b_name_c "a \\"b\\" {name} \\\\ c" {');
  const { plan, diagnostics } = analyse([{ path: 'new.crm', text }]);
  expect(plan.campaigns.get('a_b_name_c')?.label?.value).toBe(title);
  expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
});

test.each([
  ['Spring tea', [], 'spring_tea'],
  ['春茶上新', [], '春茶上新'],
  ['618 大促!', [], 'c_618_大促'],
  ['“”', [], 'campaign_1'],
  ['where', [], 'c_where'],
  ['Spring tea', ['spring_tea', 'spring_tea_2'], 'spring_tea_3'],
])('%s becomes a name (taken: %s)', (title, taken: readonly string[], name) => {
  expect(nameFrom(title, (each) => taken.includes(each))).toBe(name);
});
