//! The keys of subtrees whose parts the scan does not tell apart, with the version that brought them.
//! Source: CycloneDX 1.2 to 1.7, JSON reference; of signatures, JSON Signature Format 0.82.

use super::tables::tables;

tables! {
    FORMULATION = "formulation":
        5 => "bom-ref" "components" "services" "workflows" "uid" "name" "description" "resourceReferences" "ref"
             "externalReference" "url" "comment" "type" "hashes" "alg" "content" "tasks" "taskTypes" "trigger" "event"
             "timeReceived" "data" "contentType" "encoding" "source" "target" "properties" "value" "conditions"
             "expression" "timeActivated" "inputs" "resource" "parameters" "dataType" "environmentVars" "outputs"
             "steps" "commands" "executed" "timeStart" "timeEnd" "workspaces" "aliases" "accessMode" "mountPath"
             "managedDataType" "volumeRequest" "volume" "mode" "path" "sizeAllocated" "persistent" "remote"
             "runtimeTopology" "dependsOn" "taskDependencies";
        6 => "provides";
    DECLARATIONS = "declarations":
        6 => "assessors" "bom-ref" "thirdParty" "organization" "name" "address" "country" "region" "locality"
             "postOfficeBoxNumber" "postalCode" "streetAddress" "url" "contact" "email" "phone" "attestations" "summary"
             "assessor" "map" "requirement" "claims" "counterClaims" "conformance" "score" "rationale"
             "mitigationStrategies" "confidence" "signature" "target" "predicate" "reasoning" "evidence"
             "counterEvidence" "externalReferences" "comment" "type" "hashes" "alg" "content" "propertyName"
             "description" "data" "contents" "attachment" "contentType" "encoding" "classification" "sensitiveData"
             "governance" "custodians" "stewards" "owners" "created" "expires" "author" "reviewer" "targets"
             "organizations" "components" "services" "affirmation" "statement" "signatories" "role" "externalReference";
        7 => "properties" "value";
    DEFINITIONS = "definitions":
        6 => "standards" "bom-ref" "name" "version" "description" "owner" "requirements" "identifier" "title" "text"
             "descriptions" "openCre" "parent" "properties" "value" "externalReferences" "url" "comment" "type" "hashes"
             "alg" "content" "levels" "signature";
        7 => "patents" "patentNumber" "applicationNumber" "jurisdiction" "priorityApplication" "filingDate"
             "publicationNumber" "abstract" "grantDate" "patentExpirationDate" "patentLegalStatus" "patentAssignee"
             "email" "phone" "address" "country" "region" "locality" "postOfficeBoxNumber" "postalCode" "streetAddress"
             "contact" "familyId" "members";
    ANNOTATIONS = "annotations":
        5 => "bom-ref" "subjects" "annotator" "organization" "name" "url" "contact" "email" "phone" "individual"
             "component" "service" "timestamp" "text" "signature";
        6 => "address" "country" "region" "locality" "postOfficeBoxNumber" "postalCode" "streetAddress";
    VULNERABILITIES = "vulnerabilities":
        4 => "bom-ref" "id" "source" "url" "name" "references" "ratings" "score" "severity" "method" "vector"
             "justification" "cwes" "description" "detail" "recommendation" "advisories" "title" "created" "published"
             "updated" "credits" "organizations" "contact" "email" "phone" "individuals" "tools" "vendor" "version"
             "hashes" "alg" "content" "externalReferences" "comment" "type" "analysis" "state" "response" "affects"
             "ref" "versions" "range" "status" "properties" "value";
        5 => "workaround" "proofOfConcept" "reproductionSteps" "environment" "supportingMaterial" "contentType"
             "encoding" "rejected" "components" "services" "firstIssued" "lastUpdated";
        6 => "address" "country" "region" "locality" "postOfficeBoxNumber" "postalCode" "streetAddress";
    CITATIONS = "citations":
        7 => "bom-ref" "pointers" "expressions" "timestamp" "attributedTo" "process" "note" "signature";
    EVIDENCE = "evidence":
        3 => "licenses" "license" "id" "name" "text" "contentType" "encoding" "content" "url" "expression" "copyright";
        5 => "identity" "field" "confidence" "methods" "technique" "value" "tools" "occurrences" "bom-ref" "location"
             "callstack" "frames" "package" "module" "function" "parameters" "line" "column" "fullFilename" "licensing"
             "altIds" "licensor" "organization" "contact" "email" "phone" "individual" "licensee" "purchaser"
             "purchaseOrder" "licenseTypes" "lastRenewal" "expiration" "properties";
        6 => "concludedValue" "offset" "symbol" "additionalContext" "acknowledgement" "address" "country" "region"
             "locality" "postOfficeBoxNumber" "postalCode" "streetAddress";
        7 => "expressionDetails" "licenseIdentifier";
    RELEASE_NOTES = "release notes":
        4 => "type" "title" "featuredImage" "socialImage" "description" "timestamp" "aliases" "tags" "resolves" "id"
             "name" "source" "url" "references" "notes" "locale" "text" "contentType" "encoding" "content" "properties"
             "value";
    CRYPTO = "cryptographic properties":
        6 => "assetType" "algorithmProperties" "primitive" "parameterSetIdentifier" "curve" "executionEnvironment"
             "implementationPlatform" "certificationLevel" "mode" "padding" "cryptoFunctions" "classicalSecurityLevel"
             "nistQuantumSecurityLevel" "certificateProperties" "subjectName" "issuerName" "notValidBefore"
             "notValidAfter" "signatureAlgorithmRef" "subjectPublicKeyRef" "certificateFormat" "certificateExtension"
             "relatedCryptoMaterialProperties" "type" "id" "state" "algorithmRef" "creationDate" "activationDate"
             "updateDate" "expirationDate" "value" "size" "format" "securedBy" "mechanism" "protocolProperties"
             "version" "cipherSuites" "name" "algorithms" "identifiers" "ikev2TransformTypes" "encr" "prf" "integ" "ke"
             "esn" "auth" "cryptoRefArray" "oid";
        7 => "algorithmFamily" "ellipticCurve" "serialNumber" "certificateFileExtension" "fingerprint" "alg" "content"
             "certificateState" "reason" "description" "deactivationDate" "revocationDate" "destructionDate"
             "certificateExtensions" "commonExtensionName" "commonExtensionValue" "customExtensionName"
             "customExtensionValue" "relatedCryptographicAssets" "ref" "tlsGroups" "tlsSignatureSchemes" "keyLength"
             "algorithm" "group";
    PATENT_ASSERTIONS = "patent assertions":
        7 => "bom-ref" "assertionType" "patentRefs" "asserter" "name" "address" "country" "region" "locality"
             "postOfficeBoxNumber" "postalCode" "streetAddress" "url" "contact" "email" "phone" "notes";
    COMMITS = "commits":
        2 => "uid" "url" "author" "timestamp" "name" "email" "committer" "message";
    PATCHES = "patches":
        2 => "type" "diff" "text" "contentType" "encoding" "content" "url" "resolves" "id" "name" "description" "source"
             "references";
    LICENSES = "licences":
        3 => "license" "id" "name" "text" "contentType" "encoding" "content" "url" "expression";
        5 => "bom-ref" "licensing" "altIds" "licensor" "organization" "contact" "email" "phone" "individual" "licensee"
             "purchaser" "purchaseOrder" "licenseTypes" "lastRenewal" "expiration" "properties" "value";
        6 => "acknowledgement" "address" "country" "region" "locality" "postOfficeBoxNumber" "postalCode"
             "streetAddress";
        7 => "expressionDetails" "licenseIdentifier";
    ATTACHMENT = "an attachment":
        2 => "contentType" "encoding" "content";
    CARD_PARTS = "model card entries":
        5 => "type" "value" "slice" "confidenceInterval" "lowerBound" "upperBound" "description" "collection" "name"
             "image" "contentType" "encoding" "content" "mitigationStrategy" "groupAtRisk" "benefits" "harms" "format";
        6 => "activity" "energyProviders" "bom-ref" "organization" "address" "country" "region" "locality"
             "postOfficeBoxNumber" "postalCode" "streetAddress" "url" "contact" "email" "phone" "energySource"
             "energyProvided" "unit" "externalReferences" "comment" "hashes" "alg" "activityEnergyCost"
             "co2CostEquivalent" "co2CostOffset" "properties";
    REFERENCE_PARTS = "an external reference":
        2 => "url" "comment" "type";
        3 => "hashes" "alg" "content";
        7 => "properties" "name" "value";
    DISTRIBUTION = "distribution constraints":
        7 => "tlp";
    SIGNATURE = "a signature":
        4 => "algorithm" "keyId" "publicKey" "kty" "crv" "x" "y" "n" "e" "certificatePath" "excludes" "value" "signers"
             "chain";
}
