import { expect, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver-protocol';
import { offsetOf, positionOf, start } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

/** The lines of a file that have hints, with the hints in brackets where they stand. */
async function hinted(file: keyof typeof WORLD, text: string, locale = 'en'): Promise<readonly string[]> {
  const server = await start({ ...WORLD, [file]: text }, { locale, initializationOptions: { today: '2027-01-01' } });
  const hints = await server.request<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri: server.uri(file) },
    range: { start: { line: 0, character: 0 }, end: positionOf(text, text.length) },
  });
  const shown = [...hints]
    .sort((a, b) => offsetOf(text, b.position) - offsetOf(text, a.position))
    .reduce((result, { position, label }) => {
      const at = offsetOf(text, position);
      return `${result.slice(0, at)}[${label as string}]${result.slice(at)}`;
    }, text);
  return shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\[/.test(line));
}

const SPLIT = SUNNY.replace('at summer + 1d 10:00', 'at summer + 1d 10:00  split by 1_000 every 30min').replace(
  'at hi + 2d 11:00',
  'at every 10d 11:00',
);

test('weekdays, resolved moments, batches', async () => {
  expect(await hinted('sunny.crm', SPLIT)).toEqual([
    'runs 2027-07-01[Thu] .. 2027-07-31[Sat]',
    'waive gap-too-short on sms because "试" by lead until 2027-07-31[Sat]',
    'phase warm "预热" 2027-07-01[Thu] .. 2027-07-10[Sat]',
    'at summer + 1d 10:00[2027-07-02 Fri 10:00]  split by 1_000 every 30min[4 batches]',
    'at every 10d 11:00[2027-07-01 Thu 11:00, 2027-07-11 Sun 11:00, 2027-07-21 Wed 11:00, 2027-07-31 Sat 11:00]',
    'activity flash "秒杀" flash_sale { at warm 20:00[2027-07-01 Thu 20:00] for 2h  products hats  offer gift_box  by lead }',
    'material poster "海报" due hi - 3d[2027-06-29 Tue] by lead for hi',
    'review { on end + 7d[2027-08-07 Sat] by lead  metrics happiness, sales, roi by lifecycle }',
  ]);
});

test('price factors, SMS parts and lunar days; in Chinese', async () => {
  const text = `${BASE}\nevent laba_day on every lunar 12-08\nbenefit d "折" discount { price 85折 }\nbenefit e "折" discount { price 8.5折 }\n`;
  expect((await hinted('base.crm', text, 'zh-cn')).filter((line) => !line.startsWith('plan') && !line.startsWith('audience'))).toEqual([
    'floor 70折[30% off] on hats',
    'event summer "夏日" on every 07-01 .. 07-31[2027-07-01 .. 2027-07-31]',
    'message hello_text for sms { text "【小店】{name}，{offer}，肤质 {skin}。拒收请回复R"[1 条短信] }',
    'event laba_day on every lunar 12-08[2027-01-15 周五]',
    'benefit d "折" discount { price 85折[15% off] }',
    'benefit e "折" discount { price 8.5折[15% off] }',
  ]);
});

test('what cannot be resolved has none, and the rest of the file has its own', async () => {
  expect(await hinted('sunny.crm', SUNNY.replace('at summer + 1d', 'at sommer + 1d'))).toEqual([
    'runs 2027-07-01[Thu] .. 2027-07-31[Sat]',
    'waive gap-too-short on sms because "试" by lead until 2027-07-31[Sat]',
    'phase warm "预热" 2027-07-01[Thu] .. 2027-07-10[Sat]',
    'activity flash "秒杀" flash_sale { at warm 20:00[2027-07-01 Thu 20:00] for 2h  products hats  offer gift_box  by lead }',
    'review { on end + 7d[2027-08-07 Sat] by lead  metrics happiness, sales, roi by lifecycle }',
  ]);
});
