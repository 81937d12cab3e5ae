//! What commands beside reports tell: advisories, attestations, packs held against pages, files written.

/// `advisories`.
pub(super) const ADVISORIES: &[(&str, &str)] = &[
    (" into {}", "，存入 {}"),
    ("a day that no record states", "记录未写明日期"),
    ("as of", "截至"),
    ("cannot be used", "无法使用"),
    ("database", "数据库"),
    ("digest", "摘要"),
    ("exploited", "已被利用"),
    ("imported", "已导入"),
    ("added", "已加入"),
    ("no list: give it with --kev FILE", "没有名单：请用 --kev FILE 提供"),
    ("not read", "未读取"),
    ("passed over", "已跳过"),
    ("{} files hold no OSV record and were passed over", "{} 个文件没有 OSV 记录，已跳过"),
    ("{} name no package, only commits: nothing is looked up in them", "{} 条记录只写提交而未写软件包：不在其中查询"),
    ("{} records could not be read when it was made", "建库时有 {} 条记录无法读取"),
    (
        "{} records could not be read; checks of their ecosystems are INCOMPLETE (advisories-unread)",
        "{} 条记录无法读取；涉及其生态的检查为 INCOMPLETE（advisories-unread）",
    ),
    (
        "{} records could not be read; checks of their ecosystems are INCOMPLETE",
        "{} 条记录无法读取；涉及其生态的检查为 INCOMPLETE",
    ),
    ("{} records on {} packages", "{} 条记录，涉及 {} 个软件包"),
    ("{} stood there more than once; the one modified last was kept", "{} 条记录重复出现；保留最后修改的一条"),
    ("{} vulnerabilities on the list", "名单上有 {} 个漏洞"),
    ("{}, imported on {}", "{}，导入日期 {}"),
    ("{} new, {} changed", "新增 {} 条，变更 {} 条"),
    ("{} packages of {}: {} records in {} requests", "向 {1} 查询 {0} 个软件包：{3} 次请求得到 {2} 条记录"),
    ("{} records", "{} 条记录"),
];

/// `attest verify`.
pub(super) const VERIFIED: &[(&str, &str)] = &[
    ("ATTESTED", "ATTESTED（证明成立）"),
    ("NOT ATTESTED", "NOT ATTESTED（证明不成立）"),
    (": {} for {}, judged {}, signed by {}", "：{}，共 {}，判定时间 {}，签名方 {}"),
    ("count:bill", "{} 份清单"),
    (
        "No bill was given (--bom): it is not known that this is about what you hold.",
        "没有提供清单（--bom）：无法确认该证明针对您手中的清单。",
    ),
    ("malformed: {}", "格式错误：{}"),
    ("not believed: {}", "不受信任：{}"),
    ("the verdict is {}, required is {}", "判定为 {}，要求为 {}"),
    ("INCOMPLETE or better", "INCOMPLETE 或更好"),
    ("`{}` is `{}`, expected `{}`", "`{}` 为 `{}`，应为 `{}`"),
    ("`{}` is no verdict", "`{}` 不是判定"),
    ("it contradicts itself: {}", "其内容自相矛盾：{}"),
    ("verdict and exit code differ", "判定与退出码不一致"),
    ("a delivery is worse than the whole", "某次交付的判定比总判定更差"),
    ("a PASS without full coverage", "判定为 PASS，而覆盖不完整"),
    ("its subjects are not the bills that were judged", "其对象不是所判定的清单"),
    ("it is about other bytes than {}", "其针对的内容与 {} 不同"),
    ("it is of {}, which is yet to come on {}", "其日期为 {}，而在 {} 尚未到来"),
    ("it is of {}, {} days before {}; at most {} are allowed", "其日期为 {0}，早于 {2} {1} 天；最多允许 {3} 天"),
];

/// `policy lint` and `policy test`.
pub(super) const HELD: &[(&str, &str)] = &[
    ("ok", "可用"),
    ("  {} rules of its own, {} in all", "  自有规则 {} 条，合计 {} 条"),
    ("{} of {} packs can be used{}", "{1} 个规则包中有 {0} 个可用{2}"),
    ("count:warning", "{} 条警告"),
    ("no rule names {}", "没有规则使用 {}"),
    (
        "`{}` is no licence that SPDX or the list of licences has, so no part is ever under it{}",
        "`{}` 不是 SPDX 或许可证名单收录的许可证，因此不会有组件适用{}",
    ),
    ("{} hides the list of this name that `{}` brings", "{} 遮蔽了 `{}` 带来的同名列表"),
    ("{} hides the parameter of this name that `{}` brings", "{} 遮蔽了 `{}` 带来的同名参数"),
    ("the translation into {} lacks {}", "{} 译文缺少 {}"),
    ("its source was to be read again by {}", "其来源应在 {} 前重新查阅"),
    ("rule `{}` is asked no more: it ended on {}", "规则 `{}` 不再提问：已于 {} 终止"),
    (
        "rule `{}` can never apply: it is asked of each {}, and its `when` wants another kind",
        "规则 `{}` 永不适用：其对每个{}提问，而 `when` 要求另一种类型",
    ),
    ("  {} blocks of {}", "  {1} 中的 {0} 个代码块"),
    ("missing", "缺少"),
    ("never", "从不"),
    (" is said to be never unknown, and is shown to be", " 声明从不为未知，而测试页显示为未知"),
    (
        "{} of {} blocks answer as written; {} of {} rules are seen to give every answer",
        "{1} 个代码块中有 {0} 个的答案与所写一致；{3} 条规则中有 {2} 条给出了每种答案",
    ),
    (" answers {}, the page says {}", " 的答案为{}，测试页写的是{}"),
    ("not-asked", "不提问"),
    (" cannot be asked: {}", " 无法提问：{}"),
    ("rule `{}` is not among those asked", "规则 `{}` 不在提问之列"),
    ("the bill is rejected: {}", "清单被拒收：{}"),
    ("a property is expected here, as in property(component, \"name\")", "此处应为属性，如 property(component, \"name\")"),
    ("\"{}\" is no severity: {}{}", "\"{}\" 不是严重程度：可选 {}{}"),
    ("; did you mean \"{}\"?", "；您是否指 \"{}\"？"),
    ("`{}` is no level; write blue, yellow, orange or red", "`{}` 不是级别；请写 blue、yellow、orange 或 red"),
    ("a level such as \"orange\" is expected", "应为级别，如 \"orange\""),
    ("it takes a component and a kind of document", "它接受组件和文件的类别"),
    ("the list of formats is empty", "格式列表为空"),
    ("the list of licences is empty", "许可证列表为空"),
    ("the list of names is empty", "名称列表为空"),
    ("the list of countries is empty", "国家列表为空"),
    ("the id of a list of parties is expected", "应为主体名单的编号"),
    ("`{}` is not a range: {}", "`{}` 不是版本范围：{}"),
    ("a range such as \">=1.2.0\" is expected", "应为版本范围，如 \">=1.2.0\""),
];

/// `waive` and `init`.
pub(super) const WRITTEN: &[(&str, &str)] = &[
    ("the new waiver", "新的豁免"),
    ("{}: {} waivers, the last of them new", "{}：共 {} 项豁免，最后一项为新增"),
    (
        "# Exceptions. Each lifts one rule for one exact component until its last day (to its end, UTC).",
        "# 豁免。每项在有效期最后一日（按 UTC 至当日结束）之前，对一个确定的组件免除一条规则。",
    ),
    ("{} is written. Next: bomgate check BOM --config {}", "已写入 {}。下一步：bomgate check BOM --config {}"),
    ("Your sector ({})", "贵方所属行业（{}）"),
    ("Where you are (a country such as DE, or a region such as EU)", "贵方所在地（国家如 DE，或者地区如 EU）"),
    ("Treated as home (countries or regions with commas, empty for none)", "视同本国的国家或地区（以逗号分隔，没有则留空）"),
    ("Whose parts you may not take (the same way)", "不得接受其组件的国家或地区（写法同上）"),
    ("Your own name (empty to leave it out)", "贵方名称（可留空）"),
    ("{} (yes, no, or empty if you do not know)", "{}（yes、no，不清楚则留空）"),
    ("the question", "问题"),
    (
        "\
# The buyer's context for bomgate. Given with --config, or BOMGATE_CONFIG; never looked for beside a delivery.
# Every key: docs/buyer-config.md, or `bomgate policy schema config`. Flags win over what stands here.

# Chooses the shipped packs.
sector: {}
# Where the buyer is: a country or a region.
home: {}
# Countries and regions treated as home.
trusted: {}
# Countries and regions whose parts may not be taken.
restricted: {}

# What the buyer says of itself. A fact that is not stated is unknown, and rules that need it cannot be answered.
buyer:
",
        "\
# bomgate 的采购方配置。用 --config 或 BOMGATE_CONFIG 指定；绝不在交付物旁边查找。
# 全部键见 docs/buyer-config.md，或者 `bomgate policy schema config`。命令行选项优先于此处内容。

# 选用随附的规则包。
sector: {}
# 采购方所在地：国家或地区。
home: {}
# 视同本国的国家和地区。
trusted: {}
# 不得接受其组件的国家和地区。
restricted: {}

# 采购方对自身的陈述。未陈述的事实视为未知，需要它的规则无法回答。
buyer:
",
    ),
];

/// `policy fields`.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("column:field", "字段"),
    ("column:type", "类型"),
    ("column:meaning", "含义"),
    ("fields:language", "语言"),
    ("fields:functions", "函数"),
    ("what stands beside fields and functions", "字段和函数之外的写法"),
    ("asked of a component", "对组件提问"),
    ("bom.FIELD: the bill", "bom.字段：清单"),
    ("buyer.FIELD: stated by the operator with --buyer and --config", "buyer.字段：运营方用 --buyer 和 --config 陈述"),
    ("component.FIELD: one part", "component.字段：一个组件"),
    ("link.FIELD: a relation, in rules on `link`", "link.字段：一项关系，用于针对 `link` 的规则"),
    ("an element of a list, inside exists() and all()", "列表的元素，用于 exists() 和 all() 之内"),
    ("date", "日期"),
    ("list of {}", "{}的列表"),
    ("component, list of words", "组件, 词语列表"),
    ("component, text", "组件, 文本"),
    ("component [, text]", "组件 [, 文本]"),
    ("[component,] kind [, days] [, grade]", "[组件,] 类别 [, 天数] [, 等级]"),
    ("component [, dimension]", "组件 [, 维度]"),
    ("component, list of words [, dimension]", "组件, 词语列表 [, 维度]"),
    ("component, id of a list of parties [, share]", "组件, 主体名单编号 [, 份额]"),
];
