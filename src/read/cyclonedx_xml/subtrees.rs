//! The elements of subtrees that the reader scans. Source: CycloneDX 1.2 to 1.7, XML schema and JSON reference.

use super::shape::Shape::*;
use super::shape::{lists, objects};
use super::shapes::*;

objects! {
    COMMIT { "uid": Text; "url": Text; "author": Object(&ACTION); "committer": Object(&ACTION); "message": Text; }
    ACTION { "timestamp": Text; "name": Text; "email": Text; }
    PATCH @("type") { "diff": Object(&DIFF); "resolves": List(&ISSUES); }
    DIFF { "text": Object(&ATTACHMENT); "url": Text; }
    ISSUE @("type") {
        "id": Text; "name": Text; "description": Text; "source": Object(&SOURCE); "references": List(&URLS);
    }
    SOURCE { "name": Text; "url": Text; }
    EVIDENCE {
        "identity": Each(&Object(&IDENTITY)); "occurrences": List(&OCCURRENCES); "callstack": Object(&CALLSTACK);
        "licenses": List(&LICENSES); "copyright": List(&COPYRIGHTS);
    }
    IDENTITY {
        "field": Text; "confidence": Number; "concludedValue": Text; "methods": List(&METHODS); "tools": List(&TOOL_REFERENCES);
    }
    METHOD { "technique": Text; "confidence": Number; "value": Text; }
    OCCURRENCE @("bom-ref") {
        "location": Text; "line": Number; "offset": Number; "symbol": Text; "additionalContext": Text;
    }
    CALLSTACK { "frames": List(&FRAMES); "tools": List(&TOOL_REFERENCES); }
    FRAME {
        "package": Text; "module": Text; "function": Text; "parameters": List(&PARAMETER_LIST); "line": Number;
        "column": Number; "fullFilename": Text;
    }
    COPYRIGHT => "text" {}
    RELEASE_NOTES {
        "type": Text; "title": Text; "featuredImage": Text; "socialImage": Text; "description": Text;
        "timestamp": Text; "aliases": List(&ALIASES); "tags": List(&TAGS); "resolves": List(&ISSUES);
        "notes": List(&NOTES); "properties": List(&PROPERTIES);
    }
    NOTE { "locale": Text; "text": Object(&ATTACHMENT); }
    PATENT_ASSERTION @("bom-ref") {
        "assertionType": Text; "patentRefs": List(&PATENT_REFERENCES); "asserter": One(&ASSERTER); "notes": Text;
    }
    VULNERABILITY @("bom-ref") {
        "id": Text; "source": Object(&SOURCE); "references": List(&VULNERABILITY_REFERENCES);
        "ratings": List(&RATINGS); "cwes": List(&CWES); "description": Text; "detail": Text; "recommendation": Text;
        "workaround": Text; "proofOfConcept": Object(&PROOF); "advisories": List(&ADVISORIES); "created": Text;
        "published": Text; "updated": Text; "rejected": Text; "credits": Object(&CREDITS);
        "tools": Either(&TOOL_LIST, &TOOLS); "analysis": Object(&ANALYSIS); "affects": List(&AFFECTS);
        "properties": List(&PROPERTIES);
    }
    VULNERABILITY_REFERENCE { "id": Text; "source": Object(&SOURCE); }
    RATING {
        "source": Object(&SOURCE); "score": Number; "severity": Text; "method": Text; "vector": Text;
        "justification": Text;
    }
    PROOF { "reproductionSteps": Text; "environment": Text; "supportingMaterial": List(&ATTACHMENTS); }
    ADVISORY { "title": Text; "url": Text; }
    CREDITS { "organizations": List(&ORGANIZATIONS); "individuals": List(&INDIVIDUALS); }
    ANALYSIS {
        "state": Text; "justification": Text; "responses"("response"): List(&RESPONSES); "detail": Text;
        "firstIssued": Text; "lastUpdated": Text;
    }
    AFFECTED { "ref": Exact; "versions": List(&VERSIONS); }
    VERSION { "version": Text; "range": Text; "status": Text; }
    ANNOTATION @("bom-ref") {
        "subjects": List(&SUBJECTS); "annotator": Object(&ANNOTATOR); "timestamp": Text; "text": Text;
    }
    ANNOTATOR {
        "organization": Object(&ORGANIZATION); "individual": Object(&CONTACT); "component": Object(&COMPONENT);
        "service": Object(&SERVICE);
    }
    CITATION @("bom-ref") {
        "pointers": List(&POINTERS); "expressions": List(&EXPRESSIONS); "timestamp": Text; "attributedTo": Exact;
        "process": Exact; "note": Text;
    }
    FORMULA @("bom-ref") {
        "components": List(&COMPONENTS); "services": List(&SERVICES); "workflows": List(&WORKFLOWS);
        "properties": List(&PROPERTIES);
    }
    WORKFLOW @("bom-ref") {
        "uid": Text; "name": Text; "description": Text; "resourceReferences": List(&RESOURCES); "tasks": List(&TASKS);
        "taskDependencies": List(&DEPENDENCIES); "taskTypes": List(&TASK_TYPES); "trigger": Object(&TRIGGER);
        "steps": List(&STEPS); "inputs": List(&INPUTS); "outputs": List(&OUTPUTS); "timeStart": Text; "timeEnd": Text;
        "workspaces": List(&WORKSPACES); "runtimeTopology": List(&DEPENDENCIES); "properties": List(&PROPERTIES);
    }
    RESOURCE { "ref": Exact; "externalReference": Object(&REFERENCE); }
    WORKSPACE @("bom-ref") {
        "uid": Text; "name": Text; "aliases": List(&ALIASES); "description": Text;
        "resourceReferences": List(&RESOURCES); "accessMode": Text; "mountPath": Text; "managedDataType": Text;
        "volumeRequest": Text; "volume": Object(&VOLUME); "properties": List(&PROPERTIES);
    }
    VOLUME {
        "uid": Text; "name": Text; "mode": Text; "path": Text; "sizeAllocated": Text; "persistent": Flag; "remote": Flag;
        "properties": List(&PROPERTIES);
    }
    STEP { "name": Text; "description": Text; "commands": List(&COMMANDS); "properties": List(&PROPERTIES); }
    COMMAND { "executed": Text; "properties": List(&PROPERTIES); }
    TRIGGER @("bom-ref") {
        "uid": Text; "name": Text; "description": Text; "resourceReferences": List(&RESOURCES); "type": Text;
        "event": Object(&EVENT); "conditions": List(&CONDITIONS); "timeActivated": Text; "inputs": List(&INPUTS);
        "outputs": List(&OUTPUTS); "properties": List(&PROPERTIES);
    }
    EVENT {
        "uid": Text; "description": Text; "timeReceived": Text; "data": Object(&ATTACHMENT); "source": Object(&RESOURCE);
        "target": Object(&RESOURCE); "properties": List(&PROPERTIES);
    }
    CONDITION { "description": Text; "expression": Text; "properties": List(&PROPERTIES); }
    INPUT {
        "resource": Object(&RESOURCE); "parameters": List(&PARAMETER_OBJECTS); "environmentVars": List(&VARIABLES);
        "data": Object(&ATTACHMENT); "source": Object(&RESOURCE); "target": Object(&RESOURCE);
        "properties": List(&PROPERTIES);
    }
    OUTPUT {
        "resource": Object(&RESOURCE); "environmentVars": List(&VARIABLES); "data": Object(&ATTACHMENT); "type": Text;
        "source": Object(&RESOURCE); "target": Object(&RESOURCE); "properties": List(&PROPERTIES);
    }
    PARAMETER { "name": Text; "value": Text; "dataType": Text; }
    DECLARATIONS {
        "assessors": List(&ASSESSORS); "attestations": List(&ATTESTATIONS); "claims": List(&CLAIMS);
        "evidence": List(&EVIDENCES); "targets": Object(&TARGETS); "affirmation": Object(&AFFIRMATION);
    }
    ASSESSOR @("bom-ref") { "thirdParty": Flag; "organization": Object(&ORGANIZATION); }
    ATTESTATION { "summary": Text; "assessor": Exact; "map": Each(&Object(&MAP)); }
    MAP {
        "requirement": Exact; "claims": List(&CLAIM_REFERENCES); "counterClaims": List(&COUNTER_CLAIMS);
        "conformance": Object(&CONFORMANCE); "confidence": Object(&CONFORMANCE);
    }
    CONFORMANCE { "score": Number; "rationale": Text; "mitigationStrategies": List(&STRATEGIES); }
    CLAIM @("bom-ref") {
        "target": Exact; "predicate": Text; "mitigationStrategies": List(&STRATEGIES); "reasoning": Text;
        "evidence": Each(&Exact); "counterEvidence": Each(&Exact); "externalReferences": List(&REFERENCES);
    }
    DECLARED_EVIDENCE @("bom-ref") {
        "propertyName": Text; "description": Text; "data": Each(&Object(&DECLARED_DATA)); "created": Text;
        "expires": Text; "author": Object(&CONTACT); "reviewer": Object(&CONTACT);
    }
    DECLARED_DATA {
        "name": Text; "contents": Object(&CONTENTS); "classification": Text; "sensitiveData": Each(&Text);
        "governance": Object(&GOVERNANCE);
    }
    TARGETS { "organizations": List(&ORGANIZATIONS); "components": List(&COMPONENTS); "services": List(&SERVICES); }
    AFFIRMATION { "statement": Text; "signatories": List(&SIGNATORIES); }
    SIGNATORY {
        "name": Text; "role": Text; "organization": Object(&ORGANIZATION); "externalReference": Object(&REFERENCE);
    }
    DEFINITIONS { "standards": List(&STANDARDS); "patents": List(&PATENTS); }
    STANDARD @("bom-ref") {
        "name": Text; "version": Text; "description": Text; "owner": Text; "requirements": List(&REQUIREMENTS);
        "levels": List(&LEVELS); "externalReferences": List(&REFERENCES);
    }
    REQUIREMENT @("bom-ref") {
        "identifier": Text; "title": Text; "text": Text; "descriptions": List(&DESCRIPTIONS); "openCre": Each(&Text);
        "parent": Exact; "properties": List(&PROPERTIES); "externalReferences": List(&REFERENCES);
    }
    LEVEL @("bom-ref") {
        "identifier": Text; "title": Text; "description": Text; "requirements": List(&REQUIREMENT_REFERENCES);
    }
    PATENT @("bom-ref") {
        "patentNumber": Text; "applicationNumber": Text; "jurisdiction": Text; "priorityApplication": Object(&APPLICATION);
        "publicationNumber": Text; "title": Text; "abstract": Text; "filingDate": Text; "grantDate": Text;
        "patentExpirationDate": Text; "patentLegalStatus": Text; "patentAssignee": Each(&One(&ASSIGNEE));
        "externalReferences": List(&REFERENCES);
    }
    PATENT_FAMILY @("bom-ref") {
        "familyId": Text; "priorityApplication": Object(&APPLICATION); "members": List(&MEMBERS);
        "externalReferences": List(&REFERENCES);
    }
    APPLICATION { "applicationNumber": Text; "jurisdiction": Text; "filingDate": Text; }
    CRYPTO {
        "assetType": Text; "algorithmProperties": Object(&ALGORITHM); "certificateProperties": Object(&CERTIFICATE);
        "relatedCryptoMaterialProperties": Object(&MATERIAL); "protocolProperties": Object(&PROTOCOL); "oid": Text;
    }
    ALGORITHM {
        "primitive": Text; "algorithmFamily": Text; "parameterSetIdentifier": Text; "curve": Text;
        "ellipticCurve": Text; "executionEnvironment": Text; "implementationPlatform": Text;
        "certificationLevel": Each(&Text); "mode": Text; "padding": Text; "cryptoFunctions": List(&FUNCTIONS);
        "classicalSecurityLevel": Number; "nistQuantumSecurityLevel": Number;
    }
    CERTIFICATE {
        "serialNumber": Text; "subjectName": Text; "issuerName": Text; "notValidBefore": Text; "notValidAfter": Text;
        "signatureAlgorithmRef": Exact; "subjectPublicKeyRef": Exact; "certificateFormat": Text;
        "certificateExtension": Text; "certificateFileExtension": Text; "fingerprint": Object(&HASH);
        "certificateState": Each(&Object(&STATE)); "creationDate": Text; "activationDate": Text;
        "deactivationDate": Text; "revocationDate": Text; "destructionDate": Text;
        "certificateExtensions": List(&EXTENSIONS); "relatedCryptographicAssets": List(&ASSETS);
    }
    STATE { "state": Text; "reason": Text; "name": Text; "description": Text; }
    EXTENSION {
        "commonExtensionName": Text; "commonExtensionValue": Text; "customExtensionName": Text;
        "customExtensionValue": Text;
    }
    ASSET { "type": Text; "ref": Exact; }
    MATERIAL {
        "type": Text; "id": Text; "state": Text; "algorithmRef": Exact; "creationDate": Text; "activationDate": Text;
        "updateDate": Text; "expirationDate": Text; "value": Text; "size": Number; "format": Text;
        "securedBy": Object(&SECURED); "fingerprint": Object(&HASH); "relatedCryptographicAssets": List(&ASSETS);
    }
    SECURED { "mechanism": Text; "algorithmRef": Exact; }
    PROTOCOL {
        "type": Text; "version": Text; "cipherSuites": List(&SUITES); "ikev2TransformTypes": Object(&TRANSFORMS);
        "cryptoRef"("cryptoRefArray"): Each(&Exact); "relatedCryptographicAssets": List(&ASSETS);
    }
    SUITE {
        "name": Text; "algorithms": List(&ALGORITHM_REFERENCES); "identifiers": List(&IDENTIFIERS);
        "tlsGroups": List(&GROUPS); "tlsSignatureSchemes": List(&SCHEMES);
    }
    TRANSFORMS {
        "encr": Each(&Mixed(&TRANSFORM)); "prf": Each(&Mixed(&TRANSFORM)); "integ": Each(&Mixed(&TRANSFORM));
        "ke": Each(&Mixed(&TRANSFORM)); "esn": Flag; "auth": Each(&Mixed(&TRANSFORM));
    }
    TRANSFORM { "name": Text; "keyLength": Number; "group": Number; "algorithm": Exact; }
}

lists! {
    COMMITS { "commit": Object(&COMMIT); }
    PATCHES { "patch": Object(&PATCH); }
    ISSUES { "issue": Object(&ISSUE); }
    OCCURRENCES { "occurrence": Object(&OCCURRENCE); }
    METHODS { "method": Object(&METHOD); }
    TOOL_REFERENCES { "tool": Reference; }
    FRAMES { "frame": Object(&FRAME); }
    PARAMETER_LIST { "parameter": Text; }
    COPYRIGHTS { "text": Object(&COPYRIGHT); }
    ALIASES { "alias": Text; }
    NOTES { "note": Object(&NOTE); }
    PATENT_ASSERTIONS { "patentAssertion": Object(&PATENT_ASSERTION); }
    PATENT_REFERENCES { "bom-ref": Exact; }
    VULNERABILITIES { "vulnerability": Object(&VULNERABILITY); }
    VULNERABILITY_REFERENCES { "reference": Object(&VULNERABILITY_REFERENCE); }
    RATINGS { "rating": Object(&RATING); }
    CWES { "cwe": Number; }
    ATTACHMENTS { "attachment": Object(&ATTACHMENT); }
    ADVISORIES { "advisory": Object(&ADVISORY); }
    ORGANIZATIONS { "organization": Object(&ORGANIZATION); }
    INDIVIDUALS { "individual": Object(&CONTACT); }
    RESPONSES { "response": Text; }
    AFFECTS { "target": Object(&AFFECTED); }
    VERSIONS { "version": Object(&VERSION); }
    ANNOTATIONS { "annotation": Object(&ANNOTATION); }
    SUBJECTS { "subject": Reference; }
    CITATIONS { "citation": Object(&CITATION); }
    POINTERS { "pointer": Text; }
    EXPRESSIONS { "expression": Text; }
    FORMULATION { "formula": Object(&FORMULA); }
    WORKFLOWS { "workflow": Object(&WORKFLOW); }
    TASKS { "task": Object(&WORKFLOW); }
    TASK_TYPES { "taskType": Text; }
    RESOURCES { "resourceReference": Object(&RESOURCE); }
    STEPS { "step": Object(&STEP); }
    COMMANDS { "command": Object(&COMMAND); }
    INPUTS { "input": Object(&INPUT); }
    OUTPUTS { "output": Object(&OUTPUT); }
    CONDITIONS { "condition": Object(&CONDITION); }
    PARAMETER_OBJECTS { "parameter": Object(&PARAMETER); }
    VARIABLES { "environmentVar": Object(&PROPERTY); "value": Text; }
    WORKSPACES { "workspace": Object(&WORKSPACE); }
    ASSESSORS { "assessor": Object(&ASSESSOR); }
    ATTESTATIONS { "attestation": Object(&ATTESTATION); }
    CLAIMS { "claim": Object(&CLAIM); }
    CLAIM_REFERENCES { "claim": Exact; }
    COUNTER_CLAIMS { "counterClaim": Exact; }
    STRATEGIES { "mitigationStrategy": Exact; }
    EVIDENCES { "evidence": Object(&DECLARED_EVIDENCE); }
    SIGNATORIES { "signatory": Object(&SIGNATORY); }
    STANDARDS { "standard": Object(&STANDARD); }
    REQUIREMENTS { "requirement": Object(&REQUIREMENT); }
    REQUIREMENT_REFERENCES { "requirement": Exact; }
    DESCRIPTIONS { "description": Text; }
    LEVELS { "level": Object(&LEVEL); }
    PATENTS { "patent": Object(&PATENT); "patentFamily": Object(&PATENT_FAMILY); }
    ASSERTER { "organization": Object(&ORGANIZATION); "contact": Object(&CONTACT); "ref": Exact; }
    ASSIGNEE { "organization": Object(&ORGANIZATION); "individual": Object(&CONTACT); }
    MEMBERS { "ref": Exact; }
    FUNCTIONS { "cryptoFunction": Text; }
    EXTENSIONS { "certificateExtension": Object(&EXTENSION); }
    ASSETS { "relatedCryptographicAsset": Object(&ASSET); }
    SUITES { "cipherSuite": Object(&SUITE); }
    ALGORITHM_REFERENCES { "algorithm": Exact; }
    IDENTIFIERS { "identifier": Text; }
    GROUPS { "group": Text; }
    SCHEMES { "signatureScheme": Text; }
}
