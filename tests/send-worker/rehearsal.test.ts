import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { compileText, readProject } from '../support/projects.js';
import { schedule } from './support/house.js';
import { EXAMPLE, outputOf, runExample, startExample, startMailServer, startRedis, temporaryFolder, until } from './support/processes.js';

/** The commands of the README, with the plan that lies beside the worker; and what an operator decides on the way. */

const plan = path.join(EXAMPLE, 'plan');

test('the schedule beside the worker is that of its plan', () => {
  const sources = readProject('examples/send-worker/plan');
  const text = compileText(analyse(sources), sources);
  const file = path.join(plan, 'schedule.json');
  if (process.env['UPDATE'] !== undefined) fs.writeFileSync(file, text);
  expect(text).toBe(fs.readFileSync(file, 'utf8'));
});

test('a rehearsal: batches, holdout, consent, a cap, and a send that somebody confirms', async () => {
  const [redis, mail] = await Promise.all([startRedis(), startMailServer()]);
  const [scheduleFile, members, connection] = [path.join(plan, 'schedule.json'), path.join(plan, 'members.csv'), ['--redis', redis]];
  const confirm = ['confirm', 'spring/tasting/2027-03-23', '--by', 'Ada', ...connection];
  expect(await runExample(confirm)).toEqual({ text: 'No schedule is loaded.\n', code: 1 });
  await runExample(['load', scheduleFile, ...connection]);
  expect((await runExample(confirm)).text).toBe('spring/tasting/2027-03-23 is confirmed by Ada.\n');

  const rehearsal = ['--rehearse-from', '2027-03-21T09:55:00+08:00', '--speed', '30000', '--smtp', mail.url, '--until-idle'];
  const { code, text } = await runExample([scheduleFile, members, ...connection, ...rehearsal, '--snapshots', temporaryFolder()]);
  expect(code, text).toBe(0);
  const status = await runExample(['status', '--redis', redis]);
  expect(status.text).toMatchInlineSnapshot(`
    "2027-03-21T02:00:00.000Z  spring/harvest/2027-03-21/1  done  14 sent, 1 skipped email_consent
    2027-03-21T02:30:00.000Z  spring/harvest/2027-03-21/2  done  11 sent, 1 skipped email_consent
    2027-03-21T03:00:00.000Z  spring/harvest/2027-03-21/3  done
    2027-03-23T02:00:00.000Z  spring/tasting/2027-03-23/1  done  23 sent, 2 skipped email_consent
    2027-03-24T02:00:00.000Z  spring/newcomers_too/2027-03-24/1  done  2 sent, 7 skipped cap/email/rolling-7d
    "
  `);
  const delivered = mail.accepted();
  expect(delivered.some(({ again: twice }) => twice)).toBe(false);
  expect(delivered.every(({ subject }) => /^\w+, /.test(subject))).toBe(true);

  const real = await runExample([scheduleFile, members, ...connection]);
  expect(real).toEqual({ text: 'This Redis holds a rehearsal. Go on with --rehearse-from, or take another Redis.\n', code: 1 });
});

test('a gate waits for its metric; what nobody confirms in time is not sent', async () => {
  const [redis, mail] = await Promise.all([startRedis(), startMailServer()]);
  const folder = temporaryFolder();
  const [scheduleFile, membersFile] = [path.join(folder, 'schedule.json'), path.join(folder, 'members.csv')];
  const gate = 'at 2027-03-21 10:00  message mail  wait for shares >= 500 until 2027-03-21 12:00 then stop';
  const waves = `
    wave opened via email to regulars { ${gate} }
    wave closed via email to regulars { ${gate.replace('500', '501')} }
    wave silent via email to regulars { at 2027-03-21 10:00  message mail  confirm by lead until 2027-03-21 09:58 }`;
  fs.writeFileSync(scheduleFile, JSON.stringify(schedule(10, `${waves} `)));
  fs.writeFileSync(membersFile, 'id,name,email,level,registered,email_consent,lists\nm1,Ann,ann@example.com,v3,2024-01-01,true,\n');
  const rehearsal = ['--redis', redis, '--rehearse-from', '2027-03-21T09:59:00+08:00', '--speed', '400'];
  const worker = startExample([scheduleFile, membersFile, ...rehearsal, '--smtp', mail.url, '--snapshots', folder, '--until-idle']);
  const output = outputOf(worker);
  await until('the gates', async () => (await runExample(['status', '--redis', redis])).text.includes('Waits for shares >= 500'));
  await runExample(['metric', 'spring', 'shares', '500', '--redis', redis]);
  await until('the end', () => worker.exitCode !== null);
  expect(worker.exitCode, output.text).toBe(0);
  const status = await runExample(['status', '--redis', redis]);
  expect(status.text).toMatchInlineSnapshot(`
    "2027-03-21T02:00:00.000Z  spring/closed/2027-03-21/1  refused  shares >= 501 was not reached until 2027-03-21T12:00:00+08:00.
    2027-03-21T02:00:00.000Z  spring/opened/2027-03-21/1  done  1 sent
    2027-03-21T02:00:00.000Z  spring/silent/2027-03-21/1  refused  Nobody confirmed it until 2027-03-21T09:58:00+08:00.
    "
  `);
  expect(mail.accepted().map(({ send, member }) => `${send} ${member}`)).toEqual(['spring/opened/2027-03-21/1 m1']);
});
