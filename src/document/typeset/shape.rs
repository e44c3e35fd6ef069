//! Widths of table columns, derived from the lengths of their texts.

use crate::document::markdown::{Block, Inline, LANDSCAPE, Table, is_wide, plain, stands_above, trend};

/// The layout of a table, derived from the lengths of its texts in characters.
pub(super) struct Shape {
    pub(super) widths: Vec<String>,
    /// For each column, the length of the longest word that fits, in characters; longer words are broken.
    pub(super) words: Vec<usize>,
    /// For each column, whether its heading stands upright: true for columns of signs if there are too many of them.
    pub(super) upright: Vec<bool>,
    /// Whether the page is too narrow even for the longest word of each column, so that words must be broken.
    pub(super) dense: bool,
    /// Whether the table is too long to be kept on one page.
    pub(super) breakable: bool,
    /// Whether every row is short enough to be kept on one page.
    pub(super) whole: bool,
}

impl Shape {
    /// About how many characters fit into a line of a portrait page and of a landscape page.
    const PAGE: [f64; 2] = [110.0, 170.0];
    /// The width of the gap between two columns, in characters.
    const GAP: f64 = 2.0;
    /// If a table has more columns of signs than this, their headings stand upright.
    const SIGNS: usize = 6;
    /// A word longer than this, in characters, is broken if its column has no room for it.
    const WORD: usize = 24;
    /// A text up to this length, in characters, should not be broken at all.
    const SHORT: f64 = 15.0;
    /// The least width of a key fact, in characters.
    const KEY: f64 = 9.0;
    /// How much wider its characters are than those of its heading.
    const LARGE: f64 = 1.35;
    /// Least widths of columns, in characters; the first tier that the page has room for is used. Columns up to the first width
    /// are not broken; wider ones keep the second width if they hold a few words, and the third if they hold whole sentences.
    const TIERS: [(f64, [f64; 2]); 4] =
        [(30.0, [26.0, 45.0]), (25.0, [26.0, 45.0]), (Shape::SHORT, [0.0, 36.0]), (Shape::SHORT, [0.0, 0.0])];
    /// A row of this many lines or more may be split by a page break.
    const LINES: f64 = 18.0;

    /// Computes the shape of a table. If not even the longest words fit, two columns of signs are enough for upright headings.
    pub(super) fn of(table: &Table) -> Shape {
        if table.classes.iter().any(|class| class == "key") {
            return Shape::of_key_facts(table);
        }
        let shape = Shape::with(table, Shape::SIGNS);
        if shape.dense { Shape::with(table, 1) } else { shape }
    }

    /// Key facts fill the line: each gets as much as its words want, and no less than looks well for a number.
    fn of_key_facts(table: &Table) -> Shape {
        let length = |text: &Vec<Inline>| plain(text).chars().count() as f64;
        let values = |at: usize| table.rows.iter().filter_map(move |row| row.get(at)).map(length);
        let want =
            |(at, head)| values(at).map(|value| value * Shape::LARGE).fold(length(head).max(Shape::KEY), f64::max);
        let wants: Vec<f64> = table.head.iter().enumerate().map(want).collect();
        let room = Shape::PAGE[0] - Shape::GAP * wants.len() as f64;
        let fit = room / wants.iter().sum::<f64>() / Shape::LARGE;
        Shape {
            widths: wants.iter().map(|width| format!("{width:.1}fr")).collect(),
            words: wants.iter().map(|width| ((width * fit) as usize).max(1)).collect(),
            upright: vec![false; wants.len()],
            dense: false,
            breakable: false,
            whole: true,
        }
    }

    /// Computes the shape of a table whose columns of signs get upright headings if there are more than `most` of them.
    fn with(table: &Table, most: usize) -> Shape {
        let upright = table.upright(most);
        let columns: Vec<Column> = (0..table.head.len()).map(|at| Column::of(table, at, upright[at])).collect();
        let wide = usize::from(is_wide(&table.classes));
        let room = Shape::PAGE[wide] - Shape::GAP * columns.len() as f64;
        let natural: Vec<f64> = columns.iter().map(|column| column.natural).collect();
        let fits = natural.iter().sum::<f64>() <= room;
        // Short texts stay on one line if that leaves enough room for the long ones.
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
        let widths = given.iter().zip(&upright).enumerate().map(|(at, (given, upright))| match fits {
            // Columns of signs with upright headings share the remaining room, so that the eye finds them; short texts get just
            // the width that they need, and signs that of their heading's longest word.
            true if *upright => "1fr".to_owned(),
            true if !table.holds_signs(at) && (crowded || *given <= Shape::SHORT) => "auto".to_owned(),
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

/// Whether a table is too wide for an upright page: not even the longest word of each column would fit.
pub fn is_too_wide(head: &[String], rows: &[Vec<String>]) -> bool {
    let cells = |texts: &[String]| texts.iter().map(|text| vec![Inline::Text(text.clone())]).collect();
    let table = Table { head: cells(head), rows: rows.iter().map(|row| cells(row)).collect(), ..Table::default() };
    Shape::of(&table).dense
}

/// Turns the page for each table without a class of its own, like those of prose, whose words would be broken on an upright page.
pub fn turn_wide(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Table(table) = block
            && table.classes.is_empty()
            && Shape::of(table).dense
        {
            table.classes.push(LANDSCAPE.to_owned());
        }
    }
}

/// Whether the words of a table are surely broken, even on a page that is turned.
pub fn breaks_words(table: &Table) -> bool {
    let columns = table.head.len();
    let longest = |at: usize| {
        let cells = std::iter::once(&table.head[at]).chain(table.rows.iter().filter_map(|row| row.get(at)));
        cells.map(|cell| longest_word(&plain(cell))).max().unwrap_or(0).min(Shape::WORD)
    };
    (0..columns).map(longest).sum::<usize>() as f64 > Shape::PAGE[1] - Shape::GAP * columns as f64
}

/// The length of the longest word of a text, in characters.
fn longest_word(text: &str) -> usize {
    text.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or(0)
}

/// The width that a column needs, in characters.
struct Column {
    /// The lengths of its texts.
    lengths: Vec<usize>,
    /// The width if nothing is broken.
    natural: f64,
    /// The least width: that of the longest word, but no more than [`Shape::WORD`] allows.
    least: f64,
    /// The weight by which it gets a share of the remaining room.
    share: f64,
    /// Whether it holds whole sentences: texts of more than 40 characters on average.
    sentences: bool,
}

impl Column {
    fn of(table: &Table, at: usize, upright: bool) -> Column {
        // A sparkline is about as wide as 11 digits.
        let text = |(line, cell): (usize, &Vec<Inline>)| {
            if trend::is_drawn(table, line, at) { "0".repeat(11) } else { plain(cell) }
        };
        let rows = table.rows.iter().enumerate().filter(|(_, row)| !stands_above(row));
        let texts: Vec<String> = rows.filter_map(|(line, row)| Some((line, row.get(at)?))).map(text).collect();
        let head = if upright { String::new() } else { plain(&table.head[at]) };
        let length = |text: &String| text.chars().count();
        // Headings are bold, so their words may be wider than others of the same length.
        let bold = (longest_word(&head) as f64 * 1.25).ceil() as usize;
        let word = texts.iter().map(|text| longest_word(text)).max().unwrap_or(0).max(bold);
        let lengths: Vec<usize> = texts.iter().map(length).collect();
        // A heading may take several lines where what stands below it is short.
        let heading = length(&head).min(Shape::SHORT as usize);
        let longest = lengths.iter().copied().max().unwrap_or(0).max(heading).max(word).max(1);
        let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
        let least = (word.min(Shape::WORD) as f64 + 1.0).min(longest as f64 + 0.5);
        Column {
            // Signs need no more room than the longest word of their heading.
            natural: if table.holds_signs(at) { least } else { longest as f64 + 0.5 },
            least,
            share: ((longest + mean) as f64 / 2.0).powf(0.9),
            sentences: mean > 40,
            lengths,
        }
    }

    /// Returns the least width in a tier: the natural one if it is at most `longest`, else what is `enough` for a few words, or
    /// for whole sentences.
    fn unbroken(&self, longest: f64, enough: [f64; 2]) -> f64 {
        if self.natural <= longest {
            return self.natural;
        }
        self.least.max(self.natural.min(enough[usize::from(self.sentences)]))
    }
}

/// Distributes `room` among columns. Each starts with the width in `given`; those still below `most` get what is left in
/// proportion to `share`, and none gets more than its `most`.
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
