//! Chinese. `KIND:word` is a stable word as prose says it; `count:thing` a number of things; all else the English itself.

mod commands;
mod notes;
mod objects;
mod outputs;
mod packs;
mod page;
mod refused;
mod sections;
mod seen;
mod show;
mod summary;
mod syntax;
mod usage;

use commands::{CATALOGUE, LISTS, WATCH};
use notes::{NOTED, READ, STRAYS};
use objects::{OBJECTS, PARTS, RARE};
use outputs::{ADVISORIES, FIELDS, HELD, VERIFIED, WRITTEN};
use packs::{ASKED, PACKS, PAPERS};
use page::PAGE;
use refused::{ATTESTED, LIMITS, REFUSED, SEEMS};
use sections::{CLOSING, ENTRIES, FINDINGS, OPENING, RULES};
use seen::{DANGERS, OPEN, SEEN};
use show::{DIFF, GRAPH, SHOW};
use summary::SUMMARY;
use syntax::{JSON, TEXTS, XML};
use usage::{SIGNED, SOURCES, USAGE};

/// The words, by where they stand.
pub(super) const WORDS: &[&[(&str, &str)]] = &[
    STABLE, NOTES, OPENING, FINDINGS, CLOSING, ENTRIES, RULES, SEEN, DANGERS, OPEN, PAGE, SHOW, GRAPH, DIFF, NOTED, STRAYS,
    SUMMARY, WATCH, CATALOGUE, LISTS, READ, REFUSED, SEEMS, LIMITS, ATTESTED, JSON, XML, TEXTS, OBJECTS, PARTS, RARE, USAGE,
    SIGNED, SOURCES, PACKS, ASKED, PAPERS, ADVISORIES, VERIFIED, HELD, WRITTEN, FIELDS,
];

/// Verdicts, levels, kinds, classes, areas and other stable words.
const STABLE: &[(&str, &str)] = &[
    ("verdict:PASS", "合规"),
    ("verdict:FAIL", "不合规"),
    ("verdict:REJECT", "拒收"),
    ("verdict:INCOMPLETE", "无法定论"),
    ("level:block", "阻断"),
    ("level:high", "高"),
    ("level:medium", "中"),
    ("level:low", "低"),
    ("level:refer", "移交"),
    ("level:info", "提示"),
    ("level:watch", "观察"),
    ("kind:bom", "清单"),
    ("kind:link", "关系"),
    ("kind:component", "组件"),
    ("kind:model", "模型"),
    ("kind:adapter", "适配器"),
    ("kind:tokenizer", "分词器"),
    ("kind:dataset", "数据集"),
    ("kind:framework", "框架"),
    ("kind:library", "软件库"),
    ("kind:application", "应用"),
    ("kind:service", "服务"),
    ("kind:tool", "工具"),
    ("kind:device", "设备"),
    ("kind:container", "容器"),
    ("kind:file", "文件"),
    ("kind:other", "其他"),
    ("class:home", "本国"),
    ("class:trusted", "可信"),
    ("class:foreign", "境外"),
    ("class:restricted", "受限"),
    ("class:listed", "列入名单"),
    ("class:unknown", "未知"),
    ("area:provenance", "来源"),
    ("area:dataset", "数据集"),
    ("area:annotation", "标注"),
    ("area:model", "模型"),
    ("area:framework", "框架"),
    ("area:application", "应用"),
    ("area:service", "服务"),
    ("area:supply-chain", "供应链"),
    ("unknown:fails", "视为违反"),
    ("unknown:warns", "仅作提示"),
    ("unknown:passes", "视为通过"),
    ("mark:verified", "已核实"),
    ("mark:secondary", "二手资料"),
    ("mark:unverified", "未核实"),
    ("force:law", "法律法规"),
    ("force:local-law", "地方法规"),
    ("force:mandatory-standard", "强制性标准"),
    ("force:supervision", "监管要求"),
    ("force:policy", "政府政策"),
    ("force:code", "实务守则"),
    ("force:standard", "标准"),
    ("force:guidance", "指引"),
    ("force:practice", "监管实务"),
    ("force:tender", "招标条件"),
    ("force:contract", "合同"),
    ("force:voluntary", "自愿遵循"),
    ("force:draft", "草案"),
    ("force:house", "本工具自定"),
    ("role:config", "配置"),
    ("role:policy", "规则包"),
    ("role:waivers", "豁免"),
    ("role:evidence", "文件清单"),
    ("role:parties", "主体名单"),
    ("role:baseline", "基线"),
    ("lapse:waiver-budget", "生效的豁免多于规则允许的数量"),
    ("lapse:waiver-too-long", "豁免期限长于规则允许的期限"),
    ("lapse:waiver-not-allowed", "该规则不得豁免"),
    ("lapse:waiver-too-broad", "豁免适合多个组件"),
    ("lapse:waiver-expired", "豁免已到期"),
    ("lapse:waiver-not-yet", "豁免尚未生效"),
    ("lapse:waiver-unknown-rule", "所选规则包中没有该规则"),
    ("lapse:waiver-unmatched", "豁免没有对应的发现"),
    ("lapse:evidence-altered", "所附文件已被改动"),
    ("lapse:evidence-expired", "文件已到期"),
    ("lapse:evidence-too-broad", "文件涉及多个组件"),
    ("lapse:evidence-unused", "没有规则要求该类文件"),
    ("lapse:pack-overdue", "规则包已过复审日期"),
    ("lapse:bill-changed", "同一序列号和版本对应不同内容"),
    ("lapse:bill-replayed", "以另一编号重新提交的旧清单"),
    ("advisories:offline", "离线库"),
    ("advisories:online", "在线服务"),
    ("role:vex", "利用性声明"),
    ("role:catalogue", "危险组件目录"),
    ("count:component", "{} 个组件"),
    ("count:rule", "{} 条规则"),
    ("count:block rule", "{} 条阻断级规则"),
    ("count:thing", "{} 项事项"),
    ("count:finding", "{} 条发现"),
    ("count:part", "{} 个组件"),
    ("count:place", "{} 处"),
    ("count:more observation", "{} 项观察结果"),
];

/// What the codes of notes mean.
const NOTES: &[(&str, &str)] = &[
    ("note:duplicate-ref", "两个元素使用同一 bom-ref"),
    ("note:dangling-ref", "引用所指的元素不在清单中"),
    ("note:unknown-root-key", "根层级有格式不认识的键"),
    ("note:hidden-container", "有内容像组件，却放在格式不认识的位置"),
    ("note:unidentified-component", "组件没有类型或名称"),
    ("note:key-in-two-spellings", "同一键以两种拼写出现两次"),
    ("note:second-document", "一个文件中有两份文档描述"),
    ("note:purl-not-canonical", "软件包地址无法解析或不是规范形式"),
    ("note:out-of-version", "使用了高于所声明版本的元素，按该版本读取者看到的是另一份清单"),
    ("note:forbidden-character", "标识符中有不允许的字符"),
    ("note:part-not-read", "可能含有组件的元素无法读取"),
    ("note:bom-link", "链接到未提供的另一份清单"),
    ("note:composition-incomplete", "清单自述不完整"),
    ("note:wrong-type", "值的类型与格式要求不同，含义仍明确"),
    ("note:unknown-key", "格式不认识的键"),
    ("note:newer-key", "属于更高版本的键"),
    ("note:unknown-value", "值不在格式规定的取值范围内"),
    ("note:malformed-value", "值的写法不符合格式要求"),
    ("note:missing-key", "缺少格式要求的键"),
    ("note:license-id-unknown", "SPDX 未收录的许可证标识"),
    ("note:byte-order-mark", "文本前有字节顺序标记"),
    ("note:kind-contradicted", "声明的类型与实际证据矛盾"),
    ("note:purl-contradicted", "软件包地址与名称或版本矛盾"),
    ("note:license-contradicted", "许可证陈述相互矛盾"),
    ("note:property-contradicted", "同一属性有不同的值"),
    ("note:composition-contradicted", "完整性声明与清单内容矛盾"),
    ("note:hidden-characters", "名称中有隐藏字符"),
    ("note:digest-malformed", "摘要值格式错误"),
    ("note:digest-contradicted", "同一算法有不同的摘要值"),
    ("note:dependency-cycle", "依赖关系成环"),
    ("note:suspicious-reference", "可疑的引用"),
    ("note:foreign-content", "不属于本格式的内容"),
    ("note:named-only", "只有名称而没有描述"),
    ("note:signature-unverified", "签名尚未核验"),
    ("note:origin-contradicted", "声明的来源地与已知情况矛盾"),
    ("note:origin-conflict", "各来源关于来源地的说法不一"),
    ("note:name-confusable", "名称与其他名称形近易混"),
    ("note:origin-hint-differs", "地址指向与声明不同的国家"),
    ("note:supplier-not-publisher", "供应方与已知发布方不同"),
    ("note:model-in-words", "文字提到未列出的模型"),
    ("note:property-misspelt", "属性名称拼写有误"),
    ("note:property-unknown", "`bomgate:` 命名空间中没有的属性"),
];
