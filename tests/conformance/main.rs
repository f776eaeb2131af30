//! Runs the public conformance suites in `tests/suites`.

mod shacl;
