//! What the language has besides fields and the domain functions of [`crate::check`].

/// A built-in of the language.
pub struct BuiltIn {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub form: &'static str,
    /// What it means.
    pub doc: &'static str,
}

/// Every built-in, by name.
pub static BUILT_INS: &[BuiltIn] = &[
    BuiltIn {
        name: "has",
        form: "has(x.field)",
        doc: "Is the field stated with a value? Yes or no, never unknown: a question about the bill, not about the world.",
    },
    BuiltIn {
        name: "stated",
        form: "stated(x.field), stated(property(x, \"name\"))",
        doc: "Yes: a value is stated. No: the vendor says there is none. Unknown: silence, a placeholder, or the vendor withholds it.",
    },
    BuiltIn {
        name: "property",
        form: "property(x, \"name\")",
        doc: "The text of a property of a component. Unknown when the component has no such property, or two that differ.",
    },
    BuiltIn {
        name: "size",
        form: "size(x.list)",
        doc: "How many elements a list has; 0 when it is stated empty, unknown when it is not stated.",
    },
    BuiltIn {
        name: "number",
        form: "number(property(x, \"name\"))",
        doc: "The number a property states, such as 0.03 or 3 %. Unknown when it states none.",
    },
    BuiltIn {
        name: "days_since",
        form: "days_since(bom.timestamp), days_since(property(x, \"name\"))",
        doc: "Days from a date to the day of judgement; negative when the date is to come.",
    },
    BuiltIn {
        name: "exists",
        form: "x.list.exists(y, ...)",
        doc: "Does some element answer yes? Unknown when the list is not stated, or none does and one is unknown. No when it is stated empty.",
    },
    BuiltIn {
        name: "all",
        form: "x.list.all(y, ...)",
        doc: "Does every element answer yes? Unknown when the list is not stated, or none says no and one is unknown. Yes when it is stated empty.",
    },
    BuiltIn {
        name: "startsWith",
        form: "x.field.startsWith(\"text\")",
        doc: "Does the text begin so? Unknown when it is not stated.",
    },
    BuiltIn { name: "endsWith", form: "x.field.endsWith(\"text\")", doc: "Does the text end so? Unknown when it is not stated." },
    BuiltIn {
        name: "contains",
        form: "x.field.contains(\"text\")",
        doc: "Does the text hold this? Unknown when it is not stated.",
    },
    BuiltIn {
        name: "in",
        form: "x.field in lists.name, \"text\" in x.words",
        doc: "Is the value among the words? Unknown when it is not stated.",
    },
];
