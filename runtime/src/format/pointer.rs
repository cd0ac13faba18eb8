//! JSON pointers.

/// `json-pointer` of RFC 6901, section 3.
pub(super) fn is_json_pointer(text: &str) -> bool {
    let escapes = text.split('~').skip(1);
    (text.is_empty() || text.starts_with('/')) && escapes.into_iter().all(|rest| rest.starts_with(['0', '1']))
}

/// `relative-json-pointer`: steps up, then a pointer or the sign for the name itself.
pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (steps, rest) = text.split_at(digits);
    let steps_fit = steps == "0" || (!steps.is_empty() && !steps.starts_with('0'));
    steps_fit && (rest == "#" || is_json_pointer(rest))
}
