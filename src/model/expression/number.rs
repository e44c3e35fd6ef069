//! Numbers of conditions and formulas. A number may be known only by the bounds between which it lies.

use rust_decimal::Decimal;

use crate::base::fraction::Fraction;
use crate::model::expression::why::{NoNumber, Why, together};

/// A number, or the bounds between which it lies, both included.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Number {
    /// The lower bound; `None` if there is none.
    pub least: Option<Fraction>,
    /// The upper bound; `None` if there is none.
    pub most: Option<Fraction>,
    /// The number of digits after the point, as it is written.
    pub decimals: usize,
    /// The currency, of an amount of money.
    pub currency: Option<String>,
    /// Whether any part of it is only approximate.
    pub about: bool,
    /// Why only bounds are known, unless they are those of quantities.
    pub doubts: Vec<Why>,
}

impl From<Fraction> for Number {
    fn from(value: Fraction) -> Number {
        Number::between(Some(value.clone()), Some(value))
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Number {
        Fraction::from(value).into()
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Number {
        Decimal::from(count).into()
    }
}

impl Number {
    /// A number between two bounds.
    pub fn between(least: Option<Fraction>, most: Option<Fraction>) -> Number {
        Number { least, most, ..Number::default() }
    }

    /// The number; `None` if only bounds of it are known.
    pub fn exact(&self) -> Option<&Fraction> {
        self.least.as_ref().filter(|least| self.most.as_ref() == Some(*least))
    }

    /// Whether it is less than another number; `None` if the bounds of both leave it open.
    pub fn is_less(&self, other: &Number) -> Option<bool> {
        match () {
            () if matches!((&self.most, &other.least), (Some(most), Some(least)) if most < least) => Some(true),
            () if matches!((&self.least, &other.most), (Some(least), Some(most)) if least >= most) => Some(false),
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
        let flip = |bound: Option<Fraction>| bound.map(|bound| -bound);
        Number { least: flip(self.most), most: flip(self.least), ..self }
    }

    /// Adds, subtracts, multiplies or divides two numbers; `operator` is `+`, `-`, `*` or `/`. Of numbers with bounds the
    /// result has bounds: the outermost that any numbers between theirs give.
    ///
    /// # Errors
    /// If the amounts are in two currencies, or the divisor is zero ([`NoNumber::Zero`] without a name) or may be
    /// ([`NoNumber::Bounded`]).
    pub fn calculated(&self, operator: char, other: &Number) -> Result<Number, NoNumber> {
        if self.is_other_money(other) {
            return Err(NoNumber::Currencies);
        }
        let (least, most) = match operator {
            '+' => (added(&self.least, &other.least), added(&self.most, &other.most)),
            '-' => return self.calculated('+', &other.clone().negated()),
            '*' => self.outermost(other, |one, other| one * other),
            _ => {
                let by = other.inverse()?;
                self.outermost(&by, |one, other| one * other)
            }
        };
        let both = self.currency.is_some() && other.currency.is_some();
        // Of two amounts of money, only the quotient is not money itself.
        let currency =
            if both && operator == '/' { None } else { self.currency.clone().or_else(|| other.currency.clone()) };
        let decimals = self.decimals.max(other.decimals);
        let (about, doubts) = (self.about || other.about, together(&self.doubts, &other.doubts));
        Ok(Number { least, most, decimals, currency, about, doubts })
    }

    /// One divided by the number.
    fn inverse(&self) -> Result<Number, NoNumber> {
        let one = || Fraction::from(Decimal::ONE);
        let zero = Fraction::from(Decimal::ZERO);
        if self.exact().is_some_and(Fraction::is_zero) {
            return Err(NoNumber::Zero(String::new()));
        }
        let above = self.least.as_ref().is_some_and(|least| *least > zero);
        let below = self.most.as_ref().is_some_and(|most| *most < zero);
        if !above && !below {
            return Err(NoNumber::Bounded(String::new()));
        }
        let over = |bound: &Option<Fraction>| match bound {
            Some(bound) => one().checked_div(bound.clone()),
            // Beyond every number, the quotient comes as near to zero as can be.
            None => Some(Fraction::from(Decimal::ZERO)),
        };
        Ok(Number::between(over(&self.most), over(&self.least)))
    }

    /// The bounds of a product.
    fn outermost(
        &self,
        other: &Number,
        product: impl Fn(Fraction, Fraction) -> Fraction,
    ) -> (Option<Fraction>, Option<Fraction>) {
        let both = |one: &Option<Fraction>, other: &Option<Fraction>| {
            one.clone().zip(other.clone()).map(|(one, other)| product(one, other))
        };
        if let (Some(one), Some(other)) = (self.exact(), other.exact()) {
            let result = product(one.clone(), other.clone());
            return (Some(result.clone()), Some(result));
        }
        let ends =
            [&self.least, &self.most].into_iter().flat_map(|one| [&other.least, &other.most].map(|end| both(one, end)));
        let all: Vec<Option<Fraction>> = ends.collect();
        if all.iter().all(Option::is_some) {
            return (all.iter().min().cloned().flatten(), all.into_iter().max().flatten());
        }
        // Without an upper bound, only what is not negative has a lower one.
        let zero = Some(Fraction::from(Decimal::ZERO));
        match self.least < zero || other.least < zero {
            true => (None, None),
            false => (both(&self.least, &other.least), both(&self.most, &other.most)),
        }
    }
}

/// The sum of two bounds; `None` if one of them is missing.
fn added(one: &Option<Fraction>, other: &Option<Fraction>) -> Option<Fraction> {
    let (one, other) = one.clone().zip(other.clone())?;
    Some(one + other)
}

#[cfg(test)]
mod tests;
