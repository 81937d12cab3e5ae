//! Spellings that would slip past: case, separators, look-alike letters, other fields, no package URL, odd versions.

use super::{answer, found};
use bomgate::base::Truth::{No, Unknown, Yes};

#[test]
fn a_package_is_found_in_every_spelling_its_index_takes_for_the_same() {
    for (component, expected) in [
        (r#"{"type":"library","name":"Torch_Triton","purl":"pkg:pypi/Torch_Triton@1"}"#, No),
        (r#"{"type":"library","name":"TorchTriton","version":"1","purl":"pkg:pypi/TorchTriton@1"}"#, Yes),
        (r#"{"type":"library","name":"TORCHTRITON","version":"1"}"#, Yes),
        (r#"{"type":"library","name":"torchtriton","version":"1","purl":"pkg:generic/torchtriton@1"}"#, Yes),
        (r#"{"type":"library","name":"t\u043erchtriton","version":"1"}"#, Unknown),
        (r#"{"type":"library","name":"torch\u200btriton","version":"1"}"#, Unknown),
        (r#"{"type":"library","name":"torchtriton","version":"1","purl":"pkg:pypi/numpy@1.26.4"}"#, Unknown),
        (r#"{"type":"library","group":"org.example","name":"torchtriton","version":"1"}"#, Unknown),
        (r#"{"type":"library","name":"harmless","version":"1","purl":"pkg:pypi/torchtriton@1"}"#, Yes),
        (r#"{"type":"machine-learning-model","name":"weights","version":"1","purl":"pkg:pypi/torchtriton@1"}"#, Yes),
    ] {
        assert_eq!(answer("AIR-0001", component, ""), expected, "{component}");
    }
    for name in ["mamba_ssm", "Mamba.SSM", "mamba--ssm"] {
        let component = format!(r#"{{"type":"library","name":"{name}","version":"2.2.6"}}"#);
        assert_eq!(answer("AIR-0031", &component, ""), Yes, "{name}");
    }
}

#[test]
fn a_version_that_cannot_be_compared_is_unknown_and_never_clean() {
    for (version, expected) in [
        (r#""version":"2.5.1","#, Yes),
        (r#""version":"v2.5.1","#, Yes),
        (r#""version":"2.5.1+cu124","#, Yes),
        (r#""version":"2.6.0rc1","#, Yes),
        (r#""version":"latest","#, Unknown),
        (r#""version":">=2.0","#, Unknown),
        (r#""version":"unknown","#, Unknown),
        ("", Unknown),
        (r#""version":"2.6.0","#, No),
    ] {
        let component = format!(r#"{{"type":"library",{version}"name":"torch","purl":"pkg:pypi/torch"}}"#);
        assert_eq!(answer("AIR-0010", &component, ""), expected, "{version}");
    }
    // Two fields that differ: either counts.
    let component = r#"{"type":"library","name":"torch","version":"2.6.0","purl":"pkg:pypi/torch@2.5.1"}"#;
    assert_eq!(answer("AIR-0010", component, ""), Yes);
}

#[test]
fn a_framework_named_for_people_is_the_package() {
    let component = r#"{"type":"framework","name":"PyTorch","version":"2.4.0"}"#;
    assert_eq!(answer("AIR-0010", component, ""), Yes);
    let component = r#"{"type":"machine-learning-model","name":"ray","version":"1"}"#;
    assert_eq!(answer("AIR-0025", component, ""), No, "a model is no package of that name");
}

#[test]
fn a_dataset_is_found_under_another_type_too() {
    for (component, expected) in [
        (r#"{"type":"data","name":"ms-celeb-1m"}"#, Yes),
        (r#"{"type":"data","name":"MS-C\u0435leb-1M"}"#, Yes),
        (r#"{"type":"data","name":"x","purl":"pkg:huggingface/acme/ms-celeb-1m@1"}"#, Unknown),
        (r#"{"type":"file","name":"MS-Celeb-1M"}"#, Unknown),
        (r#"{"type":"library","name":"ms-celeb-1m","version":"1","purl":"pkg:pypi/ms-celeb-1m@1"}"#, No),
    ] {
        assert_eq!(answer("AIR-0040", component, ""), expected, "{component}");
    }
}

#[test]
fn a_dataset_deep_in_the_line_is_found_where_it_stands() {
    let component = r#"{"type":"machine-learning-model","name":"tune","version":"1","modelCard":{"modelParameters":{"datasets":[{"type":"dataset","name":"LAION-5B"}]}}}"#;
    assert_eq!(answer("AIR-0038", component, ""), Yes);
    let component = r#"{"type":"machine-learning-model","name":"tune","version":"1","pedigree":{"ancestors":[{"type":"machine-learning-model","name":"base","version":"1","supplier":{"name":"DeepSeek"}}]}}"#;
    assert_eq!(answer("AIR-0051", component, "home=US defence"), Yes);
}

#[test]
fn names_that_merely_contain_one_are_left_alone() {
    for name in ["torchtriton-stubs", "my-ray", "raylib", "nxviz", "keras-tuner", "transformers-js", "vllm-router"] {
        let component = format!(r#"{{"type":"library","name":"{name}","version":"0.0.1","purl":"pkg:pypi/{name}@0.0.1"}}"#);
        assert!(found(&component, "").is_empty(), "{name}: {:?}", found(&component, ""));
    }
}
