//! Leaves out of a file what its author writes for nobody else, before anything of it is read: so it is in no report and in nothing that is
//! handed out.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::source::Source;
use crate::yaml::decode::is_language_map;
use crate::yaml::{self, Node, NodeKind};

/// The key of a memo.
pub const MEMO: &str = "memo";

/// Parses a file, without its memos. Returns `None` after a syntax error, which is reported as one message.
pub fn parse(diagnostics: &mut Diagnostics, source: &Arc<Source>) -> Option<Node> {
    yaml::parse(diagnostics, source).map(without_memos)
}

/// Leaves out the key `memo` of every mapping, if it has a text, texts in several languages, or a list of texts. With a mapping of keys it
/// is the id of something.
fn without_memos(node: Node) -> Node {
    let kind = match node.kind {
        NodeKind::List(items) => NodeKind::List(items.into_iter().map(without_memos).collect()),
        NodeKind::Map(entries) => {
            let kept = entries.into_iter().filter(|(key, value)| !(key.is(MEMO) && is_memo(value)));
            NodeKind::Map(kept.map(|(key, value)| (key, without_memos(value))).collect())
        }
        kind => kind,
    };
    Node { mark: node.mark, kind }
}

fn is_memo(value: &Node) -> bool {
    match &value.kind {
        NodeKind::List(items) => items.iter().all(is_memo),
        NodeKind::Map(entries) => is_language_map(entries),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::base::diagnostic::Diagnostics;
    use crate::base::source::Source;
    use crate::yaml::written::written;

    #[test]
    fn memos_go_and_what_is_called_memo_stays() {
        for (file, left) in [
            ("memo: Ask her", "{}\n"),
            ("a: 1\nmemo: [One, { en: Two, da: To }]\nb: [{ memo: 3, c: 4 }]", "a: 1\nb:\n  - c: 4\n"),
            ("a: { is: 1, memo: ~ }\nmemos: x", "a:\n  is: 1\nmemos: x\n"),
            ("sources: { memo: { kind: interview, memo: Hers } }", "sources:\n  memo:\n    kind: interview\n"),
            ("people: { memo: { role: memo } }\nseen: [memo]", "people:\n  memo:\n    role: memo\nseen:\n  - memo\n"),
            ("memo: [{ is: x }]", "memo:\n  - is: x\n"),
        ] {
            let source = Source::new("a.yaml", file);
            let node = parse(&mut Diagnostics::default(), &source).expect("it is YAML");
            assert_eq!(written(&node, &source), left, "{file}");
        }
    }
}
