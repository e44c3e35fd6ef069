//! The sheet on where a cluster stands among the others of a year: which band each of its key figures is in. It names no other cluster,
//! and nothing on it tells what another one reports (`analysis/peers.rs`).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::analysis::measure::{self, Pair};
use crate::analysis::peers::{Bands, FEWEST_OTHERS, NoBands, bands};
use crate::model::case::Case;
use crate::model::case::period::Length;
use crate::model::indicator::formula::IndicatorNumber;
use crate::model::indicator::{Aggregate, Indicator};
use crate::report::view::annual;
use crate::report::view::annual::figures::{label, number_text};
use crate::report::view::annual::types::ColophonView;
use crate::report::view::context::Context;
use crate::report::year::moved::what;

/// What the template of the sheet sees.
#[derive(Serialize)]
pub struct PeersView {
    /// The year.
    pub year: String,
    /// The name of the cluster.
    pub name: String,
    /// `draft`, `published`, or empty.
    pub status: &'static str,
    /// Where it stands, in sentences.
    pub summary: Vec<String>,
    /// Its key figures, as far as they can be placed.
    pub rows: Vec<PeersRow>,
    /// Which key figures are not placed, and why, in sentences.
    pub left_out: Vec<String>,
    /// The colophon.
    pub colophon: ColophonView,
}

/// A key figure among those of the others.
#[derive(Serialize)]
pub struct PeersRow {
    /// The name.
    pub label: String,
    /// The cluster's own figure.
    pub own: String,
    /// The bands from the lowest to the highest, in words.
    pub bands: Vec<String>,
    /// In which of them the figure is, from 0.
    pub band: usize,
    /// How many others give the figure.
    pub others: usize,
}

/// A key figure of a cluster, and where it stands.
struct Place<'a> {
    indicator: &'a Indicator,
    /// `None` if the cluster does not give it.
    own: Option<IndicatorNumber>,
    bands: Result<Bands, NoBands>,
}

/// The sheet of a case among the others in a year.
pub fn sheet(context: Context, case: &Case, all: &[&Case], year: i32) -> PeersView {
    let places: Vec<Place> = context.indicators.at_a_glance().map(|own| place(context, own, case, all, year)).collect();
    let record = case.of_year(year);
    PeersView {
        year: year.to_string(),
        name: context.get(&case.name),
        status: record.map_or("", |record| annual::status(record)),
        summary: summary(context, case, &places),
        rows: places.iter().filter_map(|place| row(context, place)).collect(),
        left_out: left_out(context, &places),
        colophon: annual::colophon(context, record.as_slice(), None, 1),
    }
}

/// Places a key figure among those of all clusters whose record covers the whole year, and that give it in the same currency.
fn place<'a>(context: Context, indicator: &'a Indicator, case: &Case, all: &[&Case], year: i32) -> Place<'a> {
    let whole = all.iter().filter_map(|case| Some((*case, Pair::of(case, year)?)));
    let whole = whole.filter(|(_, pair)| pair.record.length() == Length::Year);
    let (cases, pairs): (Vec<&Case>, Vec<Pair>) = whole.unzip();
    let given = measure::combine(context.indicators, indicator, &pairs).of;
    let own = given.iter().find(|(at, _)| cases[*at].id == case.id).map(|(_, number)| number.clone());
    let currency = own.as_ref().and_then(|own| own.currency.as_ref());
    let is_alike = |number: &IndicatorNumber| {
        currency.is_none() || number.currency.is_none() || number.currency.as_ref() == currency
    };
    let figures: Vec<Decimal> =
        given.iter().filter(|(_, number)| is_alike(number)).map(|(_, number)| number.value).collect();
    let is_summed = matches!(indicator.aggregate, Aggregate::Sum | Aggregate::Mean);
    Place { indicator, own, bands: bands(&figures, is_summed) }
}

/// The row of a figure; `None` if it is not placed.
fn row(context: Context, place: &Place) -> Option<PeersRow> {
    let (bands, own) = (place.bands.as_ref().ok()?, place.own.as_ref()?);
    let text = |value: Decimal| {
        let decimals = (value * place.indicator.scale()).normalize().scale();
        let decimals = usize::try_from(decimals).unwrap_or_default();
        number_text(context, place.indicator, &IndicatorNumber { value, decimals, about: false, currency: None })
    };
    let ends = |band: usize| {
        let (low, high) = (band.checked_sub(1).map(|at| bands.borders[at]), bands.borders.get(band).copied());
        let form = match (low, high) {
            (None, _) => "lowest",
            (_, None) => "highest",
            _ => "between",
        };
        let [low, high] = [low, high].map(|border| border.map(text).unwrap_or_default());
        context.say("peers-band", &[("form", form.into()), ("low", low.into()), ("high", high.into())])
    };
    Some(PeersRow {
        label: label(context, place.indicator),
        own: number_text(context, place.indicator, own),
        bands: (0..BANDS).map(ends).collect(),
        band: bands.band(own.value),
        others: bands.of - 1,
    })
}

/// How many bands there are.
const BANDS: usize = 4;

/// In which band its figures are, a sentence for each band from the highest down.
fn summary(context: Context, case: &Case, places: &[Place]) -> Vec<String> {
    let in_band = |band: usize| {
        let placed = places.iter().filter(|place| {
            let own = place.bands.as_ref().ok().zip(place.own.as_ref());
            own.is_some_and(|(bands, own)| bands.band(own.value) == band)
        });
        placed.map(|place| what(context, place.indicator)).collect::<Vec<_>>()
    };
    let mut form = "first";
    let mut sentences = Vec::new();
    for (band, name) in ["lowest", "lower", "upper", "highest"].into_iter().enumerate().rev() {
        let figures = in_band(band);
        if figures.is_empty() {
            continue;
        }
        let slots = [
            ("band", name.into()),
            ("form", form.into()),
            ("name", context.get(&case.name).into()),
            ("what", context.locale.list(&figures).into()),
        ];
        sentences.push(context.say("peers-in-band", &slots));
        form = "next";
    }
    sentences
}

/// Which figures are not placed, a sentence for each reason.
fn left_out(context: Context, places: &[Place]) -> Vec<String> {
    let sentence = |reason: &str| {
        let own = places.iter().filter(|place| place.reason() == Some(reason));
        let names: Vec<String> = own.map(|place| what(context, place.indicator)).collect();
        let slots = [
            ("reason", reason.into()),
            ("others", context.count(FEWEST_OTHERS).into()),
            ("what", context.locale.list(&names).into()),
        ];
        (!names.is_empty()).then(|| context.say("peers-left-out", &slots))
    };
    ["own", "few", "telling"].into_iter().filter_map(sentence).collect()
}

impl Place<'_> {
    /// Why the figure is not placed, although the cluster or enough others give it.
    fn reason(&self) -> Option<&'static str> {
        match (&self.own, &self.bands) {
            (None, Ok(_)) => Some("own"),
            (Some(_), Err(NoBands::Few)) => Some("few"),
            (Some(_), Err(NoBands::Telling)) => Some("telling"),
            (Some(_), Ok(_)) | (None, Err(_)) => None,
        }
    }
}
