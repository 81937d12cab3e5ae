//! The letter's own words, in each language it is written in. What a rule says comes from the rule, in the language its
//! packs were read in: [`wording`].

use crate::base::Language;
use crate::policy::{Level, Rule};

/// What a rule says to a vendor: the duty, and what to do.
pub(super) fn wording(rule: &Rule) -> (String, String) {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (flat(&rule.title), flat(&rule.fix))
}

/// Every word of the letter that is not a rule's or the bill's.
pub(super) struct Words {
    /// As HTML has it.
    pub(super) tag: &'static str,
    /// Between a label and what it labels.
    pub(super) colon: &'static str,
    pub(super) title: &'static str,
    pub(super) delivery: &'static str,
    pub(super) digest: &'static str,
    pub(super) day: &'static str,
    pub(super) result: &'static str,
    pub(super) pass: &'static str,
    pub(super) fail: &'static str,
    pub(super) incomplete: &'static str,
    pub(super) reject: &'static str,
    pub(super) opening: &'static str,
    pub(super) nothing: &'static str,
    pub(super) unreadable: &'static str,
    pub(super) blocking: &'static str,
    pub(super) blocking_aside: &'static str,
    pub(super) rest: &'static str,
    pub(super) rest_aside: &'static str,
    pub(super) change: &'static str,
    pub(super) prove: &'static str,
    pub(super) to_do: &'static str,
    pub(super) where_to: &'static str,
    pub(super) field: &'static str,
    pub(super) no_place: &'static str,
    pub(super) example: &'static str,
    pub(super) documents: &'static str,
    pub(super) parts: &'static str,
    pub(super) part: &'static str,
    pub(super) pointer: &'static str,
    pub(super) found: &'static str,
    pub(super) way: &'static str,
    pub(super) references: &'static str,
    pub(super) rule: &'static str,
    pub(super) level: &'static str,
    /// Of block, high, medium, low, refer.
    pub(super) levels: [&'static str; 5],
    pub(super) closing: &'static str,
    pub(super) skeleton: &'static str,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    /// A level; those that ask nothing of a vendor have no word.
    pub(super) fn level(&self, level: Level) -> &'static str {
        let levels = [Level::Block, Level::High, Level::Medium, Level::Low, Level::Refer];
        levels.iter().position(|other| *other == level).map_or("", |at| self.levels[at])
    }
}

const ENGLISH: Words = Words {
    tag: "en",
    colon: ": ",
    title: "Request for changes and evidence",
    delivery: "Delivery",
    digest: "SHA-256 of the bill of materials examined",
    day: "Examined on",
    result: "Result",
    pass: "accepted",
    fail: "not accepted as delivered",
    incomplete: "not decided: something could not be established",
    reject: "returned: the bill of materials cannot be read in one way only",
    opening: "We examined the bill of materials of your delivery against our procurement requirements. Please deal with the items \
              below and send us a corrected bill of materials, with the documents asked for. An item under \u{201c}change\u{201d} \
              is stated and does not meet the requirement. An item under \u{201c}prove\u{201d} is not stated, or not in a form \
              that shows it; where it is already so, stating it is enough.",
    nothing: "There is nothing to change or to prove.",
    unreadable: "The bill of materials itself",
    blocking: "Before acceptance",
    blocking_aside: "The delivery cannot be accepted while these items are open.",
    rest: "Further items",
    rest_aside: "These items do not stand against acceptance. Please deal with them in the next delivery.",
    change: "Change",
    prove: "Prove",
    to_do: "To do",
    where_to: "Where in the bill of materials",
    field: "Field",
    no_place: "no place",
    example: "Example",
    documents: "Documents to send",
    parts: "Concerns",
    part: "Part",
    pointer: "Place in your bill",
    found: "What we read",
    way: "Reached through",
    references: "Basis",
    rule: "Requirement",
    level: "Weight",
    levels: ["bars acceptance", "high", "medium", "low", "a person decides"],
    closing: "Please refer to the number of the item in your answer. If an item rests on a misreading of your bill of materials, \
              tell us which field we should have read.",
    skeleton: "A CycloneDX 1.6 document of the parts concerned comes with this letter. The fields to fill in are marked TODO; a \
               field left as TODO counts as not stated.",
};

const CHINESE: Words = Words {
    tag: "zh-CN",
    colon: "：",
    title: "整改及举证要求函",
    delivery: "交付物",
    digest: "所审查物料清单的 SHA-256 值",
    day: "审查日期",
    result: "审查结论",
    pass: "予以接收",
    fail: "按现状不予接收",
    incomplete: "暂不作出结论：部分事项无法核实",
    reject: "退回：物料清单存在歧义，无法按唯一含义读取",
    opening: "我方已依据采购要求对贵方所交付物料清单进行审查。请贵方逐项处理下列事项，并提交更正后的物料清单及所要求的证明文件。\
              标注\u{201c}整改\u{201d}的事项，系清单已载明但不符合要求的内容；标注\u{201c}举证\u{201d}的事项，系清单未载明或所载形式\
              不足以证明的内容，如实际已符合要求，在清单中如实载明即可。",
    nothing: "本次审查未发现需要整改或举证的事项。",
    unreadable: "物料清单自身的问题",
    blocking: "接收前须完成的事项",
    blocking_aside: "下列事项未完成前，该交付物不予接收。",
    rest: "其他事项",
    rest_aside: "下列事项不影响本次接收，请在下一次交付时一并处理。",
    change: "整改",
    prove: "举证",
    to_do: "处理要求",
    where_to: "在物料清单中的填写位置",
    field: "字段",
    no_place: "无对应位置",
    example: "示例",
    documents: "需提交的证明文件",
    parts: "涉及组件",
    part: "组件",
    pointer: "在贵方清单中的位置",
    found: "我方读取到的内容",
    way: "引入路径",
    references: "依据",
    rule: "要求编号",
    level: "级别",
    levels: ["否决项", "高", "中", "低", "人工裁定"],
    closing: "请贵方在回复中注明事项编号。如认为某一事项系我方对清单的误读所致，请指明应当读取的字段。",
    skeleton: "随函附 CycloneDX 1.6 格式的待填文件，仅列出所涉组件。需填写的字段均标注为 TODO；仍为 TODO 的字段视为未载明。",
};
