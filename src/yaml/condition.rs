//! Conditions and formulas in CEL: parsed once, with the spans of their parts.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, LazyLock};

use cel::common::ast::{EntryExpr, Expr, IdedExpr, LiteralValue, operators};
use cel::{Env, Program};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::base::diagnostic::Diagnostic;
use crate::base::rules::Code;
use crate::base::source::{Source, Span};
use crate::yaml::shape::schema::Schemas;
use crate::yaml::shape::{FromYaml, Reader};
use crate::yaml::{Node, NodeId};

/// A condition in CEL.
#[derive(Clone)]
pub struct Condition {
    /// The source text.
    pub text: String,
    /// The parsed expression.
    pub program: Arc<Program>,
    /// Its position.
    pub mark: NodeId,
}

/// What CEL's parser needs. It has no macros, so that `list.exists(x, …)` stays the call that the author wrote.
static PARSER: LazyLock<Env> = LazyLock::new(Env::default);

/// The functions that go through a list, with a variable for its entries.
pub const OVER_LISTS: [&str; 5] =
    [operators::EXISTS, operators::ALL, operators::EXISTS_ONE, operators::FILTER, operators::MAP];

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Condition({:?})", self.text)
    }
}

impl FromYaml for Condition {
    const NAME: &'static str = "Condition";

    fn read(reader: &mut Reader, node: &Node) -> Option<Condition> {
        let text = reader.d.scalar(node, "a condition in CEL")?;
        match PARSER.compile(&text) {
            Ok(program) => {
                if let Some((from, length)) = month(&text) {
                    let span = place(reader.d.source, node.mark, &text, from, length);
                    let message = format!("`{}` is a subtraction here, and no date", &text[from..from + length]);
                    let help = "dates are compared by their years: write the year alone";
                    reader.d.diagnostics.push(Diagnostic::error(Code::ConditionSyntax, span, message).help(help));
                }
                Some(Condition { text, program: Arc::new(program), mark: node.mark })
            }
            Err(errors) => {
                let first = errors.errors.first();
                let column = first.map_or(1, |error| usize::try_from(error.pos.1).unwrap_or(1).max(1));
                let what = first.map_or("", |error| error.msg.lines().next().unwrap_or_default());
                let what = what.trim_start_matches("Syntax error: ").split(" expecting ").next().unwrap_or_default();
                let what = if what.contains("Recursion limit") { "it is nested too deeply" } else { what };
                let span = place(reader.d.source, node.mark, &text, column - 1, 1);
                let message = format!("this condition can't be read: {what}");
                reader.d.diagnostics.push(Diagnostic::error(Code::ConditionSyntax, span, message).help(advice(&text)));
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": ["string", "boolean"] })
    }
}

/// Where a text has a month or a day as files have it (`2015-06`, `2015-06-30`), which a condition takes for a subtraction: its offset and its
/// length. What stands in quotes is text.
fn month(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_part = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(byte));
    let is_quoted = |at: usize| bytes[..at].iter().filter(|byte| b"'\"".contains(byte)).count() % 2 == 1;
    let digits = |at: usize, count: usize| (at..at + count).all(|at| bytes.get(at).is_some_and(u8::is_ascii_digit));
    let starts = (0..bytes.len()).filter(|at| *at == 0 || !is_part(at - 1));
    starts.filter(|at| !is_quoted(*at)).find_map(|at| {
        let is_month = digits(at, 4) && bytes.get(at + 4) == Some(&b'-') && digits(at + 5, 2);
        let has_day = bytes.get(at + 7) == Some(&b'-') && digits(at + 8, 2);
        let length = if has_day { 10 } else { 7 };
        (is_month && !is_part(at + length)).then_some((at, length))
    })
}

/// Advice on frequent syntax mistakes.
fn advice(text: &str) -> &'static str {
    let single = text.replace("==", "").replace("!=", "").replace("<=", "").replace(">=", "");
    let word = |word: &str| text.to_lowercase().split_whitespace().any(|part| part == word);
    match () {
        () if text.contains(['“', '”', '‘', '’', '„']) => "write straight quotes: 'public'",
        () if text.contains(['≥', '≤', '≠']) || single.contains("=>") || single.contains("=<") => {
            "write >= for at least, <= for at most, != for another"
        }
        () if word("and") || word("or") || word("not") => "write && for and, || for or, ! for not",
        () if single.contains('=') => "write == to ask whether two are the same",
        () => {
            "check the quotes and brackets, and write numbers without separators; a whole condition with quotes in it is best \
             put on a line of its own after `>-`"
        }
    }
}

impl Condition {
    /// Returns the span in the file of a part of the condition.
    pub fn span(&self, source: &Arc<Source>, part: &IdedExpr) -> Span {
        let info = self.program.source_info();
        let (from, to) = info.offset_for(part.id).unwrap_or((0, u32::MAX));
        let length = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX).clamp(1, 10_000) + 1;
        let from = usize::try_from(from).unwrap_or(0);
        let (from, length) = whole_word(&self.text, from, length);
        place(source, self.mark, &self.text, from, length)
    }

    /// Whether the text of the condition contains the name of a field as a whole word.
    pub fn names(&self, field: &str) -> bool {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        self.text
            .match_indices(field)
            .any(|(at, _)| !self.text[..at].ends_with(word) && !self.text[at + field.len()..].starts_with(word))
    }

    /// Returns the paths of fields that the condition reads, like `actors.total`, without variables that stand for
    /// entries of a list.
    pub fn paths(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        paths(self.program.expression(), &mut Vec::new(), &mut found);
        found
    }

    /// The numbers in the condition.
    pub fn numbers(&self) -> Vec<Decimal> {
        let mut numbers = Vec::new();
        self.visit(&mut |at| match &at.expr {
            Expr::Literal(LiteralValue::Int(whole)) => numbers.push(Decimal::from(*whole.inner())),
            Expr::Literal(LiteralValue::UInt(whole)) => numbers.push(Decimal::from(*whole.inner())),
            Expr::Literal(LiteralValue::Double(number)) => numbers.extend(Decimal::try_from(*number.inner())),
            _ => {}
        });
        numbers
    }

    /// The names of fields and of their parts in the condition, of variables, and its texts: a field may stand in brackets.
    pub fn fields(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.visit(&mut |at| match &at.expr {
            Expr::Ident(name) => {
                names.insert(name.as_str());
            }
            Expr::Select(select) => {
                names.insert(select.field.as_str());
            }
            Expr::Literal(LiteralValue::String(name)) => {
                names.insert(name.inner());
            }
            _ => {}
        });
        names
    }

    /// Whether the condition calls a function of one of these names.
    pub fn calls(&self, names: &[&str]) -> bool {
        let mut found = false;
        self.visit(&mut |at| {
            found |= matches!(&at.expr, Expr::Call(call) if names.contains(&call.func_name.as_str()));
        });
        found
    }

    /// Calls `see` for every part of the condition.
    pub fn visit<'c>(&'c self, see: &mut dyn FnMut(&'c IdedExpr)) {
        visit(self.program.expression(), see);
    }
}

/// Calls `see` for an expression and for everything in it.
pub fn visit<'e>(at: &'e IdedExpr, see: &mut dyn FnMut(&'e IdedExpr)) {
    see(at);
    match &at.expr {
        Expr::Select(select) => visit(&select.operand, see),
        Expr::Call(call) => {
            call.target.iter().map(|target| &**target).chain(&call.args).for_each(|one| visit(one, see))
        }
        Expr::List(list) => list.elements.iter().for_each(|element| visit(element, see)),
        Expr::Map(map) => {
            for entry in &map.entries {
                if let EntryExpr::MapEntry(entry) = &entry.expr {
                    visit(&entry.key, see);
                    visit(&entry.value, see);
                }
            }
        }
        Expr::Comprehension(_) | Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) | Expr::Unspecified => {}
    }
}

/// Collects the paths of fields in an expression. `bound` has the variables of the lists around it.
fn paths(at: &IdedExpr, bound: &mut Vec<String>, found: &mut BTreeSet<String>) {
    if let Some(path) = path(at) {
        let root = path.split('.').next().unwrap_or(&path);
        if !bound.iter().any(|name| name == root) {
            found.insert(path);
        }
        return;
    }
    match &at.expr {
        Expr::Select(select) => paths(&select.operand, bound, found),
        Expr::Call(call) => {
            call.target.iter().for_each(|target| paths(target, bound, found));
            let variable = match call.args.first().map(|first| &first.expr) {
                Some(Expr::Ident(name)) if OVER_LISTS.contains(&call.func_name.as_str()) => Some(name.clone()),
                _ => None,
            };
            let rest = if variable.is_some() { &call.args[1..] } else { &call.args[..] };
            let outer = bound.len();
            bound.extend(variable);
            rest.iter().for_each(|argument| paths(argument, bound, found));
            bound.truncate(outer);
        }
        Expr::List(list) => list.elements.iter().for_each(|element| paths(element, bound, found)),
        Expr::Map(map) => {
            for entry in &map.entries {
                if let EntryExpr::MapEntry(entry) = &entry.expr {
                    paths(&entry.key, bound, found);
                    paths(&entry.value, bound, found);
                }
            }
        }
        Expr::Comprehension(_) | Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) | Expr::Unspecified => {}
    }
}

/// Returns the path of an expression that is a name, or a field of a path: `a.actors.total`.
fn path(at: &IdedExpr) -> Option<String> {
    match &at.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) => Some(format!("{}.{}", path(&select.operand)?, select.field)),
        _ => None,
    }
}

/// Returns the span in the file of `length` bytes of a condition, beginning at byte `from`. If they can't be found
/// there, the span is that of the whole condition.
fn place(source: &Arc<Source>, mark: NodeId, text: &str, from: usize, length: usize) -> Span {
    let whole = mark.span(source);
    let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let (from, to) = (boundary(from), boundary(from.saturating_add(length)));
    if let Some(start) = source.text()[whole.range.clone()].find(text) {
        let start = whole.range.start + start;
        return Span { source: source.clone(), range: start + from..start + to };
    }
    // In block scalars and quotes, lines are folded and characters escaped, so offsets differ. Instead, find the word
    // and count its occurrences in both texts.
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let here = &text[from..];
    let length = here.find(|c: char| !word(c)).filter(|end| *end > 0).unwrap_or(1.min(here.len()));
    let token = &here[..here.floor_char_boundary(length)];
    let before = text[..from].matches(token).count();
    let found = source.text()[whole.range.start..].match_indices(token).nth(before).filter(|_| !token.is_empty());
    match found {
        Some((at, _)) => {
            let start = whole.range.start + at;
            Span { source: source.clone(), range: start..start + token.len() }
        }
        None => whole,
    }
}

/// Returns offset and length of the name of a field or a call. CEL gives the offset of the dot before a field, and of
/// the bracket after the name of a call.
fn whole_word(text: &str, from: usize, length: usize) -> (usize, usize) {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let Some(rest) = text.get(from..) else { return (from, length) };
    if let Some(field) = rest.strip_prefix('.') {
        return (from + 1, field.find(|c: char| !word(c)).unwrap_or(field.len()).max(1));
    }
    if rest.starts_with('(') {
        let start = text[..from].rfind(|c: char| !word(c)).map_or(0, |at| at + 1);
        if start < from {
            return (start, from - start);
        }
    }
    (from, length)
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn a_month_is_no_subtraction_that_anybody_means() {
        let found = |text: &'static str| month(text).map(|(from, length)| &text[from..from + length]);
        assert_eq!(found("attributes.opened > 2015-06"), Some("2015-06"));
        assert_eq!(found("founded<2003-04-23&&actors.total>3"), Some("2003-04-23"));
        for plain in
            ["founded > 2015", "founded - 2015 > 6", "name == '2015-06'", "actors.total-2015-6 > 1", "2015-a > 3"]
        {
            assert_eq!(found(plain), None, "{plain}");
        }
    }
}
