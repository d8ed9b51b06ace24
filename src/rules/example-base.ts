/**
 * What the examples of all rules share: a small store with channels, audiences and a lenient house policy.
 * Read beside each example; only what is found in the example itself counts.
 */
export const EXAMPLE_BASE = `store demo "示例店" {
  timezone "Asia/Shanghai"
  currency CNY
  members 200_000
}

policy house "示例规矩" extends retail {
  require steps none  level repeat-without-budget off  level unknown-history off
}

role lead "主管"
role designer "设计"

channel sms "短信" { kind sms  cost 0.05元  rate 100 per 1s  requires sms_consent }
channel email "邮件" { kind email  cost 0.004元  rate 1_000 per 1s  requires email_consent }

audience fans "粉丝" { from "tag:fans"  size 10_000 }
audience friends "老友" { from "tag:friends"  size 8_000 }
fact disjoint fans, friends because "标签互斥"
`;

/** A campaign with these lines in its step `timing`; without any, with a wave that nothing is wrong with. */
export function campaignWith(...lines: readonly string[]): string {
  const timing = lines.length > 0 ? lines : ['wave hello via wechat to fans, friends { at 2027-03-02 10:00 }'];
  return `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    ${timing.join('\n    ')}
  }
}
`;
}
