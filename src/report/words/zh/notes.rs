//! What readers and facts note of a bill, and files beside bills.

/// Messages of notes.
pub(super) const NOTED: &[(&str, &str)] = &[
    ("bom-ref {} holds invisible or control characters", "bom-ref {} 含有不可见字符或控制字符"),
    ("bom-ref `{}` is carried by more than one element", "bom-ref `{}` 由多个元素使用"),
    ("{} points to `{}`, a part of another bill that was not given", "{} 指向 `{}`，即未提供的另一份清单中的组件"),
    ("{} names `{}`, and no element of the bill carries that bom-ref", "{} 写明 `{}`，清单中没有元素使用该 bom-ref"),
    ("{} `{}` looks like `{}` and is spelt with other characters", "{} `{}` 与 `{}` 形近，但字符不同"),
    ("property `{}` is not read; did you mean `{}`?", "属性 `{}` 不会读取；您是否指 `{}`？"),
    (
        "the bill speaks of `{}`, words of a family of models of {}, and lists no part of it",
        "清单提到 `{0}`，属于 {1} 的模型家族用词，但没有列出其任何组件",
    ),
    (
        "the model is spoken of as `{}`, words of a family of models of {}, and nobody of it stands in its line",
        "提到该模型时用了 `{0}`，属于 {1} 的模型家族用词，而其谱系中没有来自该方的模型",
    ),
    ("sources differ on the country of `{}`: {}", "各来源关于 `{}` 所属国家的说法不一：{}"),
    ("the bill states where it is hosted, but the {}, `{}`, hints at {}", "清单写明了托管地，但{} `{}` 指向 {}"),
    (
        "the supplier is `{}`, no manufacturer is named, and the package URL belongs to `{}`",
        "供应方为 `{}`，未写明制造方，而软件包地址属于 `{}`",
    ),
    (
        "the bill names `{}` as owner, which is `{}`; the list of publishers puts `{}` under another",
        "清单写明所有者为 `{}`，即 `{}`；发布方名单将 `{}` 列在另一所有者之下",
    ),
    (", which does not hold any more,", "（已失效）"),
    ("{}: the document `{}`{} has {}; the bill has {}", "{}：文件 `{}`{}写明 {}，清单写明 {}"),
    ("{}: the document `{}`{} has {}; the list of publishers has {}", "{}：文件 `{}`{}写明 {}，发布方名单写明 {}"),
    ("the manufacturer is `{}`, but the package URL belongs to `{}`", "制造方为 `{}`，但软件包地址属于 `{}`"),
    ("the bill places {} `{}` in {}, the list of publishers ({}) in {}", "清单将{} `{}` 列于 {}，发布方名单（{}）则列于 {}"),
];

/// Files and folders that are no bill.
pub(super) const STRAYS: &[(&str, &str)] = &[
    ("a symbolic link, which is not followed; name what it points to", "符号链接，不予跟随；请写明其所指的文件"),
    ("neither a file nor a folder", "既非文件也非文件夹"),
    ("a folder too deep to be looked into; name it", "文件夹层级过深，未查看；请写明该文件夹"),
    (
        "the store of a version control system, which is not looked into; name it to have it judged",
        "版本控制系统的存储，未查看；如需判定请写明",
    ),
];
