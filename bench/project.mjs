// A realistic project of any size, the same every time: a chain of regional stores, 300 campaigns to every 1,000 files of
// 200 lines, audiences shared by the campaigns of a region. Names avoid soft keywords, so that the stock parser reads it too.

const DAY = 86_400_000;
const iso = (day) => new Date(Date.UTC(2027, 0, 1) + day * DAY).toISOString().slice(0, 10);

/** A small generator of numbers; no Math.random, so that every run measures the same project. */
function random(seed) {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function pad(lines, comment) {
  const text = lines.join('\n').split('\n');
  while (text.length < 199) text.push(`// ${comment} ${text.length}: 备注与复盘要点,供下一次活动参考`);
  return `${text.slice(0, 199).join('\n')}\n`;
}

function base(regions) {
  const entries = Array.from({ length: regions }, (_, r) => `  r${r} "第${r}区" where region_code is "R${r}" size 9_000`);
  return (
    [
      'store bench "连锁示例" {',
      '  timezone "Asia/Shanghai"',
      '  currency CNY',
      `  members ${regions * 9000}`,
      '}',
      '',
      'policy house "连锁规矩" extends retail {',
      '  cap sms 3 per rolling 30d',
      '  cap any 6 per rolling 7d',
      '  level unused-declaration off',
      '  level short-supply off',
      '}',
      '',
      'channel sms "短信" { kind sms  cost 0.05元  rate 100 per 1s  requires sms_consent }',
      'channel email "邮件" { kind email  cost 0.004元  rate 1_000 per 1s  requires email_consent }',
      'role planner "策划"',
      'role buyer "商品"',
      'extend entity member { region_code fixed text up to 6  points_left integer  skin one of dry, oily, mixed }',
      'extend entity order { paid_at time  spent money }',
      '',
      'segments region "大区" {',
      ...entries,
      '}',
    ].join('\n') + '\n'
  );
}

function audiences(region, rnd) {
  const lines = [];
  for (let i = 0; lines.length < 185; i++) {
    const days = 30 + rnd(300);
    lines.push(`/** 第${region}区的人群 ${i} */`);
    lines.push(`audience r${region}_a${i} "第${region}区人群${i}" of region.r${region} {`);
    if (i === 0) lines.push('  where age(last(order.paid_at)) <= 90d');
    else if (i === 1) lines.push('  where age(last(order.paid_at)) > 90d and age(last(order.paid_at)) <= 180d');
    else if (i === 2) lines.push('  where age(last(order.paid_at)) > 180d or no(order in last 365d)');
    else
      lines.push(
        `  where count(order in last ${days}d where status is paid) >= ${1 + rnd(5)} and (skin is dry or points_left > ${rnd(900)})`,
      );
    lines.push(`  size ${2000 + rnd(900)}`, '}', '');
  }
  return pad(lines, `人群 ${region}`);
}

function messages(index) {
  const lines = [];
  for (let i = 0; lines.length < 190; i++) {
    lines.push(
      `message m${index}_${i} "短信文案${i}" for sms {`,
      `  text "【连锁】{name},第${i}波{offer}已到,{link} 拒收请回复R"`,
      '}',
      '',
    );
    lines.push(
      `message e${index}_${i} "邮件文案${i}" for email {`,
      `  subject "{name},本周会员福利"`,
      `  body "第${i}波:{offer},新品尝鲜与会员专享,详见店铺首页。"`,
      '}',
      '',
    );
  }
  return pad(lines, `文案 ${index}`);
}

function benefits(index, rnd) {
  const lines = [];
  for (let i = 0; lines.length < 185; i++) {
    lines.push(
      `products p${index}_${i} "商品组${i}" {`,
      `  sku "S${index}-${i}-1", "S${index}-${i}-2"`,
      `  price from ${99 + rnd(200)}元`,
      '}',
      '',
    );
    lines.push(
      `benefit b${index}_${i} "满300减30" coupon {`,
      '  reduce 30元 over 300元',
      `  on p${index}_${i}`,
      '  limit 20_000',
      `  redeemed ${10 + rnd(20)}%`,
      '}',
      '',
    );
  }
  return pad(lines, `权益 ${index}`);
}

function campaign(index, region, stock, rnd) {
  // The campaigns of a region follow each other, as a house that keeps its caps would plan them.
  const start = 10 + Math.floor(index / stock.regions) * 110 + rnd(70);
  const name = `c${index}`;
  const a = (n) => `r${region}_a${n}`;
  const file = index % stock.messages;
  const shelf = index % stock.benefits;
  const lines = [
    `campaign ${name} "第${region}区活动${index}" {`,
    '  scope targeted',
    `  runs ${iso(start)} .. ${iso(start + 21)}`,
    '',
    '  goal {',
    '    purpose "会员复购"',
    '    sales >= 30万元',
    '    returning_share >= 50%',
    '  }',
    '',
    '  audience {',
    `    to ${a(0)}, ${a(1)}, ${a(2)}`,
    '    holdout 5%',
    '  }',
    '',
    '  timing {',
    `    phase warm "预热" ${iso(start)} .. ${iso(start + 6)}`,
    `    phase sale "正式" ${iso(start + 7)} .. ${iso(start + 21)}`,
    '',
  ];
  for (let w = 0; w < 9; w++) {
    const sms = w === 4;
    lines.push(
      `    wave w${w} "第${w}波" via ${sms ? 'sms' : w % 2 === 0 ? 'email' : 'wechat'} to ${a(w % 3)} {`,
      sms ? `      at ${iso(start + 10)} 10:${String(10 + rnd(50))}` : `      at start + ${w === 2 ? 8 : w * 2 + 1}d 1${rnd(8)}:30`,
      w % 2 === 0 ? `      message ${sms ? 'm' : 'e'}${file}_${w}` : '      as care',
      ...(w % 2 === 0 ? [`      offer b${shelf}_${w}`] : []),
      ...(sms ? ['      link short'] : []),
      '    }',
      '',
    );
  }
  lines.push(
    '  }',
    '',
    '  method {',
    `    offer ${[0, 2, 4, 6, 8].map((w) => `b${shelf}_${w}`).join(', ')}`,
    '',
    '    activity rush "限时抢购" flash_sale {',
    `      at ${iso(start + 9)} 20:00 for 2h`,
    `      products p${shelf}_0`,
    '      by buyer',
    '    }',
    '  }',
    '',
    '  resources {',
    '    budget 60万元',
    '    people planner 2',
    '    data "近一年订单"',
    `    material poster "海报" due ${iso(start - 3)} by planner`,
    '    cost "拍摄" 8_000元',
    '  }',
    '',
    '  risks {',
    '    risk stock "断货" {',
    '      likelihood medium',
    '      impact medium',
    '      response "换推备选款"',
    '      owner buyer',
    '    }',
    '  }',
    '',
    '  followup {',
    `    wave again "未购召回" via wecom to ${a(1)} {`,
    '      at end + 2d 15:00',
    '      where no(order since w4)',
    '    }',
    '  }',
    '',
    '  review {',
    '    on end + 7d by planner',
    '    metrics sales, returning_share, roi, average_order_value',
    '    compare with holdout',
    '  }',
    '}',
  );
  return pad(lines, `活动 ${index}`);
}

/** The files of a project of about `count` files of 200 lines: path and text. */
export function benchProject(count) {
  const scale = count / 1000;
  const campaigns = Math.round(300 * scale);
  const regions = Math.max(1, Math.round(100 * scale));
  const stock = { regions, messages: Math.max(1, Math.round(300 * scale)), benefits: Math.max(1, Math.round(200 * scale)) };
  const rnd = random(20_271_111);
  const files = [{ path: 'store.crm', text: base(regions) }];
  for (let r = 0; r < regions; r++) files.push({ path: `audiences/region-${r}.crm`, text: audiences(r, rnd) });
  for (let i = 0; i < stock.messages; i++) files.push({ path: `messages/${i}.crm`, text: messages(i) });
  for (let i = 0; i < stock.benefits; i++) files.push({ path: `benefits/${i}.crm`, text: benefits(i, rnd) });
  for (let i = 0; i < campaigns; i++) files.push({ path: `campaigns/${i}.crm`, text: campaign(i, i % regions, stock, rnd) });
  for (let i = 0; files.length < count; i++) {
    const lines = [];
    for (let k = 0; lines.length < 190; k++)
      lines.push(
        `/** 指标说明 ${k} */`,
        `metric k${i}_${k} "指标${k}" = sales / orders`,
        `event d${i}_${k} "主题日${k}" on every 0${1 + (k % 9)}-1${k % 9}`,
        '',
      );
    files.push({ path: `metrics/${i}.crm`, text: pad(lines, `指标 ${i}`) });
  }
  return files;
}
