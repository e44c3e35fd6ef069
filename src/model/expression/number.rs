//! Numbers of conditions and formulas. A number may be known only by the bounds between which it lies.

use rust_decimal::Decimal;

use crate::base::decimal::kept;
use crate::model::expression::why::{NoNumber, Why, together};

/// A number, or the bounds between which it lies, both included.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Number {
    /// The lower bound; `None` if there is none.
    pub least: Option<Decimal>,
    /// The upper bound; `None` if there is none.
    pub most: Option<Decimal>,
    /// The number of digits after the point, as it is written.
    pub decimals: usize,
    /// The currency, of an amount of money.
    pub currency: Option<String>,
    /// Whether any part of it is only approximate.
    pub about: bool,
    /// Why only bounds are known, unless they are those of quantities.
    pub doubts: Vec<Why>,
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Number {
        Number::between(Some(value), Some(value))
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Number {
        Decimal::from(count).into()
    }
}

impl Number {
    /// A number between two bounds.
    pub fn between(least: Option<Decimal>, most: Option<Decimal>) -> Number {
        Number { least, most, ..Number::default() }
    }

    /// The number; `None` if only bounds of it are known.
    pub fn exact(&self) -> Option<Decimal> {
        self.least.filter(|least| self.most == Some(*least))
    }

    /// Whether it is less than another number; `None` if the bounds of both leave it open.
    pub fn is_less(&self, other: &Number) -> Option<bool> {
        match () {
            () if matches!((self.most, other.least), (Some(most), Some(least)) if most < least) => Some(true),
            () if matches!((self.least, other.most), (Some(least), Some(most)) if least >= most) => Some(false),
            () => None,
        }
    }

    /// Whether it equals another number; `None` if the bounds of both leave it open.
    pub fn equals(&self, other: &Number) -> Option<bool> {
        match (self.exact(), other.exact()) {
            (Some(one), Some(other)) => Some(one == other),
            _ if self.is_less(other) == Some(true) || other.is_less(self) == Some(true) => Some(false),
            _ => None,
        }
    }

    /// Whether the two are amounts in different currencies. A number without a currency can be compared with any.
    pub fn is_other_money(&self, other: &Number) -> bool {
        self.currency.is_some() && other.currency.is_some() && self.currency != other.currency
    }

    /// The number with the other sign.
    pub fn negated(self) -> Number {
        let flip = |bound: Option<Decimal>| bound.map(|bound| -bound);
        Number { least: flip(self.most), most: flip(self.least), ..self }
    }

    /// Adds, subtracts, multiplies or divides two numbers; `operator` is `+`, `-`, `*` or `/`. Of numbers with bounds the
    /// result has bounds: the outermost that any numbers between theirs give.
    ///
    /// # Errors
    /// If the amounts are in two currencies, the result is too large, or the divisor is zero ([`NoNumber::Zero`] without a
    /// name) or may be ([`NoNumber::Bounded`]).
    pub fn calculated(&self, operator: char, other: &Number) -> Result<Number, NoNumber> {
        if self.is_other_money(other) {
            return Err(NoNumber::Currencies);
        }
        if operator == '/' && other.exact().is_some_and(|divisor| divisor.is_zero()) {
            return Err(NoNumber::Zero(String::new()));
        }
        let (least, most) = match operator {
            '+' => (added(self.least, other.least)?, added(self.most, other.most)?),
            '-' => return self.calculated('+', &other.clone().negated()),
            _ => self.outermost(operator, other)?,
        };
        let both = self.currency.is_some() && other.currency.is_some();
        // Of two amounts of money, only the quotient is not money itself.
        let currency =
            if both && operator == '/' { None } else { self.currency.clone().or_else(|| other.currency.clone()) };
        let decimals = self.decimals.max(other.decimals);
        let (about, doubts) = (self.about || other.about, together(&self.doubts, &other.doubts));
        Ok(Number { least, most, decimals, currency, about, doubts })
    }

    /// The bounds of a product or a quotient.
    fn outermost(&self, operator: char, other: &Number) -> Result<(Option<Decimal>, Option<Decimal>), NoNumber> {
        let zero = Some(Decimal::ZERO);
        if operator == '/' && other.least.is_none_or(|least| least <= Decimal::ZERO) {
            let below = other.most.is_some_and(|most| most < Decimal::ZERO);
            if !below {
                return Err(NoNumber::Bounded(String::new()));
            }
        }
        let apply = |one: Decimal, other: Decimal| {
            let result = if operator == '*' { one.checked_mul(other) } else { one.checked_div(other) };
            kept(result).ok_or(NoNumber::TooLarge)
        };
        if let (Some(one), Some(other)) = (self.exact(), other.exact()) {
            let result = Some(apply(one, other)?);
            return Ok((result, result));
        }
        let ends = [self.least, self.most, other.least, other.most];
        if let [Some(a), Some(b), Some(c), Some(d)] = ends {
            let all = [(a, c), (a, d), (b, c), (b, d)].map(|(one, other)| apply(one, other));
            let [first, rest @ ..] = all;
            let first = first?;
            return rest
                .into_iter()
                .try_fold((first, first), |(least, most), one| one.map(|one| (least.min(one), most.max(one))))
                .map(|(least, most)| (Some(least), Some(most)));
        }
        // Without an upper bound, only what is not negative has a lower one.
        if self.least < zero || other.least < zero {
            return Ok((None, None));
        }
        let both = |one: Option<Decimal>, other: Option<Decimal>| {
            one.zip(other).map(|(one, other)| apply(one, other)).transpose()
        };
        match operator {
            '*' => Ok((both(self.least, other.least)?, both(self.most, other.most)?)),
            _ => Ok((both(self.least, other.most)?.or(zero), both(self.most, other.least)?)),
        }
    }
}

/// The sum of two bounds; `None` if one of them is missing.
fn added(one: Option<Decimal>, other: Option<Decimal>) -> Result<Option<Decimal>, NoNumber> {
    let Some((one, other)) = one.zip(other) else { return Ok(None) };
    kept(one.checked_add(other)).map(Some).ok_or(NoNumber::TooLarge)
}

#[cfg(test)]
mod tests;
