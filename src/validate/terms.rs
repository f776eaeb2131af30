//! The terms of the SHACL vocabulary that validation reads and writes.

use oxigraph::model::NamedNodeRef;

macro_rules! terms {
    ($($name:ident = $local:literal;)+) => {
        $(pub(super) const $name: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked(concat!("http://www.w3.org/ns/shacl#", $local));)+
    };
}

terms! {
    NODE_SHAPE = "NodeShape";
    PROPERTY_SHAPE = "PropertyShape";
    TARGET_NODE = "targetNode";
    TARGET_CLASS = "targetClass";
    TARGET_SUBJECTS_OF = "targetSubjectsOf";
    TARGET_OBJECTS_OF = "targetObjectsOf";
    PATH = "path";
    INVERSE_PATH = "inversePath";
    ALTERNATIVE_PATH = "alternativePath";
    ZERO_OR_MORE_PATH = "zeroOrMorePath";
    ONE_OR_MORE_PATH = "oneOrMorePath";
    ZERO_OR_ONE_PATH = "zeroOrOnePath";
    DEACTIVATED = "deactivated";
    SEVERITY = "severity";
    MESSAGE = "message";
    VIOLATION = "Violation";
    CLASS = "class";
    DATATYPE = "datatype";
    NODE_KIND = "nodeKind";
    MIN_COUNT = "minCount";
    MAX_COUNT = "maxCount";
    MIN_EXCLUSIVE = "minExclusive";
    MIN_INCLUSIVE = "minInclusive";
    MAX_EXCLUSIVE = "maxExclusive";
    MAX_INCLUSIVE = "maxInclusive";
    MIN_LENGTH = "minLength";
    MAX_LENGTH = "maxLength";
    PATTERN = "pattern";
    FLAGS = "flags";
    LANGUAGE_IN = "languageIn";
    UNIQUE_LANG = "uniqueLang";
    EQUALS = "equals";
    DISJOINT = "disjoint";
    LESS_THAN = "lessThan";
    LESS_THAN_OR_EQUALS = "lessThanOrEquals";
    NOT = "not";
    AND = "and";
    OR = "or";
    XONE = "xone";
    NODE = "node";
    PROPERTY = "property";
    QUALIFIED_VALUE_SHAPE = "qualifiedValueShape";
    QUALIFIED_VALUE_SHAPES_DISJOINT = "qualifiedValueShapesDisjoint";
    QUALIFIED_MIN_COUNT = "qualifiedMinCount";
    QUALIFIED_MAX_COUNT = "qualifiedMaxCount";
    CLOSED = "closed";
    IGNORED_PROPERTIES = "ignoredProperties";
    HAS_VALUE = "hasValue";
    IN = "in";
    VALIDATION_REPORT = "ValidationReport";
    VALIDATION_RESULT = "ValidationResult";
    CONFORMS = "conforms";
    RESULT = "result";
    FOCUS_NODE = "focusNode";
    RESULT_PATH = "resultPath";
    RESULT_SEVERITY = "resultSeverity";
    RESULT_MESSAGE = "resultMessage";
    SOURCE_SHAPE = "sourceShape";
    SOURCE_CONSTRAINT_COMPONENT = "sourceConstraintComponent";
    VALUE = "value";
}
