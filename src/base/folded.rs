//! Text as it is looked through for words that must not occur in it: without case, accents, and signs that nobody sees, and with letters
//! of other scripts that look alike as one (Unicode's case folding, UAX 15, and the confusables of UTS 39).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

/// The fewest letters that are looked for: fewer are parts of too many texts.
pub const SHORTEST: usize = 3;

/// A text, folded, with the place of each piece of it.
pub struct Folded {
    pieces: Vec<(Piece, Range<usize>)>,
}

/// A piece of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A letter or a digit.
    Letter(char),
    /// What may stand between words and inside them: signs of emphasis, a hyphen at the end of a line.
    Soft,
    /// What parts words.
    Gap,
}

/// A word or several, folded, to be looked for, in each of the ways that it is spelled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sought(Vec<Words>);

/// Words as their letters.
type Words = Vec<Vec<char>>;

impl Sought {
    /// The words of a text; `None` if it has no letter or digit.
    pub fn of(text: &str) -> Option<Sought> {
        let mut ways = vec![words(text)?];
        // What is written where a keyboard lacks a letter; without its accent it is folded anyway.
        let pairs = [('å', "aa"), ('ä', "ae"), ('ø', "oe"), ('ö', "oe"), ('ü', "ue")];
        let spelled = pairs.iter().fold(text.to_lowercase(), |text, (letter, pair)| text.replace(*letter, pair));
        ways.extend(words(&spelled).filter(|spelled| *spelled != ways[0]));
        Some(Sought(ways))
    }

    /// Whether it has too few letters to be looked for.
    pub fn is_short(text: &str) -> bool {
        Sought::of(text).is_none_or(|sought| sought.letters() < SHORTEST)
    }

    /// The number of its letters.
    pub fn letters(&self) -> usize {
        self.0.first().into_iter().flatten().map(Vec::len).sum()
    }
}

/// Several words and names that are looked for at once. Most texts have none of them: so first the letters of a text alone are searched,
/// whatever parts them, and only where they are those of a name the text itself is.
#[derive(Debug)]
pub struct Lookout {
    all: Vec<Sought>,
    /// The letters of each spelling.
    letters: AhoCorasick,
    /// Which of them each spelling is of.
    owners: Vec<usize>,
}

impl Lookout {
    /// Looks for all of these. `None` if there are none, or too many to be looked for at once.
    pub fn new(all: Vec<Sought>) -> Option<Lookout> {
        let spelled = all.iter().enumerate().flat_map(|(at, sought)| sought.0.iter().map(move |words| (at, words)));
        let (owners, letters): (Vec<usize>, Vec<String>) =
            spelled.map(|(at, words)| (at, words.iter().flatten().collect::<String>())).unzip();
        let letters = AhoCorasick::new(&letters).ok().filter(|_| !owners.is_empty())?;
        Some(Lookout { all, letters, owners })
    }

    /// The first of them that stands in a text, by its index.
    pub fn first(&self, text: &str) -> Option<usize> {
        let (letters, places) = letters_alone(text);
        let found = self.letters.find_overlapping_iter(&letters);
        found.into_iter().find_map(|found| {
            let owner = self.owners[found.pattern().as_usize()];
            // What stands before and behind decides whether it is the whole word.
            let start = text.floor_char_boundary((places[found.start()] as usize).saturating_sub(8));
            let end = text.ceil_char_boundary(places[found.end() - 1] as usize + 16);
            let part = Folded::of(&text[start..end]);
            (!part.find(&self.all[owner]).is_empty()).then_some(owner)
        })
    }
}

/// The letters of a text, folded, one behind the other, with the place in the text of each of their bytes.
fn letters_alone(text: &str) -> (String, Vec<u32>) {
    static ASCII: LazyLock<[String; 128]> =
        LazyLock::new(|| std::array::from_fn(|code| letters_of(char::from(code as u8)).into_iter().collect()));
    let mut others: BTreeMap<char, String> = BTreeMap::new();
    let (mut letters, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, sign) in text.char_indices() {
        let own = match ASCII.get(sign as usize) {
            Some(own) => own,
            None => &*others.entry(sign).or_insert_with(|| letters_of(sign).into_iter().collect()),
        };
        letters.push_str(own);
        places.resize(letters.len(), u32::try_from(at).unwrap_or(u32::MAX));
    }
    (letters, places)
}

/// The words of a text, folded; `None` if it has none.
fn words(text: &str) -> Option<Words> {
    let mut words: Words = vec![Vec::new()];
    for (piece, _) in Folded::of(text).pieces {
        match piece {
            Piece::Letter(letter) => words.last_mut().into_iter().for_each(|word| word.push(letter)),
            Piece::Soft => {}
            Piece::Gap => words.push(Vec::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    (!words.is_empty()).then_some(words)
}

/// Letters that one is taken for: without case, accents and look-alikes.
fn letters_of(sign: char) -> Vec<char> {
    let plain = |text: &str| text.nfkd().filter(|c| !is_combining_mark(*c)).default_case_fold().collect::<String>();
    let folded = plain(&sign.to_string());
    // A capital may look like another letter than its small form does.
    let alike: String = skeleton(&folded).collect();
    plain(&alike).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether nobody sees a sign: a soft hyphen, a joiner, a mark of direction.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || is_combining_mark(sign)
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Folded {
        let mut pieces: Vec<(Piece, Range<usize>)> = Vec::with_capacity(text.len());
        let mut signs = text.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            let end = signs.peek().map_or(text.len(), |(next, _)| *next);
            if sign.is_ascii_lowercase() && sign != 'm' {
                pieces.push((Piece::Letter(sign), at..end));
            } else if sign.is_alphanumeric() {
                pieces.extend(letters_of(sign).into_iter().map(|letter| (Piece::Letter(letter), at..end)));
            } else if is_hyphen(sign) && text[end..].starts_with(['\n', '\r']) {
                // A word that is broken at the end of a line.
                let line = text[end..].trim_start();
                let next = text.len() - line.len();
                while signs.next_if(|(own, _)| *own < next).is_some() {}
                pieces.push((Piece::Soft, at..next));
            } else if matches!(sign, '*' | '_' | '~' | '`' | '\\') {
                pieces.push((Piece::Soft, at..end));
            } else if !is_unseen(sign) {
                pieces.push((Piece::Gap, at..end));
            }
        }
        Folded { pieces }
    }

    /// The places where words stand: whole words, one after another whatever parts them, also in the genitive.
    pub fn find(&self, sought: &Sought) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            let is_letter = |at: usize| matches!(self.pieces[at].0, Piece::Letter(_));
            let begins = is_letter(at) && at.checked_sub(1).is_none_or(|before| !is_letter(before));
            match sought.0.iter().filter(|_| begins).find_map(|words| self.ends(at, words)) {
                Some(end) => {
                    found.push(self.pieces[at].1.start..self.pieces[end - 1].1.end);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Where the words end that begin at a piece, if they do.
    fn ends(&self, start: usize, words: &Words) -> Option<usize> {
        let mut at = start;
        let piece = |at: usize| self.pieces.get(at).map(|(piece, _)| *piece);
        for (number, word) in words.iter().enumerate() {
            while number > 0 && matches!(piece(at), Some(Piece::Gap | Piece::Soft)) {
                at += 1;
            }
            for (place, letter) in word.iter().enumerate() {
                while place > 0 && piece(at) == Some(Piece::Soft) {
                    at += 1;
                }
                if piece(at) != Some(Piece::Letter(*letter)) {
                    return None;
                }
                at += 1;
            }
        }
        let is_end = |at: usize| !matches!(piece(at), Some(Piece::Letter(_)));
        // The genitive: "Holms", "Holm's", "Holmes"; the gap is an apostrophe.
        let genitive = |at: usize| piece(at) == Some(Piece::Letter('s')) && is_end(at + 1);
        let with_e = piece(at) == Some(Piece::Letter('e')) && genitive(at + 1);
        let after_sign = piece(at) == Some(Piece::Gap) && genitive(at + 1);
        (is_end(at) || genitive(at) || with_e || after_sign).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, Lookout, Sought};

    fn finds(text: &str, name: &str) -> Vec<String> {
        let sought = Sought::of(name).expect("it has letters");
        Folded::of(text).find(&sought).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for text in [
            "Ada Holm",
            "ADA HOLM",
            "ada\u{a0}holm",
            "Ada  \n  Holm",
            "*Ada* Holm",
            "Ada **Hol**m",
            "ada-holm",
            "ada_holm",
            "AdaHolm",
            "Áda Hölm",
            "Ada Hol\u{ad}m",
            "Ada Ho\u{200b}lm",
            "Ada Hol-\n   m",
            "\u{0410}da Holm",
            "Ada H\u{043e}lm",
            "Ada Ho\u{0301}lm",
            "Ａｄａ Ｈｏｌｍ",
            "𝐀𝐝𝐚 𝐇𝐨𝐥𝐦",
        ] {
            assert_eq!(finds(&format!("by {text}, then"), "Ada Holm"), [text.trim_start_matches('*')], "{text}");
        }
        for text in ["Holms", "Holm's", "Holm’s", "Holmes", "Holm-rapporten", "(Holm)", "holm.yaml", "Holm: 12"] {
            assert_eq!(finds(text, "Holm").len(), 1, "{text}");
        }
        assert_eq!(finds("Strüßmann", "STRUSSMANN"), ["Strüßmann"]);
        assert_eq!(finds("Søren Ærø, Soeren Aeroe, Soren Aero, Sören Ærö", "Søren Ærø").len(), 4);
        assert_eq!(finds("Åse, Aase, Ase", "Åse").len(), 3);
        assert_eq!(finds("It has no name", "Haas"), Vec::<String>::new());
    }

    #[test]
    fn other_words_are_not_found() {
        for text in ["Stockholm", "Holmgren", "Bornholms", "Ho lm", "Adah Olm", "Holmium", "Hol"] {
            assert_eq!(finds(text, "Holm"), Vec::<String>::new(), "{text}");
        }
        assert_eq!(finds("Ada, and Bo Holm", "Ada Holm"), Vec::<String>::new());
        assert_eq!(Sought::of(" – "), None);
        assert_eq!(Sought::of("Bo Ek").map(|sought| sought.letters()), Some(4));
    }

    #[test]
    fn what_is_looked_for_at_once_is_found_as_it_is_alone() {
        let names = ["Ada Holm", "Søren Ærø", "Mimi", "Holm", "Xu"];
        let all = Lookout::new(names.iter().filter_map(|name| Sought::of(name)).collect()).expect("there are some");
        for text in [
            "so Áda *Ho*l\u{ad}ms",
            "AdaHolm",
            "by Ada Hol-\n  m",
            "Soeren, Aeroe",
            "mimis",
            "Stockholm",
            "Miami",
            "Holmgren, Xu",
            "a very long text in which nothing is, and then H\u{043e}lm’s",
            "",
            "Ærø Søren",
        ] {
            let folded = Folded::of(text);
            let alone = names.iter().any(|name| !folded.find(&Sought::of(name).expect("it has letters")).is_empty());
            assert_eq!(all.first(text).is_some(), alone, "{text}");
        }
        assert!(Lookout::new(Vec::new()).is_none());
    }

    proptest! {
        #[test]
        fn whatever_a_text_is_both_ways_find_the_same(text in "(a|d|A|H|o|l|m|ó|\u{ad}|-|\n| |\\*|s|e){0,24}", name in "(ad|aholm|ol m|mad)") {
            let Some(sought) = Sought::of(&name) else { return Ok(()) };
            let all = Lookout::new(vec![sought.clone()]).expect("there is one");
            prop_assert_eq!(all.first(&text).is_some(), !Folded::of(&text).find(&sought).is_empty(), "{:?} in {:?}", name, text);
        }
    }

    #[test]
    fn small_letters_that_are_not_folded_are_what_they_fold_to() {
        for letter in ('a'..='z').filter(|letter| *letter != 'm') {
            assert_eq!(super::letters_of(letter), [letter]);
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        assert_eq!(finds("Æ, *Ada* Holms and Ada Holm", "Ada Holm"), ["Ada* Holm", "Ada Holm"]);
    }
}
