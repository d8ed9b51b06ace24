import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { edited, readProject } from '../support/projects.js';
import { ARTIFACTS } from './code-server.js';
import { CHROMIUM, FLAGS } from './workbench.js';

// The pages and pictures that `crm timeline` writes, in Chromium, as a lead uses them: clicks, keys, paper.

const BIN = fileURLToPath(new URL('../../dist/bin/crm.cjs', import.meta.url));

/** Double 11 with a wave too many for some, a waiver, and too small a budget. */
const BROKEN = edited(readProject('examples/double11'), [
  {
    file: 'double11.crm',
    find: 'old_customers.deep_hi, old_customers.lost {',
    put: 'old_customers.recent_hi, old_customers.deep_hi, old_customers.lost {',
  },
  {
    file: 'double11.crm',
    find: 'at 2027-11-10 19:30\n',
    put: 'at 2027-11-10 21:30\n      waive quiet-hours because "大促最后一晚" by crm_lead until 2027-11-11\n',
  },
  { file: 'double11.crm', find: 'budget 26万元', put: 'budget 20万元' },
]);

let folder = '';
let browser: Browser;
/** Everything that any page asked for, but itself. */
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'crm-timeline-'));
  const project = path.join(folder, 'broken');
  fs.mkdirSync(project);
  for (const { path: file, text } of BROKEN) fs.writeFileSync(path.join(project, file), text);
  fs.mkdirSync(ARTIFACTS, { recursive: true });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});

afterAll(async () => {
  await browser.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function crm(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'timeline', ...args], { cwd: folder, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** Writes the timeline of a project to a file, and gives its address. */
function written(file: string, ...args: readonly string[]): string {
  crm(...args, '-o', file);
  return pathToFileURL(path.join(folder, file)).href;
}

interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

async function open(url: string, { colorScheme = 'light', width = 1280, height = 800 }: Look = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('request', (request) => {
    if (request.url() !== url) asked.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return page;
}

const shot = (page: Page, name: string, fullPage = false): Promise<Buffer> =>
  page.screenshot({ path: path.join(ARTIFACTS, `page-${name}.png`), fullPage });

/** What a screen reader or a keyboard would stumble over. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

const texts = async (found: Locator): Promise<readonly string[]> => (await found.allInnerTexts()).map((text) => text.trim());

describe('the page', () => {
  let page: Page;
  const mark = (name: string): Locator => page.locator(`.mark.send[aria-label^="${name},"]`);
  const status = (): Promise<string> => page.locator('.status').innerText();
  const details = (): Locator => page.locator('.details');

  beforeAll(async () => {
    page = await open(written('broken.html', 'broken', '--locale', 'en', '--now', '2027-10-25'));
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await shot(page, `failed ${task.name}`);
  });

  test('shows sends by channel, caps, campaigns and what is due', async () => {
    expect(await page.title()).toBe('臻品旗舰店 · Timeline');
    expect(await texts(page.locator('.channels .name'))).toEqual(['email', 'group', 'sms', 'wechat']);
    expect(await page.locator('.mark.send').count()).toBe(10);
    expect(await page.locator('.caps .row').count()).toBe(7);
    expect(await page.locator('.campaigns .hint').innerText()).toBe('127% of ¥200,000.00');
    expect(await texts(page.locator('.mark.deadline'))).toEqual(['包裹二维码卡', '登记短信短链', '双十一海报', 'Review']);
    expect(await status()).toBe('10 sends, 1 campaign');
    await shot(page, 'light');
    expect(await barriers(page)).toEqual([]);
  });

  test('a click on a wave tells all of it; Escape goes back to it', async () => {
    await mark('第二波短信').click();
    expect(await details().locator('h2').innerText()).toContain('第二波短信');
    const told = await details().innerText();
    expect(told).toContain('violated: Members of');
    expect(told).toContain('Waived by CRM 主管 until 2027-11-11: 大促最后一晚');
    expect(told).toContain('159,500 members');
    await shot(page, 'wave');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await details().count()).toBe(0);
    expect(await focused(page)).toMatch(/^第二波短信,/);
  });

  test('a click on a cap tells its clause and what members of each audience may get', async () => {
    await page.locator('.caps .mark.load.over').click();
    expect(await details().innerText()).toContain('cap sms 1 per campaign for old_customers.recent_hi');
    expect(await texts(details().locator('tbody tr'))).toEqual([
      '最近购买·高客单\tat most 2 of 1\t2027-11-03 Wed – 2027-11-10 Wed',
      '第一波邮件人群\tat most 2 of 1\t2027-11-03 Wed – 2027-11-10 Wed',
    ]);
    await shot(page, 'cap');
    await page.locator('.close').click();
    expect(await details().count()).toBe(0);
  });

  test('what stands below stays as it is while the chart makes room for it', async () => {
    await page.locator('.caps .mark.load.over').click();
    const shown = await details().evaluateHandle((each) => each);
    for (const height of [799, 640, 800]) {
      await page.setViewportSize({ width: height === 640 ? 1100 : 1280, height });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      expect(await shown.evaluate(({ isConnected }) => isConnected), `${String(height)} pixels high`).toBe(true);
    }
    await page.keyboard.press('Escape');
    expect(await focused(page)).toMatch(/^2\/1, sms \(最近购买·高客单\), in one campaign/);
  });

  test('a cap shows its load for every audience over time', async () => {
    const rows = page.locator('.caps .row');
    await rows.first().locator('.unfold').click();
    expect(await rows.first().locator('.unfold').getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('.caps .row.part').count()).toBe(14);
    await shot(page, 'audiences');
    expect(await barriers(page)).toEqual([]);
    await rows.first().locator('.unfold').click();
    expect(await page.locator('.caps .row.part').count()).toBe(0);
  });

  test('filters leave what is meant, and say how much that is', async () => {
    await page.locator('select.channel').selectOption('sms');
    expect(await texts(page.locator('.channels .name'))).toEqual(['sms']);
    expect(await status()).toBe('3 sends, 1 campaign');
    await page.locator('select.channel').selectOption('');
    await page.locator('select.audience').selectOption('old_customers.deep_hi');
    expect(await status()).toBe('5 sends, 1 campaign');
    expect(await mark('第一波短信').count()).toBe(0);
    expect(await page.locator('.caps .mark.load').first().getAttribute('aria-label')).toContain('深度休眠·相对高质');
    await shot(page, 'audience');
    await page.locator('select.audience').selectOption('');
    await page.locator('.found-switch').click();
    expect(await status()).toBe('4 sends, 1 campaign');
    expect(await page.locator('.caps .row').count()).toBe(1);
    await page.locator('.found-switch').click();
    expect(await status()).toBe('10 sends, 1 campaign');
  });

  test('tables of sends, budgets and findings', async () => {
    await page.locator('.table-switch').click();
    expect(await page.locator('.list tbody tr').count()).toBe(10);
    await page.locator('.budget-switch').click();
    expect(await texts(page.locator('.list tbody td'))).toEqual([
      ...['双十一老客户营销', '¥200,000.00', '¥252,051.00', '127%', '¥17,612.00', '¥216,439.00', '¥18,000.00'],
    ]);
    await page.locator('.list .link').click();
    expect(await details().innerText()).toContain('¥252,051.00 of ¥200,000.00 (127%)');
    await shot(page, 'campaign');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.findings-switch').click();
    expect(await texts(page.locator('.list .verdict'))).toEqual([
      'violated',
      'error',
      ...Array<string>(5).fill('warning'),
      ...Array<string>(9).fill('info'),
      'waived',
    ]);
    await shot(page, 'findings');
    expect(await barriers(page)).toEqual([]);
    await page.locator('.findings-switch').click();
  });

  test('all of it is reached by keys', async () => {
    await page.locator('.findings-switch').focus();
    // One mark is a stop of the tab key: the one that was looked at last.
    const isAtMark = (): Promise<boolean> => page.evaluate(() => document.activeElement?.matches('.mark') === true);
    for (let steps = 0; steps < 20 && !(await isAtMark()); steps += 1) await page.keyboard.press('Tab');
    for (let row = 0; row < 10; row += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    expect(await focused(page)).toMatch(/^预售邮件,/);
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/^第一波邮件,/);
    // Up and down lead to what is nearest in time.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/^第二波短信,/);
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toMatch(/^第一波短信,/);
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe('solid');
    await shot(page, 'focus');
    await page.keyboard.press('Enter');
    expect(await details().locator('h2').innerText()).toContain('第一波短信');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toMatch(/^第一波短信,/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/^2\/3, sms, in one calendar month/);
    await page.keyboard.press('Enter');
    expect(await details().innerText()).toContain('cap sms 3 per calendar month');
    await page.keyboard.press('Escape');
  });

  test('periods keep what is in view', async () => {
    for (const period of ['Month', 'Year', 'Quarter']) {
      await page.locator('.choice', { hasText: period }).click();
      expect(await page.locator('.mark.send').count(), period).toBeGreaterThan(0);
      await shot(page, period.toLowerCase());
    }
  });

  test('on paper everything is told, in light colours, and nothing is cut off', async () => {
    await page.setViewportSize({ width: 1047, height: 718 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.locator('.paper .drawn').first().waitFor();
    expect(await page.locator('#timeline').isVisible()).toBe(false);
    expect(await texts(page.locator('.paper h2'))).toEqual(['Budget', 'Findings', 'Sends']);
    expect(await page.locator('.paper .sheet-of-paper').last().locator('tbody tr').count()).toBe(10);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const cut = await page.evaluate(() => {
      const drawn = [...document.querySelectorAll('.paper svg')].flatMap((svg) => {
        const { right, bottom } = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter((text) => {
          const box = text.getBoundingClientRect();
          return box.right > right + 1 || box.bottom > bottom + 1;
        });
      });
      const wide = [...document.querySelectorAll('.paper *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
      return [...drawn, ...wide].map((each) => each.textContent);
    });
    expect(cut).toEqual([]);
    await shot(page, 'print', true);
    await page.emulateMedia({ media: null, colorScheme: 'light' });
    await expect.poll(() => page.locator('.paper > *').count()).toBe(0);
    const pdf = await page.pdf({ path: path.join(ARTIFACTS, 'page-print.pdf'), preferCSSPageSize: true, printBackground: true });
    const sizes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ]);
    expect(sizes.length).toBeGreaterThan(5);
    expect(new Set(sizes.map(String))).toEqual(new Set(['842,595']));
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

test('a plan with errors is shown all the same, and told in the exit code', () => {
  expect(crm('broken', '-o', 'told.html', '--locale', 'en')).toEqual({
    code: 1,
    out: 'told.html: 1 campaign, 9 waves, 7 caps\n',
    err: 'The plan has 2 errors; `crm check` tells what to do.\n',
  });
});

test.each(['html', 'svg'])('the same plan gives the same bytes: %s', (format) => {
  const [first, again] = [0, 1].map(() => crm('broken', '--format', format, '--now', '2027-10-25').out);
  expect(first).toBe(again);
  expect(first?.length).toBeGreaterThan(10_000);
});

describe.each([
  ['dark, in Chinese', 'zh-CN', { colorScheme: 'dark' }],
  ['in a narrow window', 'en', { width: 390, height: 800 }],
  ['in a low window, in Chinese', 'zh-CN', { width: 900, height: 480 }],
] as const)('%s', (name, locale, look) => {
  const label = name.replace(/[ ,]+/g, '-');

  test('nothing stumbles, nothing is too wide', async () => {
    const page = await open(written(`${label}.html`, 'broken', '--locale', locale, '--now', '2027-10-25'), look);
    await shot(page, label);
    expect(await barriers(page)).toEqual([]);
    for (const panel of ['table', 'budget', 'findings']) {
      await page.locator(`.${panel}-switch`).click();
      await shot(page, `${label}-${panel}`, true);
      expect(await barriers(page), panel).toEqual([]);
    }
    await page.locator('.mark.send.error').first().click();
    expect(await barriers(page)).toEqual([]);
    await shot(page, `${label}-wave`, true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    if (locale === 'zh-CN') expect(await page.locator('.toolbar').innerText()).not.toMatch(/[A-Za-z]/);
    await page.context().close();
  });
});

test('a year with a budget that campaigns share', async () => {
  const page = await open(written('year.html', fileURLToPath(new URL('../../examples/member-year', import.meta.url)), '--locale', 'en'));
  await page.locator('.choice', { hasText: 'Year' }).click();
  await page.locator('.budget-switch').click();
  expect(await page.locator('.list tr.together').innerText()).toMatch(/^2027 年度会员计划 \(\d campaigns\)\t¥200,000\.00\t/);
  await shot(page, 'budget');
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});

test('a plan without dates says so', async () => {
  fs.mkdirSync(path.join(folder, 'empty'));
  fs.writeFileSync(path.join(folder, 'empty/plan.crm'), 'store s "店" { timezone "Asia/Shanghai"  currency CNY  members 10 }\n');
  const page = await open(written('empty.html', 'empty', '--locale', 'en'));
  expect(await page.locator('.empty').innerText()).toBe('Nothing of this plan has a date yet.');
  await page.locator('.table-switch').click();
  expect(await page.locator('table').count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});

test('days without sends are told in the table', async () => {
  const page = await open(written('quiet.html', fileURLToPath(new URL('../../examples/first-plan', import.meta.url)), '--locale', 'en'));
  await page.locator('.table-switch').click();
  await page.locator('.choice', { hasText: 'Month' }).click();
  await page.locator('.chart').evaluate((chart) => chart.scrollTo(1e6, 0));
  await page.locator('.list .more', { hasText: 'Nothing is sent in these days.' }).waitFor();
  await shot(page, 'quiet');
  await page.context().close();
});

describe('300 campaigns with 5,000 sends', () => {
  let page: Page;

  beforeAll(async () => {
    const project = path.join(folder, 'large');
    fs.mkdirSync(project);
    const { store, campaigns } = large();
    fs.writeFileSync(path.join(project, 'store.crm'), store);
    fs.writeFileSync(path.join(project, 'campaigns.crm'), campaigns);
    page = await open(written('large.html', 'large', '--locale', 'en'));
  }, 120_000);

  afterAll(async () => {
    await page.context().close();
  });

  test('what is out of view is not in the page', async () => {
    expect(await page.locator('.status').innerText()).toMatch(/^5,100 sends, 300 campaigns$/);
    await shot(page, 'large');
    for (const period of ['Month', 'Quarter', 'Year']) {
      await page.locator('.choice', { hasText: period }).click();
      expect(await page.evaluate(() => document.querySelectorAll('*').length), period).toBeLessThan(8_000);
    }
  });

  test('frames follow the wheel', async () => {
    await page.locator('.choice', { hasText: 'Quarter' }).click();
    const times = await page.evaluate(async () => {
      const chart = document.querySelector('.chart');
      const found: number[] = [];
      for (let at = 0; at < 60; at += 1) {
        const begin = performance.now();
        chart?.scrollBy(at % 2 === 0 ? 40 : 0, at % 2 === 0 ? 0 : 90);
        await new Promise(requestAnimationFrame);
        found.push(performance.now() - begin);
      }
      return found.sort((a, b) => a - b);
    });
    // Drawing by software, beside other tests: a page that draws all it has takes seconds.
    expect(times[30]).toBeLessThan(100);
  });
});

/** Shops whose campaigns follow one another through a year. */
function large(): { readonly store: string; readonly campaigns: string } {
  const store = `store s "大店" { timezone "Asia/Shanghai"  currency CNY  members 1_000_000 }
policy house extends retail { require steps none  level unknown-history off  level unused-declaration off  cap push 5 per rolling 7d }
segments region "大区" {
${Array.from({ length: 30 }, (_, at) => `  r${at} "第${at}区" where shop_region is "R${at}" size 9_000`).join('\n')}
}
extend entity member { shop_region fixed text up to 6 }
`;
  const day = (at: number): string => new Date(Date.UTC(2027, 0, 4 + at)).toISOString().slice(0, 10);
  const campaigns = Array.from({ length: 300 }, (_, at) => {
    const start = (at * 7) % 330;
    const waves = Array.from(
      { length: 17 },
      (__, wave) =>
        `    wave w${wave} "第${wave}波" via ${wave % 2 === 0 ? 'push' : 'email'} to region.r${at % 30} { at start + ${wave + 1}d 1${wave % 10}:30 }`,
    );
    return `campaign c${at} "活动${at}" {\n  scope targeted\n  runs ${day(start)} .. ${day(start + 20)}\n  timing {\n${waves.join('\n')}\n  }\n}\n`;
  });
  return { store, campaigns: campaigns.join('\n') };
}

describe.each(['en', 'zh-CN'])('the picture in %s', (locale) => {
  test.each(['light', 'dark'] as const)('is readable by itself, %s', async (colorScheme) => {
    const url = written(`picture-${locale}.svg`, 'broken', '--format', 'svg', '--locale', locale, '--now', '2027-10-25');
    const page = await open(url, { colorScheme, width: 1140, height: 820 });
    const cut = await page.evaluate(() => {
      const { right, bottom } = document.documentElement.getBoundingClientRect();
      return [...document.querySelectorAll('text')]
        .filter((text) => text.getBoundingClientRect().right > right || text.getBoundingClientRect().bottom > bottom)
        .map((text) => text.textContent);
    });
    expect(cut).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('text').length)).toBeGreaterThan(50);
    await shot(page, `picture-${locale}-${colorScheme}`);
    await page.context().close();
  });
});

test('no page asked for anything, or complained', () => {
  expect({ asked, complaints }).toEqual({ asked: [], complaints: [] });
});
