//! The keys of every object that is read field by field, with the version that brought them.
//! Source: CycloneDX 1.2 to 1.7, JSON reference.

/// The keys an object may hold, or the values a field may have.
pub(super) struct Table {
    /// What the object or value is, as messages name it.
    pub(super) of: &'static str,
    /// Keys by the minor version that brought them.
    pub(super) keys: &'static [(u8, &'static [Word])],
}

/// A key or value, with what tells it from most others at a glance.
pub(super) struct Word {
    text: &'static str,
    print: u64,
}

impl Word {
    pub(super) const fn of(text: &'static str) -> Self {
        Self { text, print: print(text.as_bytes()) }
    }
}

/// The first seven bytes and the length.
const fn print(text: &[u8]) -> u64 {
    let mut print = text.len() as u64 & 0xff;
    let mut at = 0;
    while at < text.len() && at < 7 {
        print = print << 8 | text[at] as u64;
        at += 1;
    }
    print
}

impl Table {
    /// The key as the table holds it, and the minor version that brought it.
    pub(super) fn find(&self, key: impl AsRef<[u8]>) -> Option<(&'static str, u8)> {
        let key = key.as_ref();
        let print = print(key);
        let known = |word: &&Word| word.print == print && word.text.as_bytes() == key;
        self.keys.iter().find_map(|(since, words)| words.iter().find(known).map(|word| (word.text, *since)))
    }
}

/// Declares tables: name, what it describes, and `minor version => keys` for each version.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $of:literal: $($since:literal => $($key:literal)+;)+)+) => {
        $($(#[$doc])* pub(super) static $name: $crate::read::cyclonedx::tables::Table = $crate::read::cyclonedx::tables::Table {
            of: $of,
            keys: &[$(($since, &[$($crate::read::cyclonedx::tables::Word::of($key)),+])),+],
        };)+
    };
}
pub(super) use tables;

tables! {
    ROOT = "the document":
        2 => "bomFormat" "specVersion" "serialNumber" "version" "metadata" "components" "services" "externalReferences"
             "dependencies" "$schema";
        3 => "compositions";
        4 => "vulnerabilities" "signature";
        5 => "annotations" "formulation" "properties";
        6 => "declarations" "definitions";
        7 => "citations";
    METADATA = "metadata":
        2 => "timestamp" "tools" "authors" "component" "manufacture" "supplier";
        3 => "licenses" "properties";
        5 => "lifecycles";
        6 => "manufacturer";
        7 => "distributionConstraints";
    TOOLS = "tools":
        5 => "components" "services";
    TOOL = "a tool":
        2 => "vendor" "name" "version" "hashes";
        4 => "externalReferences";
    LIFECYCLE = "a lifecycle":
        5 => "phase" "name" "description";
    COMPONENT = "a component":
        2 => "type" "mime-type" "bom-ref" "supplier" "author" "publisher" "group" "name" "version" "description" "scope"
             "hashes" "licenses" "copyright" "cpe" "purl" "swid" "modified" "pedigree" "externalReferences" "components";
        3 => "evidence" "properties";
        4 => "releaseNotes" "signature";
        5 => "modelCard" "data";
        6 => "manufacturer" "authors" "omniborId" "swhid" "cryptoProperties" "tags";
        7 => "versionRange" "isExternal" "patentAssertions";
    PEDIGREE = "a pedigree":
        2 => "ancestors" "descendants" "variants" "commits" "patches" "notes";
    SERVICE = "a service":
        2 => "bom-ref" "provider" "group" "name" "version" "description" "endpoints" "authenticated" "x-trust-boundary"
             "data" "licenses" "externalReferences" "services";
        3 => "properties";
        4 => "releaseNotes" "signature";
        5 => "trustZone";
        6 => "tags";
        7 => "patentAssertions";
    ORGANIZATION = "an organization":
        2 => "name" "url" "contact";
        5 => "bom-ref";
        6 => "address";
    CONTACT = "a contact":
        2 => "name" "email" "phone";
        5 => "bom-ref";
    ADDRESS = "an address":
        6 => "bom-ref" "country" "region" "locality" "postOfficeBoxNumber" "postalCode" "streetAddress";
    LICENSE_CHOICE = "a licence entry":
        2 => "license" "expression";
        5 => "bom-ref";
        6 => "acknowledgement";
        7 => "expressionDetails" "licensing" "properties";
    LICENSE = "a licence":
        2 => "id" "name" "text" "url";
        5 => "bom-ref" "licensing" "properties";
        6 => "acknowledgement";
    HASH = "a hash":
        2 => "alg" "content";
    REFERENCE = "an external reference":
        2 => "url" "comment" "type";
        3 => "hashes";
        7 => "properties";
    PROPERTY = "a property":
        3 => "name" "value";
    CARD = "a model card":
        5 => "bom-ref" "modelParameters" "quantitativeAnalysis" "considerations" "properties";
    PARAMETERS = "model parameters":
        5 => "approach" "task" "architectureFamily" "modelArchitecture" "datasets" "inputs" "outputs";
    APPROACH = "an approach":
        5 => "type";
    QUANTITATIVE = "a quantitative analysis":
        5 => "performanceMetrics" "graphics";
    CONSIDERATIONS = "considerations":
        5 => "users" "useCases" "technicalLimitations" "performanceTradeoffs" "ethicalConsiderations"
             "fairnessAssessments";
        6 => "environmentalConsiderations";
    ENVIRONMENT = "environmental considerations":
        6 => "energyConsumptions" "properties";
    DATA = "a data item":
        5 => "bom-ref" "type" "name" "contents" "classification" "sensitiveData" "graphics" "description" "governance"
             "ref";
    CONTENTS = "data contents":
        5 => "attachment" "url" "properties";
    GOVERNANCE = "data governance":
        5 => "custodians" "stewards" "owners";
    RESPONSIBLE = "a responsible party":
        5 => "organization" "contact";
    FLOW = "service data":
        2 => "flow" "classification";
        5 => "name" "description" "governance" "source" "destination";
    DEPENDENCY = "a dependency":
        2 => "ref" "dependsOn";
        6 => "provides";
    COMPOSITION = "a composition":
        3 => "aggregate" "assemblies" "dependencies";
        4 => "signature";
        5 => "bom-ref" "vulnerabilities";
    SWID = "a SWID tag":
        2 => "tagId" "name" "version" "tagVersion" "patch" "text" "url";
}
