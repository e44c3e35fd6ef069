//! How wide the columns of a table are, from the lengths of their texts.

use crate::document::markdown::{Inline, Table, is_wide, plain, trend};

/// How wide the columns of a table should be, from the lengths of their texts in characters.
pub(super) struct Shape {
    pub(super) widths: Vec<String>,
    /// The longest words that the columns hold; longer ones are broken.
    pub(super) words: Vec<usize>,
    /// Columns of signs whose headings stand upright, since there are too many of them side by side.
    pub(super) upright: Vec<bool>,
    /// Whether not even the longest words fit, so that words must be broken.
    pub(super) dense: bool,
    /// Whether the table is too long to be kept on one page.
    pub(super) breakable: bool,
    /// Whether rows are short enough to stay on one page each.
    pub(super) whole: bool,
}

impl Shape {
    /// About as many characters fit side by side on an upright page and on one in landscape format.
    const PAGE: [f64; 2] = [104.0, 170.0];
    /// What the space between two columns takes, in characters.
    const GAP: f64 = 2.0;
    /// More columns of signs than this get upright headings.
    const SIGNS: usize = 6;
    /// A longer word is broken if its column has no room for it.
    const WORD: usize = 24;
    /// Up to this length, a text is better not broken at all.
    const SHORT: f64 = 15.0;
    /// Up to which length texts are not broken, what a column of some words each is left then, and what one of whole sentences;
    /// the first that the page has room for.
    const TIERS: [(f64, [f64; 2]); 4] =
        [(30.0, [26.0, 45.0]), (25.0, [26.0, 45.0]), (Shape::SHORT, [0.0, 36.0]), (Shape::SHORT, [0.0, 0.0])];
    /// A row of more lines than this may be parted by the end of a page.
    const LINES: f64 = 18.0;

    /// The shape of a table. Where not even the longest words fit, headings over signs stand upright too.
    pub(super) fn of(table: &Table) -> Shape {
        let shape = Shape::with(table, Shape::SIGNS);
        if shape.dense { Shape::with(table, 1) } else { shape }
    }

    /// The shape of a table in which more columns of signs than `most` get upright headings.
    fn with(table: &Table, most: usize) -> Shape {
        let upright = table.upright(most);
        let columns: Vec<Column> = (0..table.head.len()).map(|at| Column::of(table, at, upright[at])).collect();
        let wide = usize::from(is_wide(&table.classes));
        let room = Shape::PAGE[wide] - Shape::GAP * columns.len() as f64;
        let natural: Vec<f64> = columns.iter().map(|column| column.natural).collect();
        let fits = natural.iter().sum::<f64>() <= room;
        // Short texts stay in one line where that leaves enough for the long ones.
        let mut tiers = Shape::TIERS
            .into_iter()
            .map(|(longest, enough)| -> Vec<f64> { columns.iter().map(|one| one.unbroken(longest, enough)).collect() });
        let least = tiers.find(|tier| tier.iter().sum::<f64>() <= room);
        let least = least.unwrap_or_else(|| columns.iter().map(|column| column.least).collect());
        let dense = least.iter().sum::<f64>() > room;
        let share: Vec<f64> = columns.iter().map(|column| column.share).collect();
        let given = if fits { natural } else { fill(room, least, &natural, &share) };
        let squeeze = (room / given.iter().sum::<f64>().max(1.0)).min(1.0);
        let crowded = upright.contains(&true);
        let widths = given.iter().zip(&upright).map(|(given, upright)| match fits {
            // Signs share what is left, so that the eye finds them; else short texts need no more than they are.
            true if *upright => "1fr".to_owned(),
            true if crowded || *given <= Shape::SHORT => "auto".to_owned(),
            _ => format!("{:.1}fr", given + Shape::GAP),
        });
        let text: usize = columns.iter().flat_map(|column| &column.lengths).sum();
        let whole = |(column, given): (&Column, &f64)| {
            column.lengths.iter().all(|length| *length as f64 / (given * squeeze).max(1.0) < Shape::LINES)
        };
        Shape {
            widths: widths.collect(),
            words: given.iter().map(|given| ((given * squeeze) as usize).max(1)).collect(),
            upright,
            dense,
            breakable: table.rows.len() > 10 || text > 900,
            whole: columns.iter().zip(&given).all(whole),
        }
    }
}

/// What a column takes, in characters.
struct Column {
    /// The lengths of its texts.
    lengths: Vec<usize>,
    /// What it takes if nothing is broken.
    natural: f64,
    /// What it takes at least: its longest word.
    least: f64,
    /// What it wants of the room that is left, in proportion to others.
    share: f64,
    /// Whether it is of whole sentences.
    sentences: bool,
}

impl Column {
    fn of(table: &Table, at: usize, upright: bool) -> Column {
        // A small line is about as wide as so many letters.
        let drawn = trend::column(table) == Some(at);
        let text = |cell: &Vec<Inline>| if drawn { "0".repeat(11) } else { plain(cell) };
        let texts: Vec<String> = table.rows.iter().filter_map(|row| row.get(at)).map(text).collect();
        let head = if upright { String::new() } else { plain(&table.head[at]) };
        let length = |text: &String| text.chars().count();
        let longest_word = |text: &String| text.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or(0);
        // Heads are bold, and a word of one may be wider than others of as many letters.
        let bold = (longest_word(&head) as f64 * 1.25).ceil() as usize;
        let word = texts.iter().map(longest_word).max().unwrap_or(0).max(bold);
        let lengths: Vec<usize> = texts.iter().map(length).collect();
        let longest = lengths.iter().copied().max().unwrap_or(0).max(length(&head)).max(word).max(1);
        let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
        Column {
            natural: longest as f64 + 0.5,
            least: (word.min(Shape::WORD) as f64 + 1.0).min(longest as f64 + 0.5),
            share: ((longest + mean) as f64 / 2.0).powf(0.9),
            sentences: mean > 40,
            lengths,
        }
    }

    /// What it takes if texts up to a length are not broken, and longer ones have enough: some words, or sentences.
    fn unbroken(&self, longest: f64, enough: [f64; 2]) -> f64 {
        if self.natural <= longest {
            return self.natural;
        }
        self.least.max(self.natural.min(enough[usize::from(self.sentences)]))
    }
}

/// Shares room out: everybody has the least already, nobody gets more than they can use, and who can use more gets it in
/// proportion to a share.
fn fill(room: f64, mut given: Vec<f64>, most: &[f64], share: &[f64]) -> Vec<f64> {
    for _ in 0..most.len() {
        let rest = room - given.iter().sum::<f64>();
        let hungry: Vec<usize> = (0..most.len()).filter(|at| given[*at] < most[*at]).collect();
        let shares: f64 = hungry.iter().map(|at| share[*at]).sum();
        if rest < 0.01 || hungry.is_empty() {
            break;
        }
        for at in hungry {
            given[at] = (given[at] + rest * share[at] / shares).min(most[at]);
        }
    }
    given
}
