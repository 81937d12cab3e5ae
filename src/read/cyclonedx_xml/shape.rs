//! How an element of CycloneDX XML is written as JSON.

/// What an element becomes.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Its text, without white space around it.
    Text,
    /// Its text as it stands: a reference to an element.
    Exact,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// Its attribute `ref`, as text.
    Reference,
    /// An object of its attributes, elements and text.
    Object(&'static Object),
    /// Its text, or an object when it holds elements.
    Mixed(&'static Object),
    /// An array of its elements.
    List(&'static List),
    /// An array of its elements, or an object when the first is one of those.
    Either(&'static List, &'static Object),
    /// Its one element, with nothing around it.
    One(&'static List),
    /// One element of an array: it stands again for each, with nothing around them.
    Each(&'static Shape),
    /// The elements it holds are elements of an array: it stands again for more.
    Splice(&'static List),
    /// Its attributes and text are members of the object it stands in.
    Spread(&'static Object),
    /// An entry of the dependency graph, in which further entries stand.
    Dependency,
}

/// One element an object or a list may hold.
pub(super) struct Field {
    /// Its local name.
    pub(super) element: &'static str,
    /// The key it becomes. In a list: empty, or the one key of the object it is wrapped in.
    pub(super) key: &'static str,
    pub(super) shape: Shape,
}

/// Elements that become an array.
pub(super) struct List {
    pub(super) fields: &'static [Field],
}

/// Elements, attributes and text that become an object.
pub(super) struct Object {
    /// Attributes it may have; see [`key_of`] and [`is_flag`].
    pub(super) attributes: &'static [&'static str],
    /// The key of its text, if it holds text.
    pub(super) text: Option<&'static str>,
    pub(super) fields: &'static [Field],
}

/// The key of an attribute.
pub(super) fn key_of(attribute: &'static str) -> &'static str {
    match attribute {
        "content-type" => "contentType",
        "license-identifier" => "licenseIdentifier",
        other => other,
    }
}

/// What the value of an attribute is.
pub(super) fn shape_of(attribute: &str) -> Shape {
    match attribute {
        "isExternal" | "patch" => Shape::Flag,
        "tagVersion" => Shape::Number,
        _ => Shape::Exact,
    }
}

/// The entry of an element.
pub(super) fn find(fields: &'static [Field], element: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.element == element)
}

/// Declares objects, `NAME @(attributes) => text { "element" ("key"): shape; }`, each part but the name optional.
macro_rules! objects {
    ($($name:ident $(@($($attribute:literal)+))? $(=> $text:literal)? { $($element:literal $(($key:literal))? : $shape:expr;)* })+) => {
        $(pub(super) static $name: $crate::read::cyclonedx_xml::shape::Object = $crate::read::cyclonedx_xml::shape::Object {
            attributes: &[$($($attribute),+)?],
            text: objects!(@text $($text)?),
            fields: &[$($crate::read::cyclonedx_xml::shape::Field {
                element: $element, key: objects!(@key $element $($key)?), shape: $shape,
            }),*],
        };)+
    };
    (@text) => { None };
    (@text $text:literal) => { Some($text) };
    (@key $element:literal) => { $element };
    (@key $element:literal $key:literal) => { $key };
}

/// Declares lists, `NAME { "element" ("key"): shape; }`: without a key, an element stands bare in the array.
macro_rules! lists {
    ($($name:ident { $($element:literal $(($key:literal))? : $shape:expr;)* })+) => {
        $(pub(super) static $name: $crate::read::cyclonedx_xml::shape::List = $crate::read::cyclonedx_xml::shape::List {
            fields: &[$($crate::read::cyclonedx_xml::shape::Field {
                element: $element, key: lists!(@key $($key)?), shape: $shape,
            }),*],
        };)+
    };
    (@key) => { "" };
    (@key $key:literal) => { $key };
}

pub(super) use {lists, objects};
