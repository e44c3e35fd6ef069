//! The rules that messages are about. The doc comment of each is what `casebook explain` prints and what
//! `docs/diagnostics.md` is made of: the rule, why it exists, and a wrong and a right example.
//!
//! It is one file, over 500 lines long, since it is a list: whoever looks for a rule finds all of them side by side.

use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal),+ $(,)?) => {
        /// The rule that a message is about. Numbers never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])+ $name = $number),+ }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$name),+];

            /// The rule, why it exists, and examples, as Markdown.
            pub fn text(self) -> String {
                let lines: &[&str] = match self { $(Code::$name => &[$($doc),+]),+ };
                lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
            }
        }
    };
}

codes! {
    /// A file cannot be read.
    ///
    /// It is not text in UTF-8, it is too large, the program has no right to read it, or it is a link out of the
    /// workspace. Nothing outside the workspace is read, so that a workspace gives the same reports wherever it lies.
    ///
    /// Save the file as UTF-8 (in most editors under "Save with encoding"), and copy what is linked into the workspace.
    /// ```text
    /// wrong: cases/wind-valley.yaml is a link to a file on the desktop
    /// right: cases/wind-valley.yaml is a copy of that file
    /// ```
    Unreadable = 100,
    /// The file is not valid YAML.
    ///
    /// A quote or bracket is left open, the indentation is off, or a text has a colon in it. Where YAML can't be read, the
    /// rest of the file can't be checked: it is one message until it is mended.
    ///
    /// ```yaml
    /// # wrong
    /// name: Cluster: the second
    /// # right
    /// name: "Cluster: the second"
    /// ```
    Syntax = 101,
    /// A value that starts with `>` or `|` wants quotes.
    ///
    /// In YAML these signs begin a block of text. A quantity can be written in words as well.
    ///
    /// ```yaml
    /// # wrong
    /// facilitators: >600
    /// # right
    /// facilitators: ">600"
    /// facilitators: more than 600
    /// ```
    SignWithoutQuotes = 102,
    /// A key that casebook does not know.
    ///
    /// A misspelt key would otherwise be left out of every report without a word.
    ///
    /// ```yaml
    /// # wrong
    /// industri: Food
    /// # right
    /// industry: Food
    /// ```
    UnknownKey = 103,
    /// An obligatory key is missing.
    ///
    /// Few keys are obligatory: those without which an entry says nothing, and the disclosure of a name, without which it
    /// can't be decided whether the name may be printed.
    ///
    /// ```yaml
    /// # wrong
    /// boss: { role: manager, name: Ada Holm }
    /// # right
    /// boss: { role: manager, name: Ada Holm, disclosure: public }
    /// ```
    MissingKey = 104,
    /// A key stands twice in one mapping.
    ///
    /// Only one of the two values could be used, and nobody would see which.
    ///
    /// ```yaml
    /// # wrong
    /// industry: Food
    /// industry: Agriculture
    /// # right
    /// industry: { is: Food, also_said: [{ text: Agriculture, at: p. 3 }] }
    /// ```
    DoubledKey = 105,
    /// A value has the wrong type: a text where a list should be, and the like.
    ///
    /// ```yaml
    /// # wrong
    /// industry: [Food]
    /// # right
    /// industry: Food
    /// ```
    WrongType = 106,
    /// A quantity, date, amount of money, duration, id or text is not written as one.
    ///
    /// Values are read strictly, so that they can be sorted and compared: `1.000` could be one or a thousand.
    ///
    /// ```yaml
    /// # wrong
    /// founded: 23.4.2003
    /// amount: 5 million euro
    /// total: 1.000
    /// # right
    /// founded: 2003-04-23
    /// amount: EUR 5000000
    /// total: 1000
    /// ```
    WrongForm = 107,
    /// A value is none of those that are possible here.
    ///
    /// ```yaml
    /// # wrong
    /// share: most
    /// # right
    /// share: mostly
    /// ```
    WrongChoice = 108,
    /// A value, a list or a mapping is empty.
    ///
    /// "Nobody says" and "there is none" are two things. Leave the key out for the first, write `none` for the second.
    ///
    /// ```yaml
    /// # wrong
    /// funding: []
    /// # right
    /// funding: none
    /// ```
    Empty = 109,
    /// Two keys are given of which only one can hold.
    ///
    /// ```yaml
    /// # wrong
    /// - { as_of: 2010, period: 2010 }
    /// # right
    /// - { period: 2010 }
    /// ```
    Conflict = 110,
    /// There are no case files.
    ///
    /// An empty summary would take the place of one with cases in it. Case files lie in `cases/` or in folders below it, and
    /// their names end in `.yaml`.
    /// ```text
    /// wrong: wind-valley.yaml beside casebook.yaml
    /// right: cases/wind-valley.yaml
    /// ```
    NoCases = 111,
    /// A file that looks like one of the workspace is not read, because of its name.
    ///
    /// Some editors add `.txt`, and files that begin with a dot are hidden. The name of a case or a framework is lower case and
    /// ends in `.yaml`.
    /// ```text
    /// wrong: cases/wind-valley.yaml.txt
    /// right: cases/wind-valley.yaml
    /// ```
    Misnamed = 112,
    /// A text looks like a word for something that is not known.
    ///
    /// "n/a" or "TODO" would be printed as if a source said so. What nobody says is written `not recorded`, in lower case, or
    /// left out.
    ///
    /// ```yaml
    /// # wrong
    /// industry: n/a
    /// # right
    /// industry: not recorded
    /// ```
    Placeholder = 113,
    /// A value ends where `#` begins a word.
    ///
    /// In YAML, what stands after a space and `#` is a comment: nobody reads it. Where it begins a word, like a number or a name,
    /// it is probably meant. A comment has a space behind the sign.
    ///
    /// ```yaml
    /// # wrong
    /// industry: Services, #1 in Denmark
    /// # right
    /// industry: "Services, #1 in Denmark"
    /// industry: Services # the first that we found
    /// ```
    CutOff = 114,
    /// An id that names nothing: a study, framework, dimension, characteristic, life cycle or stage.
    ///
    /// Ids are the names of files in `frameworks/`, and the ids in them and in `casebook.yaml`. For something that was
    /// observed and that the framework does not have, write `new`.
    ///
    /// ```yaml
    /// # wrong
    /// seen: [network-events, ambassador-programme]
    /// # right
    /// seen: [networking-events, { new: ambassador programme }]
    /// ```
    UnknownId = 201,
    /// A source that the case does not list.
    ///
    /// Every statement leads to its source, so the source must be under `sources` of the same file.
    ///
    /// ```yaml
    /// # wrong
    /// sources: { talk: { kind: interview } }
    /// stated_in: interview
    /// # right
    /// sources: { talk: { kind: interview } }
    /// stated_in: talk
    /// ```
    UnknownSource = 202,
    /// A citation that is in neither the case's sources nor `references.yaml`.
    ///
    /// ```yaml
    /// # wrong
    /// paper: { kind: documentation, cite: smith }
    /// # right
    /// paper: { kind: documentation, cite: smith-2010 }
    /// ```
    UnknownReference = 203,
    /// A person that the case does not list.
    ///
    /// ```yaml
    /// # wrong
    /// sources: { talk: { kind: interview, with: boss } }
    /// # right
    /// people: { boss: { role: manager } }
    /// sources: { talk: { kind: interview, with: boss } }
    /// ```
    UnknownPerson = 204,
    /// A name that may not be spread stands in a text that goes out.
    ///
    /// A person with `disclosure: participants` or `internal` is known to readers by the role alone. The name is looked for in all files that
    /// reports are made of, however it is written: with other capitals or accents, in the genitive, over a line break or signs of emphasis, in
    /// letters of another script that look alike.
    ///
    /// ```yaml
    /// # wrong
    /// people: { manager: { role: manager, name: Ada Holm, disclosure: internal } }
    /// sources: { talk: { kind: interview, title: A talk with Ada Holm } }
    /// # right
    /// people: { manager: { role: manager, name: Ada Holm, disclosure: internal } }
    /// sources: { talk: { kind: interview, title: A talk with the manager } }
    /// ```
    Protected = 211,
    /// Readers would see a quotation that the person who said it did not agree to, or the name of somebody who is quoted anonymously.
    ///
    /// `consent` of a person says how it agreed to be quoted. Of several people who were interviewed together any may have said it.
    ///
    /// ```yaml
    /// # wrong
    /// people: { manager: { role: manager, consent: { quoted: no } } }
    /// sources: { talk: { kind: interview, with: manager } }
    /// industry: { is: Food, source: talk, quote: we cook }
    /// # right
    /// people: { manager: { role: manager, consent: { quoted: no } } }
    /// sources: { talk: { kind: interview, with: manager } }
    /// industry: { is: Food, source: talk, quote: { text: we cook, disclosure: internal } }
    /// ```
    BeyondConsent = 212,
    /// A name that its readers may not know would stand in a file that was made.
    ///
    /// Everything is searched before it is put in place: texts, tables, the index of the search, and what can be taken out of a PDF. The name
    /// may come from words that make it only together, or from a figure or an image.
    ///
    /// ```yaml
    /// # wrong
    /// people: { manager: { role: manager, name: Ada Holm, disclosure: internal } }
    /// industry: Ada # a make of boats, and beside it in the key facts:
    /// place: Holm
    /// # right
    /// people: { manager: { role: manager, name: Ada Holm, disclosure: internal } }
    /// industry: Boats
    /// place: Holm
    /// ```
    Leak = 214,
    /// A photo says where it was taken.
    ///
    /// Cameras and telephones write the position into the file. Reports come with copies of images that have nothing but the picture, turned
    /// upright; the file in the workspace stays as it is.
    ///
    /// ```yaml
    /// # wrong
    /// narrative: "![The quay](images/from-the-telephone.jpg)"
    /// # right
    /// narrative: "![The quay](images/without-position.jpg)"
    /// ```
    Position = 215,
    /// The key of the pseudonyms is where it may be shared, or is not where it should be.
    ///
    /// `pseudonyms.yaml` says who is who. It belongs in the root of the workspace, and git has to ignore it. If `.gitignore` has it and it is
    /// not there, the names can't be looked for in what is made.
    ///
    /// ```yaml
    /// # wrong: in cases/, frameworks/, templates/ or out/
    /// M1: Ada Holm
    /// # right: in pseudonyms.yaml, with the line `pseudonyms.yaml` in .gitignore
    /// M1: Ada Holm
    /// ```
    Key = 216,
    /// Somebody who is quoted anonymously is the only one of that role.
    ///
    /// Whoever knows the cluster knows who that is.
    ///
    /// ```yaml
    /// # wrong
    /// people: { manager: { role: manager, consent: { quoted: anonymously } } }
    /// # right
    /// people: { manager: { role: member of the secretariat, consent: { quoted: anonymously } } }
    /// ```
    Recognisable = 213,
    /// A value has no source.
    ///
    /// A report can't say where it comes from. `stated_in` covers a whole case or record at once.
    ///
    /// ```yaml
    /// # wrong
    /// industry: Food
    /// # right
    /// sources: { report: { kind: documentation } }
    /// stated_in: report
    /// industry: Food
    /// ```
    NoSource = 205,
    /// A source that nothing in the case comes from.
    ///
    /// Either its statements name another source by mistake, or it is left over. Sources are named by `source`, by
    /// `stated_in`, and by `[@id]` in prose.
    ///
    /// ```yaml
    /// # wrong
    /// sources: { talk: { kind: interview }, report: { kind: documentation } }
    /// stated_in: talk
    /// # right
    /// sources: { talk: { kind: interview }, report: { kind: documentation } }
    /// stated_in: talk
    /// founded: { is: 2010, source: report }
    /// # right, if it is
    /// sources: { talk: { kind: interview }, report: { kind: documentation, confirmed: Read for background } }
    /// ```
    UncitedSource = 206,
    /// An observation has a source, but no place in it and no quote.
    ///
    /// "Stated in the report" is attribution; evidence leads a reader to the page. This rule is off unless `casebook check
    /// --strict` asks for it, or `rules` in `casebook.yaml` turns it on, with `CB0207: warn` or `CB0207: deny`.
    ///
    /// ```yaml
    /// # wrong
    /// stated_in: report
    /// seen: [seminars]
    /// # right
    /// stated_in: report
    /// seen: [{ is: seminars, at: p. 12 }]
    /// ```
    NoEvidence = 207,
    /// Works in `references.yaml` that nothing cites.
    ///
    /// A work is cited by a case's source or a claim (`cite: …`), by a framework (`rests_on: …`) or in prose (`[@key]`). That one is
    /// not may be meant, so this is a note and no warning; `rules: { CB0209: allow }` in `casebook.yaml` switches it off.
    ///
    /// ```yaml
    /// # wrong
    /// sources: { paper: { kind: documentation, title: A paper by Smith } }
    /// # right
    /// sources: { paper: { kind: documentation, cite: smith-2010 } }
    /// ```
    UncitedWork = 209,
    /// A list is said to be closed, and nothing says by which words of the source.
    ///
    /// What a closed list does not have is absent; what an open one does not have is only not mentioned. So a list is closed only
    /// on the source's own words, like "limited to" or "solely", and these stand beside it.
    ///
    /// ```yaml
    /// # wrong
    /// tasks: { list: closed, seen: [seminars] }
    /// # right
    /// tasks: { list: { is: closed, words: limited to }, seen: [seminars] }
    /// ```
    ClosedUnsaid = 210,
    /// A text is missing in one of the languages of the reports.
    ///
    /// With `language: [en, da]` every text that is given in one of the two is asked for in the other. Where it is missing, the
    /// report shows it in the first language. A text without a language is the same in all of them. Fixed words of reports come
    /// from `templates/locales/`; `docs/languages.md` tells more.
    ///
    /// ```yaml
    /// # wrong
    /// industry: { en: Food }
    /// # right
    /// industry: { en: Food, da: Fødevarer }
    /// ```
    Untranslated = 208,
    /// Two things have the same id or name.
    ///
    /// The id of a case is the name of its file, whatever folder it is in: two reports would have one name. Two cases of one
    /// name are probably one cluster entered twice. A source of a case and a reference of one id would make `[@id]` mean
    /// two things.
    /// ```text
    /// wrong: cases/2024/wind-valley.yaml and cases/2025/wind-valley.yaml
    /// right: cases/wind-valley.yaml with two records
    /// ```
    DoubledId = 301,
    /// A characteristic is said to be there and not to be there.
    ///
    /// Seen, planned, past and absent exclude each other in one record. Where sources disagree, keep one statement and write
    /// the other one beside it.
    ///
    /// ```yaml
    /// # wrong
    /// seen: [seminars]
    /// absent: [seminars]
    /// # right
    /// seen: [{ is: seminars, also_said: [{ text: There are none, source: talk }] }]
    /// ```
    Contradiction = 302,
    /// Two records of a case are of the same date or period.
    ///
    /// Reports show the newest record; of two with one date, the first would never be seen. Two of one period, and two of one
    /// date of which one has figures, are a mistake, whatever `rules` or `confirmed` say: only their order in the file would decide what is
    /// calculated. `2025`, `FY 2025` and `2024/25` all are the year that ends in 2025.
    /// ```yaml
    /// # wrong
    /// records: [{ as_of: 2025, facilitators: 2 }, { as_of: 2025, actors: { total: 60 } }]
    /// # right
    /// records: [{ as_of: 2025, facilitators: 2, actors: { total: 60 } }]
    /// ```
    DoubledRecord = 303,
    /// Raw HTML, an image that can't be shown, a link that leads nowhere, or a stray footnote in the prose of a case.
    ///
    /// Prose goes into PDF, HTML and Markdown alike, and nothing in it may act on a reader's machine. Images are files of the
    /// workspace, named as seen from its folder, with a text for those who can't see them.
    ///
    /// ```yaml
    /// # wrong
    /// narrative: A <b>good</b> year. ![](https://example.org/fair.jpg)
    /// # right
    /// narrative: A **good** year. ![Visitors at the fair](images/fair.jpg)
    /// ```
    Prose = 401,
    /// Something in the prose of a case that is probably meant otherwise.
    ///
    /// It is sound Markdown, but it prints as signs or not at all: a block of code that nothing ends, a row with more cells than its
    /// table has columns, a caption with nothing to caption, a reference to a footnote that there is not, an address with spaces.
    ///
    /// ```yaml
    /// # wrong
    /// narrative: "![The fair](images/the fair.jpg)"
    /// # right
    /// narrative: "![The fair](<images/the fair.jpg>)"
    /// ```
    Slip = 402,
    /// A free text has another shape than the write-up of a case needs.
    ///
    /// Sentences are made of what a file holds, so each field has one shape: `specialisation`, `goals` and `ambitions` are noun phrases,
    /// `history` and `events` sentences without a full stop, `aims` begin with "To" (in Danish "At"), and a `tell` is one sentence.
    /// `confirmed: why` answers the doubt in place.
    ///
    /// ```yaml
    /// # wrong
    /// ambitions: [To open a second office.]
    /// # right
    /// ambitions: [A second office]
    /// ```
    Shape = 403,
    /// A person's own wording of a sentence was written for other facts than those of the file.
    ///
    /// A sentence under `write_up` stands in place of the program's, and nothing changes it when the facts change. So it says what it
    /// was written for, and this message comes when that is true no more. A heading of one's own in an annual report says so too: it names
    /// figures as they are, and in brackets those of the year before where they can be compared. Once one of them is another, the report has
    /// the heading that figures make, until somebody has read their own again.
    ///
    /// ```yaml
    /// # wrong
    /// founded: 2010
    /// write_up: { founded: { is: It is a child of 2009., written_for: { founded: 2009 } } }
    /// # right
    /// founded: 2010
    /// write_up: { founded: { is: It is a child of 2010., written_for: { founded: 2010 } } }
    /// ```
    OldWording = 404,
    /// A record or an event is of a time before the cluster was founded.
    ///
    /// What came before the cluster belongs under `history`.
    ///
    /// ```yaml
    /// # wrong
    /// founded: 2010
    /// records: [{ as_of: 2001 }]
    /// # right, if it is
    /// records: [{ as_of: 2001, confirmed: The initiative reported before it was founded }]
    /// ```
    BeforeFounding = 411,
    /// A date is later than the date of the workspace.
    ///
    /// Nothing reads the clock: `date` in `casebook.yaml` says when the reports are made, and what is recorded is earlier.
    /// What is planned belongs under `ambitions` or `planned`.
    /// ```yaml
    /// # wrong, where `date` in casebook.yaml is 2026-11-21
    /// events: [{ text: The second office opens, on: 2027 }]
    /// # right
    /// ambitions: [To open a second office in 2027]
    /// ```
    Future = 412,
    /// There are more actors of one kind than actors in all.
    ///
    /// ```yaml
    /// # wrong
    /// actors: { total: 20, kinds: [{ kind: firm, count: 25 }] }
    /// # right
    /// actors: { total: 30, kinds: [{ kind: firm, count: 25 }] }
    /// ```
    PartsOverWhole = 413,
    /// A grant has an amount and no end.
    ///
    /// An amount without the time that it is for can't be compared.
    ///
    /// ```yaml
    /// # wrong
    /// funding: [{ kind: grant, amount: EUR 300000 }]
    /// # right
    /// funding: [{ kind: grant, amount: EUR 300000, over: 3 years }]
    /// # right, if nobody says
    /// funding: [{ kind: grant, amount: EUR 300000, confirmed: The report names no duration }]
    /// ```
    EndlessGrant = 414,
    /// An interview came after the record that is stated in it.
    ///
    /// What was said in 2012 is no record of 2010, unless somebody looked back.
    /// ```yaml
    /// # wrong
    /// sources: { talk: { kind: interview, date: 2012-05 } }
    /// records: [{ as_of: 2010, stated_in: talk }]
    /// # right
    /// sources: { talk: { kind: interview, date: 2012-05 } }
    /// records: [{ as_of: 2012-05, stated_in: talk }]
    /// # right, if it is
    /// sources: { talk: { kind: interview, date: 2012-05, confirmed: The talk looked back on 2010 } }
    /// ```
    LateInterview = 415,
    /// The parts of the funding are more than all of it.
    ///
    /// The shares of one time, beginning or present, are added up. "mainly" and "mostly" count as more than half, "solely" as
    /// all; of a qualified percentage only what it is at least.
    ///
    /// ```yaml
    /// # wrong
    /// funding: [{ kind: grant, share: 70 % }, { kind: membership fee, share: mostly }]
    /// # right
    /// funding: [{ kind: grant, share: 70 % }, { kind: membership fee, share: partly }]
    /// ```
    SharesOverWhole = 416,
    /// Something ends before it begins.
    ///
    /// ```yaml
    /// # wrong
    /// events: [{ text: A project, from: 2010, to: 2008 }]
    /// # right
    /// events: [{ text: A project, from: 2008, to: 2010 }]
    /// ```
    Backwards = 417,
    /// The parts of a figure do not add up to it.
    ///
    /// Members by category, the budget by source, the board by helix: together the parts are the whole. A part of which nobody knows
    /// is written `not recorded`; then the others may be less than the whole, and still not more.
    ///
    /// ```yaml
    /// # wrong
    /// figures: { members: 50, members-sme: 30, members-large: 10 }
    /// # right
    /// figures: { members: 50, members-sme: 30, members-large: 10, members-other: 10 }
    /// # right, if nobody knows
    /// figures: { members: 50, members-sme: 30, members-large: 10, members-other: not recorded }
    /// ```
    PartsUnequal = 418,
    /// A figure that counts some of another is more than that.
    ///
    /// There can't be more committed members than members, nor can more members leave than there were in the period before.
    ///
    /// ```yaml
    /// # wrong
    /// figures: { members: 50, members-committed: 60 }
    /// # right
    /// figures: { members: 60, members-committed: 50 }
    /// ```
    SomeOverAll = 419,
    /// A figure is much more or much less than in the period before.
    ///
    /// More than twice or less than half as much is often a slip of the pen: a digit too many, or a figure in the wrong line. An
    /// indicator may set another limit with `jump`. Figures below 20 are left alone, and so are percentages that change by less than 20
    /// percentage points.
    ///
    /// ```yaml
    /// # wrong, after `members: 50` in the period before
    /// figures: { members: 500 }
    /// # right
    /// figures: { members: 55 }
    /// # right, if it is
    /// figures: { members: { is: 500, confirmed: Two clusters merged } }
    /// ```
    Jump = 420,
    /// A figure is the same to the digit for three periods.
    ///
    /// It may have been copied from the record before and not been looked at. Figures below 20 are left alone.
    ///
    /// ```yaml
    /// # wrong
    /// records:
    ///   - { period: 2024, figures: { participants: 1250 } }
    ///   - { period: 2025, figures: { participants: 1250 } }
    ///   - { period: 2026, figures: { participants: 1250 } }
    /// # right
    /// records:
    ///   - { period: 2024, figures: { participants: 1250 } }
    ///   - { period: 2025, figures: { participants: 1290 } }
    ///   - { period: 2026, figures: { participants: 1250 } }
    /// ```
    Unchanged = 421,
    /// The newest record of a cluster with records of periods is old.
    ///
    /// A cluster that reports by period and has no record of the two years before the workspace's `date` has been forgotten, or is no
    /// more. One that is no more says so with `ended`.
    ///
    /// ```yaml
    /// # wrong, where `date` in casebook.yaml is 2026-11-21
    /// records: [{ period: 2022, figures: { members: 50 } }]
    /// # right
    /// ended: { on: 2022-12 }
    /// records: [{ period: 2022, figures: { members: 50 } }]
    /// ```
    Stale = 422,
    /// Something was no longer valid when the period ended, or on the date of the report.
    ///
    /// A quality label has a date until which it is valid. Where that has passed, the report would claim a label that the cluster no
    /// longer has.
    ///
    /// ```yaml
    /// # wrong
    /// records: [{ period: 2026, figures: { label-level: Gold, label-until: 2025-06-30 } }]
    /// # right
    /// records: [{ period: 2026, figures: { label-level: Gold, label-until: 2027-06-30 } }]
    /// ```
    Expired = 423,
    /// The result of a survey does not say how many answered.
    ///
    /// Eighty per cent of five answers and of five hundred are not the same.
    ///
    /// ```yaml
    /// # wrong
    /// figures: { satisfied: 80 % }
    /// # right
    /// figures: { satisfied: { is: 80 %, survey: { n: 45, response_rate: 38 % } } }
    /// ```
    BareSurvey = 424,
    /// A figure of a published record was changed without a word.
    ///
    /// What was published stands in `published/YEAR.yaml`, which `casebook publish` writes. A later correction says what the figure
    /// was, when it was corrected and why; reports show both.
    ///
    /// ```yaml
    /// # wrong, after 118 was published
    /// figures: { members: 120 }
    /// # right
    /// figures: { members: { is: 120, restated: { was: 118, on: 2026-09-01, why: Two had been left out } } }
    /// ```
    Frozen = 425,
    /// An amount is in another currency than what it is compared with.
    ///
    /// Amounts in two currencies are neither added up nor compared: no exchange rate would be right for both years. So the change
    /// since the year before, and totals over clusters, are "not computable".
    ///
    /// ```yaml
    /// # wrong, after `budget: EUR 1200000` in the period before
    /// figures: { budget: DKK 1300000 }
    /// # right, if it is
    /// figures: { budget: { is: DKK 1300000, confirmed: The accounts are kept in kroner from now on } }
    /// ```
    OtherCurrency = 426,
    /// A record is of a year after that in which the cluster ended.
    ///
    /// A cluster that went into another would be counted twice, by itself and in the other.
    ///
    /// ```yaml
    /// # wrong
    /// ended: { on: 2024-06, into: harbour-cluster }
    /// records: [{ period: 2025, figures: { members: 50 } }]
    /// # right
    /// ended: { on: 2024-06, into: harbour-cluster }
    /// records: [{ period: 2024, figures: { members: 50 } }]
    /// ```
    AfterEnd = 427,
    /// What joined and what left do not make the change.
    ///
    /// Last year's members with those that joined and without those that left are this year's. An indicator says with `adds_to` and
    /// `takes_from` what it does so to.
    ///
    /// ```yaml
    /// # wrong, after `members: 50` in the period before
    /// figures: { members: 58, members-new: 5, members-left: 1 }
    /// # right
    /// figures: { members: 54, members-new: 5, members-left: 1 }
    /// ```
    Balance = 428,
    /// More answered a survey than there were to ask.
    ///
    /// How many answered, and the rate of those asked who did, say how many were asked. These are not more than there are members.
    ///
    /// ```yaml
    /// # wrong, with 80 members: 45 are 38 % of 118
    /// figures: { members: 80, satisfied: { is: 80 %, survey: { n: 45, response_rate: 38 % } } }
    /// # right
    /// figures: { members: 80, satisfied: { is: 80 %, survey: { n: 45, response_rate: 56 % } } }
    /// ```
    SurveyTooLarge = 429,
    /// A correction has a date on which it can't have been made.
    ///
    /// What was published is corrected after its period, and before the report that tells it.
    ///
    /// ```yaml
    /// # wrong, in a record of 2026
    /// figures: { members: { is: 120, restated: { was: 118, on: 2026-03-01, why: Two had been left out } } }
    /// # right
    /// figures: { members: { is: 120, restated: { was: 118, on: 2027-03-01, why: Two had been left out } } }
    /// ```
    CorrectedWhen = 430,
    /// The template is not valid.
    ///
    /// Templates are written in Tera; `docs/templates.md` describes them.
    ///
    /// ```text
    /// wrong: {{ case.name }
    /// right: {{ case.name }}
    /// ```
    TemplateSyntax = 501,
    /// The template asks for a field that does not exist.
    ///
    /// The message names the fields that there are. In a condition, Tera would take an unknown field silently for "no".
    ///
    /// ```text
    /// wrong: {% if case.industri.recorded %}
    /// right: {% if case.industry.recorded %}
    /// ```
    TemplateField = 502,
    /// The Markdown that a template made is outside the dialect.
    ///
    /// `docs/templates.md` says what the dialect has: front matter with a title, no HTML, headings that skip no level, images
    /// with a text for those who can't see them.
    /// ```text
    /// wrong: ![](../../templates/logo.svg)
    /// right: ![The logo of the secretariat](../../templates/logo.svg)
    /// ```
    Dialect = 503,
    /// A file of fixed words can't be read, or has words that no report asks for.
    ///
    /// Files in `templates/locales/` are written in Fluent: a line has an id and a text, and what runs on over several lines is
    /// set in. The ids, and what is filled in, are those of the program's own files, which `casebook templates` copies.
    ///
    /// ```text
    /// wrong: k-of-n = { $k } out of { $all }
    /// right: k-of-n = { $k } out of { $n }
    /// ```
    FixedWords = 504,
    /// Typst reports an error in the theme.
    ///
    /// `docs/templates.md` says which functions `theme.typ` must define. Delete the copy in `templates/` to have the default
    /// again.
    /// ```text
    /// wrong: #set text(fnt: "Libertinus Serif")
    /// right: #set text(font: "Libertinus Serif")
    /// ```
    Theme = 511,
    /// No font has a character, or the text of a drawing asks for a font that is not there.
    ///
    /// Reports are set in fonts that are part of the program, so that they look the same on every machine. They cover Latin,
    /// Greek, Cyrillic, Armenian and Hebrew script; other fonts may lie in `templates/fonts/`. A report with other characters has no PDF, and all its
    /// other forms. The text of a drawing in SVG is set in these fonts too, unless it was saved as paths.
    /// ```yaml
    /// # wrong
    /// name: 北京 Cluster
    /// # right
    /// name: Beijing Cluster
    /// ```
    Glyph = 512,
    /// Text runs off the page.
    ///
    /// The PDF would not show all of it. Shorten the text, or give the table fewer columns. A word of more than 10,000 characters, which
    /// no lines can be made of, is a mistake.
    /// ```text
    /// wrong: a line of 300 signs in a block of code
    /// right: two lines of 150 signs
    /// ```
    Overflow = 513,
    /// What a PDF is made from is larger than it may carry.
    ///
    /// A PDF carries what it was made from, so that it can be made again; but nobody wants to send hundreds of images with it.
    ///
    /// ```yaml
    /// # wrong, with images of 40 MiB
    /// title: Our clusters
    /// # right
    /// title: Our clusters
    /// limits: { edition_size: 64 }
    /// ```
    LargeEdition = 514,
    /// The condition of a claim is not valid CEL.
    ///
    /// CEL is a small language for conditions: `&&`, `||`, `!`, `==`, `<`, `in`, and `list.exists(x, …)`. Where the rest of it
    /// can't be read, the condition can't be checked.
    ///
    /// ```yaml
    /// # wrong
    /// holds: actors.total >
    /// # right
    /// holds: actors.total > 100
    /// ```
    ConditionSyntax = 601,
    /// The condition of a claim asks for a field that does not exist.
    ///
    /// A misspelt field would look as if no case recorded it. `docs/claims.md` lists all fields.
    ///
    /// ```yaml
    /// # wrong
    /// holds: actor.total > 100
    /// # right
    /// holds: actors.total > 100
    /// ```
    ConditionField = 602,
    /// The condition of a claim compares what can't be compared.
    ///
    /// ```yaml
    /// # wrong
    /// holds: actors.total > '100'
    /// # right
    /// holds: actors.total > 100
    /// ```
    ConditionKind = 603,
    /// The condition of a claim can never be true.
    ///
    /// Some fields hold one of a few words, or one of the ids of a framework; another word is a slip of the pen.
    ///
    /// ```yaml
    /// # wrong
    /// holds: funding.exists(f, f.share == 'most')
    /// # right
    /// holds: funding.exists(f, f.share == 'mostly')
    /// ```
    ConditionNever = 604,
    /// A formula adds up what is not alike, or gives another unit than its indicator has.
    ///
    /// Members and firms, or members and money, have no sum. A quotient has the unit of the one per the other, and a quotient of
    /// two figures of one unit is a plain number, which `percent` shows as a percentage.
    ///
    /// ```yaml
    /// # wrong
    /// formula: members + firms
    /// # right
    /// formula: members_new + members_international
    /// ```
    UnlikeUnits = 605,
    /// No case belongs to what a claim is about.
    ///
    /// The scope of the claim, one side of its pairs or one of its groups is empty, so that the claim can't be checked.
    ///
    /// ```yaml
    /// # wrong
    /// scope: { where: founded > 2999 }
    /// # right
    /// scope: { where: founded > 1999 }
    /// ```
    EmptyScope = 606,
    /// The condition of a claim comes out the same whatever a case records.
    ///
    /// It is never false, or never true, and so it says nothing of any case. What is not recorded is unknown: `has(x)` is true or
    /// unknown, and `!has(x)` is never true.
    ///
    /// ```yaml
    /// # wrong
    /// holds: actors.total >= 0
    /// # right
    /// holds: actors.total >= 100
    /// ```
    ConditionFixed = 607,
    /// A table of the summary has nothing to show, or can't show all of its cases.
    ///
    /// A matrix of summaries needs a `summary` in case files, a table of quotations one that is marked as `key`, a truth table an answer
    /// to each of its conditions, and a table of agreement something that two coders coded.
    ///
    /// ```yaml
    /// # wrong: no case file has a summary
    /// { id: found, title: What we find, show: matrix, framework: work }
    /// # right: in a case file
    /// observed: { work: { tasks: { summary: They meet every week, seen: [meetings] } } }
    /// ```
    NothingToShow = 608,
}

impl Code {
    /// Whether the rule is one that `rules` in `casebook.yaml` can change: a doubt, and not always a mistake.
    pub fn is_doubt(self) -> bool {
        matches!(
            self,
            Code::Misnamed
                | Code::Placeholder
                | Code::CutOff
                | Code::NoSource
                | Code::UncitedSource
                | Code::NoEvidence
                | Code::Untranslated
                | Code::Recognisable
                | Code::Position
                | Code::UncitedWork
                | Code::ClosedUnsaid
                | Code::FixedWords
                | Code::Shape
                | Code::OldWording
                | Code::DoubledId
                | Code::DoubledRecord
                | Code::BeforeFounding
                | Code::Future
                | Code::PartsOverWhole
                | Code::EndlessGrant
                | Code::LateInterview
                | Code::SharesOverWhole
                | Code::Backwards
                | Code::PartsUnequal
                | Code::SomeOverAll
                | Code::Jump
                | Code::Unchanged
                | Code::Stale
                | Code::Expired
                | Code::BareSurvey
                | Code::OtherCurrency
                | Code::AfterEnd
                | Code::Balance
                | Code::SurveyTooLarge
                | Code::CorrectedWhen
                | Code::Overflow
                | Code::EmptyScope
                | Code::ConditionFixed
                | Code::NothingToShow
        )
    }

    /// Whether the rule says nothing unless `rules` in casebook.yaml turns it on.
    pub fn is_off(self) -> bool {
        self == Code::NoEvidence
    }

    /// Whether the rule doubts a figure of a record, or the record itself.
    pub fn is_of_figures(self) -> bool {
        matches!(
            self,
            Code::PartsUnequal
                | Code::SomeOverAll
                | Code::Jump
                | Code::Unchanged
                | Code::Expired
                | Code::BareSurvey
                | Code::OtherCurrency
                | Code::AfterEnd
                | Code::Balance
                | Code::SurveyTooLarge
                | Code::CorrectedWhen
        )
    }

    /// The rule in one line.
    pub fn rule(self) -> String {
        self.text().lines().next().unwrap_or_default().to_owned()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CB{:04}", *self as u16)
    }
}

impl FromStr for Code {
    type Err = ();

    /// Reads a code as it is printed, in any case.
    fn from_str(text: &str) -> Result<Code, ()> {
        Code::ALL.iter().find(|code| code.to_string().eq_ignore_ascii_case(text)).copied().ok_or(())
    }
}

/// All rules as one Markdown document.
pub fn document() -> String {
    let mut text =
        "# Messages\n\nEvery message has a code. `casebook explain CODE` prints what stands here.\n".to_owned();
    for code in Code::ALL {
        text.push_str(&format!("\n## {code}\n\n{}\n", code.text()));
    }
    text
}
