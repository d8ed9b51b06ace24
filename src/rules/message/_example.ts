import { campaignWith } from '../example-base.js';

/** A plan that sends the message `hi` as SMS, after an email. */
export function smsExample(message: string): string {
  const waves = [
    'wave letter "邮件" via email to fans { at 2027-03-02 10:00 }',
    'wave hello "问候" via sms to fans { at 2027-03-04 10:00  message hi }',
  ];
  return `${message}\n\n${campaignWith(...waves)}`;
}
