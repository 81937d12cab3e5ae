//! The elements that are read field by field. Source: CycloneDX 1.2 to 1.7, XML schema and JSON reference.

use super::shape::Shape::*;
use super::shape::{lists, objects};
use super::subtrees::*;

objects! {
    ROOT {
        "metadata": Object(&METADATA); "components": List(&COMPONENTS); "services": List(&SERVICES);
        "externalReferences": List(&REFERENCES); "dependencies": List(&DEPENDENCIES);
        "compositions": List(&COMPOSITIONS); "properties": List(&PROPERTIES);
        "vulnerabilities": List(&VULNERABILITIES); "annotations": List(&ANNOTATIONS);
        "formulation": List(&FORMULATION); "declarations": Object(&DECLARATIONS);
        "definitions": Object(&DEFINITIONS); "citations": List(&CITATIONS);
    }
    METADATA {
        "timestamp": Text; "lifecycles": List(&LIFECYCLES); "tools": Either(&TOOL_LIST, &TOOLS);
        "authors": List(&AUTHORS); "component": Object(&COMPONENT); "manufacturer": Object(&ORGANIZATION);
        "manufacture": Object(&ORGANIZATION); "supplier": Object(&ORGANIZATION); "licenses": List(&LICENSES);
        "properties": List(&PROPERTIES); "distributionConstraints": Object(&DISTRIBUTION);
    }
    DISTRIBUTION { "tlp": Text; }
    LIFECYCLE { "phase": Text; "name": Text; "description": Text; }
    TOOLS { "components": List(&COMPONENTS); "services": List(&SERVICES); }
    TOOL {
        "vendor": Text; "name": Text; "version": Text; "hashes": List(&HASHES);
        "externalReferences": List(&REFERENCES);
    }
    COMPONENT @("type" "mime-type" "bom-ref" "isExternal") {
        "name": Text; "version": Text; "purl": Text; "licenses": List(&LICENSES); "hashes": List(&HASHES);
        "supplier": Object(&ORGANIZATION); "group": Text; "description": Text;
        "externalReferences": List(&REFERENCES); "properties": List(&PROPERTIES); "scope": Text; "publisher": Text;
        "author": Text; "authors": List(&AUTHORS); "manufacturer": Object(&ORGANIZATION); "versionRange": Text;
        "copyright": Text; "cpe": Text; "swid": Object(&SWID); "modified": Flag; "pedigree": Object(&PEDIGREE);
        "components": List(&COMPONENTS); "evidence": Object(&EVIDENCE); "releaseNotes": Object(&RELEASE_NOTES);
        "modelCard": Object(&CARD); "data": Each(&Object(&DATA)); "cryptoProperties": Object(&CRYPTO);
        "tags": List(&TAGS); "omniborId": Each(&Text); "swhid": Each(&Text);
        "patentAssertions": List(&PATENT_ASSERTIONS);
    }
    PEDIGREE {
        "ancestors": List(&COMPONENTS); "descendants": List(&COMPONENTS); "variants": List(&COMPONENTS);
        "commits": List(&COMMITS); "patches": List(&PATCHES); "notes": Text;
    }
    SWID @("tagId" "name" "version" "tagVersion" "patch") { "text": Object(&ATTACHMENT); "url": Text; }
    SERVICE @("bom-ref") {
        "provider": Object(&ORGANIZATION); "group": Text; "name": Text; "version": Text; "description": Text;
        "endpoints": List(&ENDPOINTS); "authenticated": Flag; "x-trust-boundary": Flag; "trustZone": Text;
        "data": List(&FLOWS); "licenses": List(&LICENSES); "patentAssertions": List(&PATENT_ASSERTIONS);
        "externalReferences": List(&REFERENCES); "properties": List(&PROPERTIES); "services": List(&SERVICES);
        "releaseNotes": Object(&RELEASE_NOTES); "tags": List(&TAGS);
    }
    CLASSIFICATION @("flow") => "classification" {}
    FLOW @("name" "description") {
        "classification": Spread(&CLASSIFICATION); "governance": Object(&GOVERNANCE); "source": List(&URLS);
        "destination": List(&URLS);
    }
    ORGANIZATION @("bom-ref") {
        "name": Text; "address": Object(&ADDRESS); "url": Each(&Text); "contact": Each(&Object(&CONTACT));
    }
    CONTACT @("bom-ref") { "name": Text; "email": Text; "phone": Text; }
    ADDRESS @("bom-ref") {
        "country": Text; "region": Text; "locality": Text; "postOfficeBoxNumber": Text; "postalCode": Text;
        "streetAddress": Text;
    }
    LICENSE @("bom-ref" "acknowledgement") {
        "id": Text; "name": Text; "text": Object(&ATTACHMENT); "url": Text; "licensing": Object(&LICENSING);
        "properties": List(&PROPERTIES);
    }
    EXPRESSION @("bom-ref" "acknowledgement") => "expression" {}
    EXPRESSION_DETAILED @("expression" "bom-ref" "acknowledgement") {
        "details"("expressionDetails"): Each(&Object(&EXPRESSION_DETAIL)); "licensing": Object(&LICENSING);
        "properties": List(&PROPERTIES);
    }
    EXPRESSION_DETAIL @("license-identifier" "bom-ref") { "text": Object(&ATTACHMENT); "url": Text; }
    LICENSING {
        "altIds": List(&ALT_IDS); "licensor": Object(&LICENSOR); "licensee": Object(&LICENSOR);
        "purchaser": Object(&LICENSOR); "purchaseOrder": Text; "licenseTypes": List(&LICENSE_TYPES);
        "lastRenewal": Text; "expiration": Text;
    }
    LICENSOR { "organization": Object(&ORGANIZATION); "individual": Object(&CONTACT); }
    ATTACHMENT @("content-type" "encoding") => "content" {}
    HASH @("alg") => "content" {}
    REFERENCE @("type") {
        "url": Text; "comment": Text; "hashes": List(&HASHES); "properties": List(&PROPERTIES);
    }
    PROPERTY @("name") => "value" {}
    DATA @("bom-ref") {
        "type": Text; "name": Text; "contents": Object(&CONTENTS); "classification": Text;
        "sensitiveData": Each(&Text); "graphics": Object(&GRAPHICS); "description": Text;
        "governance": Object(&GOVERNANCE);
    }
    DATA_REFERENCE => "ref" {}
    CONTENTS { "attachment": Object(&ATTACHMENT); "url": Text; "properties": List(&PROPERTIES); }
    GOVERNANCE { "custodians": List(&CUSTODIANS); "stewards": List(&STEWARDS); "owners": List(&OWNERS); }
    RESPONSIBLE { "organization": Object(&ORGANIZATION); "individual"("contact"): Object(&CONTACT); }
    GRAPHICS { "description": Text; "collection": List(&GRAPHIC_LIST); }
    GRAPHIC { "name": Text; "image": Object(&ATTACHMENT); }
    CARD @("bom-ref") {
        "modelParameters": Object(&PARAMETERS); "quantitativeAnalysis": Object(&QUANTITATIVE);
        "considerations": Object(&CONSIDERATIONS); "properties": List(&PROPERTIES);
    }
    PARAMETERS {
        "approach": Object(&APPROACH); "task": Text; "architectureFamily": Text; "modelArchitecture": Text;
        "datasets": List(&DATASETS); "inputs": List(&CARD_INPUTS); "outputs": List(&CARD_OUTPUTS);
    }
    APPROACH { "type": Text; }
    FORMAT { "format": Text; }
    QUANTITATIVE { "performanceMetrics": List(&METRICS); "graphics": Object(&GRAPHICS); }
    METRIC { "type": Text; "value": Text; "slice": Text; "confidenceInterval": Object(&INTERVAL); }
    INTERVAL { "lowerBound": Text; "upperBound": Text; }
    CONSIDERATIONS {
        "users": List(&USERS); "useCases": List(&USE_CASES); "technicalLimitations": List(&LIMITATIONS);
        "performanceTradeoffs": List(&TRADEOFFS); "ethicalConsiderations": List(&ETHICAL);
        "environmentalConsiderations": Object(&ENVIRONMENT); "fairnessAssessments": List(&FAIRNESS);
    }
    ETHICS { "name": Text; "mitigationStrategy": Text; }
    ASSESSMENT { "groupAtRisk": Text; "benefits": Text; "harms": Text; "mitigationStrategy": Text; }
    ENVIRONMENT { "energyConsumptions": Splice(&CONSUMPTIONS); "properties": List(&PROPERTIES); }
    CONSUMPTION {
        "activity": Text; "energyProviders": Each(&Object(&PROVIDER)); "activityEnergyCost": Object(&MEASURE);
        "co2CostEquivalent": Object(&MEASURE); "co2CostOffset": Object(&MEASURE); "properties": List(&PROPERTIES);
    }
    MEASURE { "value": Number; "unit": Text; }
    PROVIDER @("bom-ref") {
        "description": Text; "organization": Object(&ORGANIZATION); "energySource": Text;
        "energyProvided": Object(&MEASURE); "externalReferences": List(&REFERENCES);
    }
    COMPOSITION @("bom-ref") {
        "aggregate": Text; "assemblies": List(&ASSEMBLIES); "dependencies": List(&COMPOSED_DEPENDENCIES);
        "vulnerabilities": List(&COMPOSED_VULNERABILITIES);
    }
}

lists! {
    COMPONENTS { "component": Object(&COMPONENT); }
    SERVICES { "service": Object(&SERVICE); }
    DEPENDENCIES { "dependency": Dependency; }
    COMPOSITIONS { "composition": Object(&COMPOSITION); }
    ASSEMBLIES { "assembly": Reference; }
    COMPOSED_DEPENDENCIES { "dependency": Reference; }
    COMPOSED_VULNERABILITIES { "vulnerability": Reference; }
    LIFECYCLES { "lifecycle": Object(&LIFECYCLE); }
    TOOL_LIST { "tool": Object(&TOOL); }
    AUTHORS { "author": Object(&CONTACT); }
    LICENSES {
        "license"("license"): Object(&LICENSE); "expression": Object(&EXPRESSION);
        "expression-detailed": Object(&EXPRESSION_DETAILED);
    }
    ALT_IDS { "altId": Text; }
    LICENSE_TYPES { "licenseType": Text; }
    PROPERTIES { "property": Object(&PROPERTY); }
    HASHES { "hash": Object(&HASH); }
    REFERENCES { "reference": Object(&REFERENCE); }
    ENDPOINTS { "endpoint": Text; }
    URLS { "url": Text; }
    FLOWS { "classification": Object(&CLASSIFICATION); "dataflow": Object(&FLOW); }
    TAGS { "tag": Text; }
    CUSTODIANS { "custodian": Object(&RESPONSIBLE); }
    STEWARDS { "steward": Object(&RESPONSIBLE); }
    OWNERS { "owner": Object(&RESPONSIBLE); }
    GRAPHIC_LIST { "graphic": Object(&GRAPHIC); }
    DATASETS { "ref": Object(&DATA_REFERENCE); "dataset": Object(&DATA); }
    CARD_INPUTS { "input": Object(&FORMAT); }
    CARD_OUTPUTS { "output": Object(&FORMAT); }
    METRICS { "performanceMetric": Object(&METRIC); }
    USERS { "user": Text; }
    USE_CASES { "useCase": Text; }
    LIMITATIONS { "technicalLimitation": Text; }
    TRADEOFFS { "performanceTradeoff": Text; }
    ETHICAL { "ethicalConsideration": Object(&ETHICS); }
    FAIRNESS { "fairnessAssessment": Object(&ASSESSMENT); }
    CONSUMPTIONS { "energyConsumption": Object(&CONSUMPTION); }
}
