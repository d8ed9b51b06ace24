/** A project that uses every kind of name, over two files. */
export const BASE = `store shop "小店" { timezone "Asia/Shanghai"  currency CNY  members 10_000 }

policy house "店规" extends retail {
  require steps none
  lead email before sms none
  level unknown-history off
  level unused-declaration off
  cap sms 2 per calendar month during summer for fans
  floor 70折 on hats
}

role lead "主管"

event summer "夏日" on every 07-01 .. 07-31

channel text_message "短信二号" { kind sms  cost 0.05元  requires likes_sms }

extend entity member {
  likes_sms flag
  skin one of dry, oily, mixed
}

entity visit_log of member { at time  page text }

measure recency "距上次购买" = age(last(order.at))

/** 打了标签的粉丝。 */
audience fans "粉丝" { from "tag:fans"  size 1_000 on 2027-05-01 }

audience dry_fans "干皮粉丝" of fans { where skin is dry and recency <= 90d  size 200 }

segments lifecycle "活跃度" {
  fresh "新近" where recency <= 90d size 2_000
  rest "其他" otherwise size 3_000
}

fact overlap fans, lifecycle.rest at most 50 because "抽样"

products hats "帽子" { sku "H1"  price from 100元 }

benefit coupon40 "满300减40" coupon { reduce 40元 over 300元  on hats  limit 5_000  stacks with gift_box }

benefit gift_box "随单礼盒" gift { worth 12元  limit 5_000 }

message hello_text for sms { text "【小店】{name}，{offer}，肤质 {skin}。拒收请回复R" }

metric happiness "满意度" = sales / orders

plan year "年度" { runs 2027-01-01 .. 2027-12-31  budget 30万元  campaigns sunny }
`;

export const SUNNY = `campaign sunny "夏日活动" {
  scope targeted
  runs 2027-07-01 .. 2027-07-31
  waive gap-too-short on sms because "试" by lead until 2027-07-31

  goal { happiness >= 3元 }

  audience { to fans, lifecycle.rest }

  timing {
    phase warm "预热" 2027-07-01 .. 2027-07-10
    wave hi "问候" via text_message to fans, lifecycle.rest {
      at summer + 1d 10:00
      message hello_text
      offer coupon40
      during warm
    }
    wave again "再次" via text_message to fans {
      at hi + 2d 11:00
      where opened(hi) and skin in (dry, oily) and in dry_fans and no(order since hi)
      message hello_text
      offer coupon40
    }
  }

  method {
    offer coupon40, gift_box
    activity flash "秒杀" flash_sale { at warm 20:00 for 2h  products hats  offer gift_box  by lead }
  }

  resources {
    people lead 2
    material poster "海报" due hi - 3d by lead for hi
  }

  risks { risk crowd "拥挤" { likelihood low  impact low  response "等"  owner lead } }

  review { on end + 7d by lead  metrics happiness, sales, roi by lifecycle }
}
`;

export const WORLD = { 'base.crm': BASE, 'sunny.crm': SUNNY };
