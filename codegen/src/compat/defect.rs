//! Defects that tests plant, to see that they would be caught. Without the feature there are none.

/// A defect of the engine: something that it forgets or takes for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is called by what is wrong")]
pub enum Defect {
    ExclusiveBoundIsInclusive,
    StepForgotten,
    IntegerIsNumber,
    MaxLengthForgotten,
    PatternForgotten,
    FormatForgotten,
    RequiredForgotten,
    AdditionalPropertiesForgotten,
    PatternPropertiesForgotten,
    PropertyNamesForgotten,
    DependentRequiredForgotten,
    MinPropertiesForgotten,
    UniqueItemsForgotten,
    ContainsForgotten,
    MaxContainsForgotten,
    ItemsForgotten,
    PrefixForgotten,
    UnevaluatedForgotten,
    EvaluatedTooMuch,
    NotForgotten,
    ElseForgotten,
    OverlapOfOneOfForgotten,
    ObjectsAreDisjoint,
    OpenCycleCached,
    MapIsClosed,
    BranchesDeclareAlone,
    RequiredDeclaresNothing,
    IfDeclaresNothing,
    EachSchemaClosed,
    ExcludedValueForgotten,
}

impl Defect {
    /// All of them.
    #[cfg(feature = "defects")]
    pub const ALL: [Self; 30] = [
        Self::ExclusiveBoundIsInclusive,
        Self::StepForgotten,
        Self::IntegerIsNumber,
        Self::MaxLengthForgotten,
        Self::PatternForgotten,
        Self::FormatForgotten,
        Self::RequiredForgotten,
        Self::AdditionalPropertiesForgotten,
        Self::PatternPropertiesForgotten,
        Self::PropertyNamesForgotten,
        Self::DependentRequiredForgotten,
        Self::MinPropertiesForgotten,
        Self::UniqueItemsForgotten,
        Self::ContainsForgotten,
        Self::MaxContainsForgotten,
        Self::ItemsForgotten,
        Self::PrefixForgotten,
        Self::UnevaluatedForgotten,
        Self::EvaluatedTooMuch,
        Self::NotForgotten,
        Self::ElseForgotten,
        Self::OverlapOfOneOfForgotten,
        Self::ObjectsAreDisjoint,
        Self::OpenCycleCached,
        Self::MapIsClosed,
        Self::BranchesDeclareAlone,
        Self::RequiredDeclaresNothing,
        Self::IfDeclaresNothing,
        Self::EachSchemaClosed,
        Self::ExcludedValueForgotten,
    ];
}

#[cfg(feature = "defects")]
static PLANTED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(usize::MAX);

/// Plants a defect in every comparison of this process, or takes it away again.
#[cfg(feature = "defects")]
pub fn plant(defect: Option<Defect>) {
    let number = defect.map_or(usize::MAX, |defect| defect as usize);
    PLANTED.store(number, std::sync::atomic::Ordering::SeqCst);
}

/// Whether a defect is planted.
#[cfg(feature = "defects")]
pub(crate) fn is_planted(defect: Defect) -> bool {
    PLANTED.load(std::sync::atomic::Ordering::Relaxed) == defect as usize
}

/// Whether a defect is planted: none is.
#[cfg(not(feature = "defects"))]
pub(crate) const fn is_planted(_: Defect) -> bool {
    false
}
