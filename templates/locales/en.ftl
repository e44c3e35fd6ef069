# The fixed words of reports in English. docs/languages.md tells how to change them and how to add a language.
# What stands in { $braces } is filled in. A text runs on over lines that are set in.

## Words that begin the captions of tables and figures in Markdown: those of a language of the program, docs/templates.md

caption-table = Table
caption-figure = Figure

## Words that stand for a value

recorded = recorded
none = none
not-recorded = not recorded
withheld = withheld
for-internal = For internal use. Do not pass it on.
for-participants = For the participants of the study. Do not pass it on.
withheld-what = Withheld from these readers: { $list }.
withheld-interview = { $count ->
    [one] { $number } interview
   *[other] { $number } interviews
}
withheld-documentation = { $count ->
    [one] { $number } document
   *[other] { $number } documents
}
withheld-archival-record = { $count ->
    [one] { $number } archival record
   *[other] { $number } archival records
}
withheld-direct-observation = { $count ->
    [one] { $number } direct observation
   *[other] { $number } direct observations
}
withheld-participant-observation = { $count ->
    [one] { $number } participant observation
   *[other] { $number } participant observations
}
withheld-physical-artefact = { $count ->
    [one] { $number } physical artefact
   *[other] { $number } physical artefacts
}
withheld-events = { $count ->
    [one] { $number } event
   *[other] { $number } events
}
withheld-quotations = { $count ->
    [one] { $number } quotation
   *[other] { $number } quotations
}
withheld-observations = { $count ->
    [one] { $number } observation of a characteristic
   *[other] { $number } observations of characteristics
}
withheld-statements = { $count ->
    [one] { $number } other statement
   *[other] { $number } other statements
}
attributes = Attributes
attribute = Attribute
not-assessed = not assessed
assessed = assessed
quotation = “{ $text }”
no-source = no source given
not-named = not named
person-not-named = a person not named
undated = undated

## Numbers, dates, lists

k-of-n = { $k } of { $n }
cases = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
range = { $low } to { $high }
percentage = { $number } %
money = { $currency } { $amount }
share-under = under { $share }
share-over = over { $share }
qualified = { $qualifier } { $value }
qualifier-about = about
qualifier-just-about = just about
qualifier-roughly = roughly
qualifier-approximately = approximately
qualifier-ca = ca.
qualifier-almost = almost
qualifier-more-than = more than
qualifier-over = over
qualifier-less-than = less than
qualifier-at-least = at least
qualifier-at-most = at most
qualifier-starting-at = starting at
date-about = about { $date }
date-after = after { $date }
date-before = before { $date }
years = { $count ->
    [one] { $number } year
   *[other] { $number } years
}
months = { $count ->
    [one] { $number } month
   *[other] { $number } months
}
member-of = member of { $groups }
from-to = { $from } to { $to }
from = from { $from }
until = until { $to }

## Codes of case files

source-interview = interview
source-documentation = documentation
source-archival-record = archival record
source-direct-observation = direct observation
source-participant-observation = participant observation
source-physical-artefact = physical artefact
actor-firm = firm
    .a = a firm
    .one = one firm
actor-knowledge-institution = knowledge institution
    .a = a knowledge institution
    .one = one knowledge institution
actor-public-authority = public authority
    .a = a public authority
    .one = one public authority
actor-industry-association = industry association
    .a = an industry association
    .one = one industry association
actor-business-service = business service
    .a = a business service organisation
    .one = one business service organisation
actor-venture-capital = venture capital
    .a = a provider of venture capital
    .one = one provider of venture capital
actor-hospital = hospital
    .a = a hospital
    .one = one hospital
actor-other = other
    .a = an actor of another kind
    .one = one actor of another kind
actors-firm = firms
actors-firm-micro = very small firms
    .one = one very small firm
actors-firm-sme = small and medium-sized firms
    .one = one small or medium-sized firm
actors-firm-large = large firms
    .one = one large firm
actors-knowledge-institution = knowledge institutions
actors-public-authority = public authorities
actors-industry-association = industry associations
actors-business-service = business services
    .many = business service organisations
actors-venture-capital = venture capital
    .many = providers of venture capital
actors-hospital = hospitals
actors-other = other
    .many = actors of other kinds
actors-sized = { $actors } ({ $size ->
    [micro] very small
    [large] large
   *[sme] small and medium-sized
})
part-main = most of the actors
part-dominant = dominant
part-active = active
part-participating = participating
sector-public = public
sector-private = private
sector-mixed = mixed
sector-in-part = { $sector }; in part not recorded
sector-in-part-withheld = { $sector }; in part withheld
form-informal = informal
form-formalised = formalised
confidence-low = low
confidence-medium = medium
confidence-high = high
employment-full-time = full-time
employment-part-time = part-time
answer-yes = yes
answer-partly = partly
answer-no = no

## Funding: "mostly by a public grant of EUR 19,172,500 over 5 years"

funding = { $when } { $share } by { $what } { $from } { $amount } { $over }
funding-initial = initially
funding-present = at present
funding-solely = solely
funding-mainly = mainly
funding-mostly = mostly
funding-partly = partly
funding-supplementary = supplemented
funding-part = { $part } financed
# $sector is public, private, mixed or not-recorded; $per is year, month or once.
funding-one-grant = a { $sector ->
    [public] public
    [private] private
    [mixed] public and private
   *[other] {""}
} grant
funding-kind = { $sector ->
    [public] public
    [private] private
    [mixed] public and private
   *[other] {""}
} { $per ->
    [year] annual
    [month] monthly
   *[other] {""}
} { $kind ->
    [membership-fee] membership fees
    [grant] grants
    [project-funding] project funding
    [university-funding] university funding
   *[funds] funds
}
funding-from = from { $from }
funding-amount = of { $amount } { $per ->
    [year] per year
    [month] per month
   *[other] {""}
}
funding-starting = { $amount } { $per ->
    [year] per year
    [month] per month
   *[other] {""}
}
funding-over = over { $over }

## Phrases

facilitators-of = { $count }, { $employment }
goal-within = { $goal }, within { $within }
driver = driver of change: { $driver }
of-case = case { $case }
way-same = { $one }, the same as { $other }
way-part = { $one }, a part of { $other }
way-same-as-it = { $one }, the same as it
way-part-of-it = { $one }, a part of it
seen-elsewhere = Seen through another framework: { $way }.
step = Step { $number }
outside = outside the framework
also-said-by = also said: { $text } ({ $source })
against-by = against it: { $source }
only-here = only here: { $what }
resembles-most = Most resembles ({ $framework })
nearest-stage = { $stage } ({ $agreeing } of { $known } known agree)
none-of-the-stages = none of the stages
observed = observed
planned = planned
past = past
absent = absent
countered = observed, with evidence against it
coded-differently = contested
not-mentioned = not mentioned
grade-several = evidence of two or more sources
grade-one = evidence of one source
grade-attributed = attributed to a source, without a place in it
grade-unsupported = unsupported

## The case report

case-report = Case report
case-report-on = Case report on { $name }
keyword-cluster = cluster
keyword-case-report = case report
assessment-of-part = assessment of a part: { $part }
stage = Stage
as-to-part = as to a part: { $part }
assessed-by = assessed by: { $by }
on-basis = basis: { $basis }
with-confidence = confidence: { $confidence }
situation = Situation
industry = Industry
specialisation = Specialisation
activities = Activities
place = Place
regions = Regions
cluster-founded = Cluster founded
actors = Actors
facilitators = Facilitators
data-as-of = Data as of
stated-in = Where no other source or place stands in brackets, a statement is from
sources-at-the-end = The sources are listed at the end.
in-short = In short
name-of-secretariat = Name of secretariat
secretariat-founded = Secretariat founded
secretariat-initiated-by = Secretariat initiated by
hosted-by = Hosted by
secretariat = Secretariat
cluster-initiated-by = Cluster initiated by
financed = Financed
kinds-of-actors = Kinds of actors
kind = Kind
number = Number
part = Part
words-of-the-source = In the source’s words
actors-by-name = Actors by name
actor = Actor
sector = Sector
takes-part = Takes part
part-played = Part played
competences = Competences
where = Where
what = What
the-region = The region
indicator = Indicator
terms-of-the-source = In the source’s terms
aims = Aims
goals = Goals
ambitions = Ambitions
ambitions-not-observed = Ambitions, not observed
history = History
timeline = Timeline
when = When
models = Takes as its model
what-changed = What changed
changes-from-to = From the record of { $from } to that of { $to }
only-here-note = “Only here” is what only one of two records names; that the other does not name it need not mean that it was not so.
stage-of-development = Stage of development
criteria-of = { $life_cycle }: what its stages expect
criterion = Criterion
this-cluster = This cluster
assessed-as = Assessed
assessed-in-part-as = Assessed as to a part ({ $part })
stage-means = In this life cycle that means: { $definition }
stage-not-assessed = No stage of a life cycle has been assessed for { $name }, so it cannot be said what is early or late.
stage-not-recorded = A stage of development is not recorded.
framework = Framework
contested =
    Those who assessed a stage do not agree on it; so what was observed stands side by side, neither early nor late.
aims-in-this-stage = Aims in this stage
characteristic = Characteristic
status = Status
observed-early = observed; expected later
observed-late = observed; expected earlier
observed-elsewhere = observed; expected in other stages
observed-outside = observed; outside the framework
list-open = The source’s list is open.
list-closed = The source’s list is closed.
list-open-by = The source leaves its list open: { $words }.
list-closed-by = The source closes its list: { $words }.
held-against = { $name } (not the same as: { $others })
characteristic-of = { $name }, { $dimension }
people-by-role = People are given by their roles; none is named.
how-known-agrees = How what is known agrees with each stage
expected-and-observed = Expected, and observed
observed-and-expected = Observed, and expected
known-and-agreeing = Known, and agreeing
stage-assessed = { $stage } (assessed)
fit-chance = { $observed ->
    [one] Of all lists of a single one of the { $compared } characteristics compared here, { $share } would resemble { $stages } more than any other stage.
   *[other] Of all lists of { $observed } of the { $compared } characteristics compared here, { $share } would resemble { $stages } more than any other stage.
}
fit-chance-equally = { $observed ->
    [one] Of all lists of a single one of the { $compared } characteristics compared here, { $share } would resemble the same stages equally.
   *[other] Of all lists of { $observed } of the { $compared } characteristics compared here, { $share } would resemble the same stages equally.
}
fit-chance-absent =
    Of all lists with { $observed } of the { $compared } characteristics compared here observed and { $absent } absent, { $share }
    would resemble { $stages } more than any other stage.
fit-chance-absent-equally =
    Of all lists with { $observed } of the { $compared } characteristics compared here observed and { $absent } absent, { $share }
    would resemble the same stages equally.
fit-apart =
    The two shares point to different stages: of what a stage expects, a larger part is observed for { $fullest } than for
    { $less_full }; of what is observed, a larger part is expected in { $widest } than in { $less_wide }.
stage-with-share = { $stage } ({ $share })
next-stage = The next stage that the framework describes
item-planned = planned
item-expected-now = already expected at this stage
item-serves = for: { $aims }
dimension = Dimension
sources-and-method = Sources and method
study = Study
question = Question
selection = Selection
method = Method
validity = Validity
sources = Sources
source = Source
what-it-is = What it is
interview-with = With { $people }.
interview-with-many = With { $count } people, listed below.
rests-on = Rests on: { $sources }.
people = People
role = Role
organisation = Organisation
name = Name
references = References
not-recorded-means = “Not recorded” means that no source says anything about it, not that there is none.
by-way-of = By way of: { $way }.
also-said = Also said: { $text }
against-it = Against it:
coded-by = { $coder }: { $status }
coders-agreed = Agreed
rated = { $name }: { $rating }
coder-program = { $name } { $version } (a program)
what-was-done = What was done: { $response }

key-named-actors = Named actors
key-funding-grant = Grant
key-funding-membership-fee = Membership fee
key-funding-project-funding = Project funding
key-funding-university-funding = University funding
key-funding-funds = Funds
key-facts = Key facts
write-up = The case
authors-words = A comment by the author of this report:
words-through = { $framework }: in the source’s words
figures-on-the-region = Figures on the region
phase = Phase
evidence = Evidence
words-and-places = Where the statements stand, in the source’s words
statement = Statement
study-line = This case belongs to the study “{ $study }”; its question, selection and method stand in the
study-in-summary = cross-case summary
translated = (in translation: “{ $text }”)
said-by = According to { $who }.
sentence-fact = { $what }: { $value } ({ $source })
write-up-changed = Of the { $of } sentences of the write-up, { $form ->
    [replaced] the publisher replaced { $replaced }.
    [dropped] the publisher left out { $dropped }.
   *[both] the publisher replaced { $replaced } and left out { $dropped }.
}

## The summary

cross-case-summary = Cross-case summary
summary-of = Cross-case summary: { $title }
keyword-summary = cross-case summary
summary-covers = This summary covers { $covers } of { $count ->
    [one] 1 case
   *[other] { $count } cases
}.
cases-withheld = { $count ->
    [one] One case is withheld from these readers.
   *[other] { $count } cases are withheld from these readers.
}
cases-withheld-in = { $count ->
    [one] Part of one case is withheld, so that what follows tells and counts only what these readers may see of it.
   *[other] Parts of { $count } cases are withheld, so that what follows tells and counts only what these readers may see of them.
}
study-title = Study: { $study }
cases-heading = Cases
tables = Tables
table-covers = { $covers } of { $of } { $unit ->
    [clusters] clusters
   *[cases] cases
}{ $withheld ->
    [0] {""}
   *[other] {""}, { $withheld } withheld
}

## Tables of the summary

appendix = Appendix: the evidence behind the grids
claims = Claims
findings = What the authors find
findings-note = In the authors’ own words; what stands in brackets after a claim was computed from the cases.
finding-verdict = ({ $holds ->
    [yes] holds
    [no] does not hold
   *[unknown] cannot be checked
}{ $of ->
    [groups] , with values of { $k } of { $n } cases
    [nothing] {""}
   *[other] { $contrary ->
        [yes] : the contrary in
       *[no] { $holds ->
            [no] : only in
           *[yes] , in
        }
    } { $k } of { $n } { $of ->
        [pairs] { $n ->
            [one] pair
           *[other] pairs
        }
        [characteristics] { $n ->
            [one] characteristic
           *[other] characteristics
        }
       *[cases] { $n ->
            [one] case
           *[other] cases
        }
    }
}{ $changes ->
    [yes] ; the undecided could change that
   *[no] {""}
})
title-counted = { $title } ({ $cases })
column-case = Case
column-name = Cluster
column-founded = Founded
column-interviewed = Interviewed
column-initiated-by = Initiated by
column-sector = Whose money
stage-in-part = in part: { $stage } ({ $part })
stage-contested = contested: { $stages }
or = { $one } or { $other }
table-cases = All cases
table-profile = { $framework }, with the cases in it
table-grid = { $dimension }: all cases
table-tested = { $framework }, and how it fares with the cases
table-replication = { $framework }: predicted and observed
predicted-seen = Seen of it
predicted-not-seen = Not seen
predicted-besides = Seen besides
predicted-in = { $stage }, where { $names } are expected
predicted-nothing = In a stage that the framework does not describe
predicted-contested = Raters differ on the stage
predicted-unassessed = No stage assessed
predicted-total = { $count ->
    [one] the 1 case counted
   *[other] the { $count } cases counted
}
predicted-lacking = without a record: { $names }
replication = Replication
replication-literal = literal: as predicted
replication-theoretical = theoretical: contrary, for the reason given
replication-neither = { $count ->
    [0] neither: resembles no stage
   *[other] neither: resembles { $stages } more
}
replication-unexpected = neither: as its stage, though a contrast was expected
replication-undecided = undecided: resembles { $stages } equally
replication-unknown = not known: nothing of it is observed
replication-unpredicted = nothing is predicted
replication-note =
    Counted is what is expected in the stage of a case, in the dimensions on which it records anything. A case replicates the others
    of its stage literally if it shows what was predicted, for a like reason: what it shows resembles its own stage more than any
    other. It is a theoretical replication if it shows something contrary for a reason that was known when it was selected.
exclusive-listed = Listed for it alone, and where it is observed
exclusive-seen = Observed
exclusive-elsewhere = Observed in other cases
exclusive-nobody = in none of them
exclusive-note =
    “k of n” counts each characteristic once for each case of the stage on which its dimension is recorded.
table-coverage = What the observations rest on
table-evidence = Evidence behind the grids
table-claims = Claims checked against the cases
table-claims-clusters = Claims checked against the clusters
outside-heading = Outside the framework
key = { $sign } { $words }
key-not-recorded = blank: not recorded
grid-outside = The last column counts what was observed outside the framework.
grid-links = The sign of an observation leads to its evidence at the end, + to more of it.
grid-counts =
    { $cases } cases by { $characteristics } characteristics are too many cells for a page, so this counts in how many of the
    cases, on which the dimension is recorded, each is observed. tables/{ $table }.csv has all cells; their evidence is in the
    case reports.
cell-observed = observed: { $grade }
cell-observed-by-way = observed: { $grade }, by way of another framework
cell-countered = observed, with evidence against it: { $grade }
cell-rated = { $rating }; { $status }
rating-mixed = mixed
rating-missing = no data: the material does not say
rating-contested = rated differently: { $list }
ratings-differ = the ratings of several coders
nothing-observed = nothing observed
status-of = { $status }: { $name }
all-cases = all cases
group-of = { $group } ({ $cases })
outside-something = Something outside the framework
register-id = Id
register-observed = Observed
register-where-from = Source
register-used-in = Used in
register-as = { $dimension } (as { $characteristic })
register-outside = { $name } (outside the framework)
register-from = { $case }: { $place }
register-note = Every observation that the grids show, case by case. The last column leads back to the cells.
coverage-of-what = Counted by
coverage-which = Item
coverage-observed = Observed
coverage-several = Two or more
coverage-one = One source
coverage-named = Named only
coverage-none = No source
coverage-gaps = Gaps
coverage-case = Case
coverage-kind = Kind of source
coverage-note = 
    What is observed according to the case files; each characteristic is counted once, where it stands: on evidence of two or more
    sources, of one source, with a source named without a place in it, or without a source. Gaps are, for a case, the dimensions on
    which nothing is recorded, of those on which any case has something; for a dimension, the number of such cases. What rests on
    several kinds of sources counts in each of them.
disputed = { $text } †
note-disputed = †: others state something else; the report on the case has all statements.
note-dissents = Dissent on the stage is recorded { $count ->
    [one] once
   *[other] { $count } times
}; the reports on the cases tell it.
note-dissent = Dissent on the stage of { $case }: { $text }
table-counts =
    { $cases } cases are too many rows for a page, so they are counted by stage here. tables/{ $table }.csv has all of them.
coverage-counts =
    tables/{ $table }.csv has the rows of all { $cases } cases, which are too many for a page.
register-counts =
    { $count } pieces of evidence are too many rows for a page, so they are counted by dimension here. tables/{ $table }.csv has all of
    them.
and-more = { $entries }; and { $count } more
profile-note =
    What the framework lists for each stage. “k of n”: observed in k of the n cases of the stage on which the dimension is recorded;
    without it, nothing is recorded on the dimension.
profile-besides = Not listed there: { $list }
profile-elsewhere =
    Not in this table are { $k } of { $n } cases, of which no stage that the framework describes is known: { $names }.
no-case = no case
cell-expected = expected, { $count }
cell-not-expected-but = not expected, { $count }
cell-not-expected = not expected
own-where-expected = Own cases: where expected
own-elsewhere = Own cases: elsewhere
test-where-expected = Other cases: where expected
test-elsewhere = Other cases: elsewhere
where-expected = Where expected
elsewhere = Elsewhere
all-of-them = all { $count }
origin-a-priori = { $characteristic } (a priori)
origin-emergent = { $characteristic } (emergent)
theme-of = { $count ->
    [one] { $theme }
   *[other] { $theme } ({ $count } cases)
}
theme-outside = { $count ->
    [one] { $theme } (outside the framework)
   *[other] { $theme } (outside the framework, recurs in { $count } cases)
}
stage-count = { $stage }: { $count }
name-in-stage = { $name } ({ $stage })
stage-is-contested = stage contested
no-stage = no stage
stage-withheld = stage withheld
tested-own-all = The framework was derived from these cases; that it fits them is no test of it.
tested-own =
    The framework was derived from { $own } of these { $all } cases; that it fits these is no test of it.
tested-none = No other case has been assessed in a stage that the framework describes, so the framework is not tested here.
tested-by = The framework is tested by { $placed } of the { $others } other cases, those in a stage that it describes.
tested-unseen-own = Seen in none of its own cases whose stage expects it: { $names }.
tested-unseen = Seen in none of the cases that test it whose stage expects it: { $names }.
tested-note =
    Counts are of cases on which the dimension is recorded. What is outside the framework and recurs is a candidate to expand it.

## Claims

claim = Claim
claim-outcome = Outcome
claim-without-source = Without a source
claims-note =
    What is undecided{ $form ->
        [withheld] , not recorded or withheld
       *[plain] {" "}or not recorded
    } counts neither for nor against a claim. An open list without what the claim asks for counts as
    not recorded.
claim-holds = holds
claim-does-not-hold = does not hold
claim-unchecked = cannot be checked
claim-holds-in = holds, in { $k } of { $n } { $unit ->
    [pairs] pairs
    [characteristics] characteristics
   *[cases] {""}
}
claim-fails-in = does not hold: { $k ->
    [0] in none
   *[other] only in { $k }
} of { $n } { $unit ->
    [pairs] pairs
    [characteristics] characteristics
   *[cases] {""}
}
claim-none-holds = holds: the contrary in { $k } of { $n } { $unit ->
    [pairs] pairs
    [characteristics] characteristics
   *[cases] {""}
}
claim-none-fails = does not hold: the contrary in { $k } of { $n } { $unit ->
    [pairs] pairs
    [characteristics] characteristics
   *[cases] {""}
}
claim-could-change = { $verdict } (the undecided could change that)
claim-of-framework = the framework
claim-of-groups = the groups
claim-groups-hold = holds (values of { $k } of { $n } cases)
claim-groups-fail = does not hold (values of { $k } of { $n } cases)
claim-with-values = { $verdict }: { $values }
claim-outcome-of = said of { $of }: { $outcome }
claim-pairs-with = { $count } pairs with { $name }
claim-measured-all = { $group }: { $function ->
    [median] median
    [min] lowest
   *[max] highest
} { $value }
claim-measured = { $group }: { $function ->
    [median] median
    [min] lowest
   *[max] highest
} { $value } ({ $k } of { $n } cases)
claim-measured-of = { $group }: { $function ->
    [median] median
    [min] lowest
   *[max] highest
} { $value } ({ $what }, { $k } of { $n } cases)
claim-counted = { $group }: { $function ->
    [count] { $value } of { $n }
   *[proportion] { $value } of { $n } cases
}
claim-counted-known = { $group }: { $function ->
    [count] { $value } of { $n }, known for { $k }
   *[proportion] { $value } of { $n } cases, known for { $k }
}
claim-all-cases = all cases
claim-open = open
claim-funding = funding
claim-lacks = { $name } ({ $what })
claim-open-list = { $what }, where the list is open
claim-not-named = { $name }: not named, and the list is open
quantifier-all = all
quantifier-most = most
quantifier-some = some
quantifier-none = none to the contrary
quantifier-at-least = at least { $count }
claim-deviate = not so: { $names }
claim-not-among = not named (open list): { $names }
claim-undecided = undecided: { $names }
claim-silent = nothing recorded: { $names }
claim-silent-on = nothing recorded on { $what }: { $names }
claim-silent-because = { $what }: { $names }
claim-nothing-on = nothing recorded on { $what }
claim-withheld = “{ $what }” is withheld
claim-contested = coders differ on “{ $what }”
claim-mixed = “{ $what }” is rated mixed
against = { $one } against { $other }
fact-id = Id
fact-employment = Employment
events = Events
founded-in = founded { $date }
observed-of = { $dimension }: { $names }
name-by-way = { $name } by way of { $way }

## Figures

figure-matrix = What is observed, by the stages that expect it ({ $framework })
figure-matrix-alt = Matrix of dimensions by stages ({ $framework }).
figure-undated = { $count ->
    [one] 1 event without a date is not drawn
   *[other] { $count } events without a date are not drawn
}
figure-bars = A bar is as long as what the date names: a year, a month, or a span of time.
figure-empty-stages = Not drawn, since no case is in them: { $stages }.
figure-outside = Outside the framework: { $names }
figure-timeline = What happened when ({ $name })
figure-timeline-alt = A line of years with the following events.
figure-actors = The { $count } actors that are named, by kind and sector
figure-actors-alt = A dot for every actor that is named, by kind and sector.
figure-series = From record to record ({ $name })
figure-series-alt = Small charts of numbers from record to record.
figure-life-cycle = { $life_cycle }: the cases in the bands of their stages. The place inside a band says nothing.
figure-life-cycle-alt = A rising curve of { $up } over { $along }, in bands for the stages.
figure-contested = Contested: { $names }.
figure-without-stage = Without an assessed stage: { $names }.
figure-stage-withheld = Stage withheld: { $names }.
figure-heat-map = { $table }: what is observed where
figure-heat-map-alt = Characteristics by cases. For each, the cases in which it is observed.
figure-expected = expected in this stage
figure-expected-not-mentioned = expected in their stage, not mentioned
figure-observed-in = Observed in

## The volume

volume = Casebook
volume-of = All case reports and the cross-case summary in one volume: { $title }
volume-covers = This volume covers { $covers } of { $count ->
    [one] 1 case
   *[other] { $count } cases
}: first the cross-case summary, then each case report.
volume-cases = The cases of this volume

## For those who hear a report

table-summary = { $count ->
    [one] 1 row
   *[other] { $count } rows
}; columns: { $columns }.

## Files that go along in a PDF

attached-settings = The settings that this was made with
attached-references = The references
attached-claims = The claims
attached-framework = A framework
attached-indicators = Indicators whose figures are in this report
attached-case = A case that this was made from
attached-image = An image
attached-layout = What determines the look and the words

## The reasoning on a case, in the terminal

explain-of = from { $file }, record of: { $record }
explain-before = Before that, record of: { $record }
explain-through = { $framework }: counted by way of other frameworks
explain-criteria = What the stages of the { $life_cycle } expect, and what is recorded:
explain-part = { $stage } (part: { $part })
explain-by = by: { $by }; basis: { $basis }
explain-derived = Derived from the study “{ $study }”, to which this case belongs: fit is no test of it.
explain-not-mapped = It has no profile for the stage { $stage }.
explain-not-assessed = No stage of the whole cluster is assessed: nothing is early or late.
explain-stage-withheld = The stage is withheld: nothing is early or late.
explain-contested = Those who assessed a stage do not agree: nothing is early or late.
explain-list = { $label }, list { $list ->
    [closed] closed
   *[open] open
}
explain-fit = { $label }: { $fit } expected are observed
explain-not-recorded = Not recorded: { $labels }
explain-expected = observed, expected
explain-early = observed, expected later
explain-late = observed, expected earlier
explain-elsewhere = observed, expected elsewhere
explain-outside = observed, outside
explain-silent = expected, not mentioned
explain-way = by way of { $way }
explain-resemblance = Resemblance (known characteristics: { $known }):
explain-assessed-nearest = assessed, nearest
explain-nearest-mark = nearest
explain-counts = { $expected } expected are observed, { $observed } observed are expected
explain-agrees = → agrees with the assessed stage; evidence beside it, not in its place
explain-tied = → a tie: { $stages }; the assessed stage is one of these
explain-tension = → a tension: they resemble most { $stages }, and { $stage } was assessed
explain-none = → no stage is resembled
explain-chance = → chance: { $share } of all lists with as many observed and absent resemble the same
explain-apart = → the two shares differ: of the expected, the largest part is observed for { $fullest }; of the observed, the largest part is expected in { $widest }
explain-nearest = → nearest: { $stages }
explain-next = Next: { $stage }
explain-next-done = Next: { $stage } (all that it expects is observed)
explain-aims = { $next }. Aims: { $aims }
explain-begin = begin
explain-no-longer = no longer listed
explain-no-reason = observed; no reason to drop it
explain-also-said = also said: { $text } [{ $source }]

## The site

footnotes = Footnotes
footnote-back = Back to the text
task-done = Done
task-open = Not done
country = Country
site-start = Casebook
site-skip = To the text
site-pages = Pages
site-search = Search
site-search-all = Search all cases, quotes and tables
site-downloads = Other forms
site-contents = On this page
site-covers = Cases covered: { $covers } of { $count }.
site-to-summary = To the cross-case summary
site-all-cases = All cases
site-filters = Filter the cases
site-all = all
site-reset = Show all
site-shown = Shown: { $shown } of { $all }
site-facts = Show what each sentence rests on
site-rests-on = What this sentence rests on:
site-what-it-rests-on = What the sentences rest on
site-to-sentence = To the sentence
site-sort = Sort by this column
site-studies = Studies
site-found-short = Two letters or more, please.
site-found-none = Nothing was found.
site-found-one = Found on 1 page
site-found-many = Found on { $count } pages
site-found-more = and in { $count } more places there
site-close = Close
site-register = To the register of evidence

## The annual report of a cluster

annual-report = Annual stage report { $year }
annual-report-on = Annual stage report { $year } on { $name }
keyword-annual-report = annual report
draft = Draft
draft-note = This report is a draft: its figures may still change.
period = Period
compared-with = compared with { $period }
first-record = the first record of this cluster
no-record-for = There is no record for { $year }
at-a-glance = At a glance
at-a-glance-more = At a glance, continued
since = { $change } since { $period }
stage-history = Stages over the years
movement = Movement
movement-first = first assessment
movement-same = as before
movement-forward = forward
movement-back = a setback
assessed-by-heading = Assessed by
basis = Basis
dissent-and-driver = Dissent and driver of change
dissent = Dissent: { $text }
figures = Figures
figures-of = { $group }, { $period }
no-figures = No figures are recorded for this period.
change-heading = Change
change = { $by } ({ $part })
no-change = no change
hardly-a-change = hardly any change
points = { $count ->
    [one] { $number } percentage point
   *[other] { $number } percentage points
}
not-comparable-with = not comparable with { $period }
not-comparable = not comparable
not-computable = not computable
taken-for-nothing = { $what }: { $part } are taken for nothing, since the other parts add up to the whole.
restated-remark = † { $what }: published as { $was }, corrected { $on }: { $why }
restated = { $is } (published as { $was })
label-unit = { $label } ({ $unit })
span-of-years = { $from }–{ $to }
remark = { $what }: { $remark }
definition-changed = { $what }: the definition changed: { $change }
answered = { $count } answered
response-rate = response rate { $rate }
reason-missing = not computable, since “{ $what }” is not recorded
reason-missing-last = not computable, since “{ $what }” is not recorded for the year before
reason-withheld = not computable, since “{ $what }” is withheld
reason-withheld-last = not computable, since “{ $what }” of the year before is withheld
reason-no-last = not computable, since there is no record of the year before
reason-bounded = not computable, since “{ $what }” is given only as a bound
reason-zero = not computable, since “{ $what }” is zero
reason-zero-sum = not computable, since what it is divided by is zero
reason-periods = not computable, since the two periods are not the same part of a year
reason-currencies = not computable, since amounts are in several currencies
reason-too-large = not computable, since the number has more than 24 digits
reason-changed = not computable, since the definition of “{ $what }” changed
against-profile = The work against the stage: { $framework }
against-profile-intro = What the framework expects of facilitation in the stage { $stage }, and what was seen of it in this period.
observed-against-profile = What is observed, by dimension
expected-observed-heading = Expected and observed
observed-besides = Observed besides
expected-open = Planned, absent or not mentioned
nothing-recorded-on = Nothing is recorded on { $what }.
against-profile-note = A framework names what is most frequent in a stage. What is not mentioned may still have been done.
agenda = Agenda
last-agenda = The agenda of { $period } and what became of it
owner = Owner
due = Due
became = What became of it
why = Why
decisions = What the secretariat has decided
takes-up = Takes up
own-decision = a decision of its own
suggestions = What the framework suggests next
suggestions-with-decisions = What the framework suggests next, and what of it is decided
expected-in = Expected in
decision = Decision
suggestions-note = Suggestions are what the framework expects of the next stage and the record does not show. They are no verdict.
progress-decided = decided
progress-begun = begun
progress-done = done
progress-partly = partly done
progress-dropped = dropped
goal = Goal
goals-reached = Goals, and how far they are
target = Target
reached = Reached
share-of-target = Of the target
grants = Grants
funder = Funder
amount = Amount
co-financing = Co-financing
targets-of = What { $grant } is to bring about
restatements = Restatements
restatements-intro = These figures were published and have been corrected since. Tables show the corrected figure with a mark, and the published one in a note.
published-as = Published as
corrected-to = Corrected to
corrected-on = Corrected on
appendices = Appendices
board = The board
staff = The secretariat
helix = Sector
helix-business = business
helix-research = research and education
helix-public = public authorities
helix-civil-society = civil society
annual-method = The report is made from the records of the cluster’s own file and from no other. A figure that a record does not give is “not recorded” and is not filled in from another year. Computed figures are computed anew in every report; where something they need is missing, they are “not computable”.
definitions-version = Versions of the definitions: { $versions }.
colophon = Colophon
publisher = Publisher
contact = Contact
licence = Licence

## The annual report on a portfolio

the-year-in-short = The year in short
turned = What turned since the year before
portfolio-covers = { $count ->
    [one] This report covers { $covers } of 1 cluster with a record for { $year }.
   *[other] This report covers { $covers } of { $count } clusters: those with a record for { $year }.
}
clusters-withheld = { $count ->
    [one] One more cluster is withheld from these readers.
   *[other] { $count } more clusters are withheld from these readers.
}
clusters-withheld-in = { $count ->
    [one] Part of one cluster’s file is withheld, so that this report tells and counts only what these readers may see of it.
   *[other] Parts of { $count } clusters’ files are withheld, so that this report tells and counts only what these readers may see of them.
}
without-record = Clusters without a record for { $year }
not-yet-recorded = its records begin later, and it is not recorded when it was founded
not-yet-founded = not yet founded
closed = closed in { $on }
merged-into = merged into { $case } in { $on }
file-with-mistakes = their files have mistakes
stages-and-movements = Stages and movements
clusters-by-stage = Clusters by stage: { $life_cycle }
year-with-number = { $year } (of { $count })
clusters-in = Clusters in { $year }
no-one-stage = no one stage
by-stage-note = Counted are clusters that have a record of the year.
no-stage-note = “No one stage” are those that nobody assessed, or whose assessors differ.
lost-note = { $count ->
    [one] One of those of { $before } has no record of { $year }.
   *[other] { $number } of those of { $before } have no record of { $year }.
}
movements = Clusters whose stage changed from { $from } to { $to }
driver-heading = Driver
dissent-heading = Dissent
totals-and-distributions = Totals and distributions
totals = { $form ->
    [finding] { $finding }. { $group }: all clusters together
   *[plain] { $group }: all clusters together
}
together = Together
aggregate-sum = sum
aggregate-mean = mean
aggregate-median = median
aggregate-share-of-sums = share of sums
aggregate-none = not put together
change-in-both = Change, in clusters known in both years
clusters-in-both = Clusters known in both years
least-middle-most = Least · median · most
least = Least
middle = Median
most = Most
members-by-name = Members
member-number = Registration number
member-since = Member since
overlap-note = An organisation that is a member of two clusters counts in both.
totals-note = The figures of two years that stand beside each other are of the same clusters: those that give both years and count in the same way. Where these are not all clusters of the year, it is said of how many they are; what the others come to, stands below the figures that reports show at a glance.
totals-rest = not compared: { $names }
bounded = { $what }: given only as a bound, and not in the figure, by { $names }.
part-of-year = Only a part of the year is covered by { $names }.
definition-changed-in = { $what }: the definition changed in { $year }; the two years can't be compared.
indicator-id = Id
all-clusters = All clusters
who-lacks-what = Which figures are not recorded
figures-recorded = Figures recorded
figures-lacking = Not recorded
labels-note = { $without ->
    [0] All clusters have one.
    [one] Of one cluster none is recorded.
   *[other] Of { $without } clusters none is recorded.
}
lacking-note = Of the figures that at least one cluster gives for the year.
definitions = What the figures mean
definition = Definition
computed-as = Computed as { $formula }
formula-last = { $what } of the year before
restated-in-table = † Corrected after it was published; the section on restatements says how.
clusters-by = Clusters are in the order of: { $what }, the largest first. The last row is of all that give the figure.
all-clusters-row = All { $count }
computed = computed
source-of-definition = Source of the definition
version = Version
peers = Among the others
peers-title = Among the others, { $year }
peers-on = { $name } among the other clusters, { $year }
peers-table = Where the figures of { $year } stand
peers-own = This cluster
peers-lowest = Lowest quarter
peers-lower = Below the middle
peers-upper = Above the middle
peers-highest = Highest quarter
peers-others = Others
peers-band = { $form ->
    [lowest] under { $high }
    [between] { $low } to { $high }
   *[highest] { $low } or more
}
peers-in-band = { $band ->
    [highest] { $form ->
        [first] By { $what }, { $name } is in the highest quarter
       *[next] By { $what }, it is in the highest quarter
    }
    [upper] { $form ->
        [first] By { $what }, { $name } is above the middle, and below the highest quarter
       *[next] By { $what }, it is above the middle, and below the highest quarter
    }
    [lower] { $form ->
        [first] By { $what }, { $name } is below the middle, and above the lowest quarter
       *[next] By { $what }, it is below the middle, and above the lowest quarter
    }
   *[lowest] { $form ->
        [first] By { $what }, { $name } is in the lowest quarter
       *[next] By { $what }, it is in the lowest quarter
    }
}
peers-left-out = { $reason ->
    [own] Without a number here, though { $others } others or more give one: { $what }
    [few] Not given for the whole year by { $others } others: { $what }
   *[telling] Not placed, since the figures of all lie too close together for four bands, or since it could be told what another cluster reports: { $what }
}
peers-note = ● stands in the band of this cluster. A figure on a border is in the band above. “Others” is how many other clusters give the figure.
peers-method = The borders part all clusters that give a figure for the whole year into four bands of about a quarter each. They are rounded quartiles, and the same for every cluster. No other cluster is named, and no figure is placed from which, with the total of all, the figure of another one could be told.
full-report = Its own report
all-together = All clusters together
glance-of = { $form ->
    [of] { $of } clusters
    [changed] { $change } ({ $of } clusters)
    [compared] { $change } ({ $compared } clusters)
   *[both] { $of } clusters; { $change } in { $compared }
}
foreword = Foreword
glance-lines-own = Lines: { $years }.
line-broken = Dotted in a line: from there on the figure is counted or asked differently.
glance-lines = Small lines: { $years }, of the clusters that give the figure in all of these years.
turned-claim-holds-whole = Holds now, and did not the year before, for those that have reported both years: { $claim }
turned-claim-fails-whole = Held the year before, and does not now, for those that have reported both years: { $claim }
turned-claim-holds = Holds now ({ $now } of those with a record of both years), and did not the year before ({ $before }): { $claim }
turned-claim-fails = Held the year before ({ $before } of those with a record of both years), and does not now ({ $now }): { $claim }
portfolio-method-first = The report is made from the records of the year, the first that there are. A figure that a record does not give is “not recorded”, so that a total says of how many clusters it is.
portfolio-method = The report is made from the records of the year, and compares them with those of the year before. A figure that a record does not give is “not recorded” and is not filled in from another year, so that a total says of how many clusters it is. Changes are computed in the clusters of which both years are known; where a definition changed, the two years are not compared.
figure-flow = How clusters moved between stages, { $from } to { $to }
figure-flow-alt = Clusters by stage in { $from } at the left and in { $to } at the right, with bands from the one to the other.
figure-flow-band = From { $from } to { $to }: { $count }.
figure-flow-note = { $count ->
    [one] Not shown: 1 cluster without a single known stage in each of the two years.
   *[other] Not shown: { $count } clusters without a single known stage in each of the two years.
}
figure-lines = Key figures over the years
figure-lines-alt = A line for each figure.
figure-no-number = no number
figure-ranking = { $what }, { $to }{ $form ->
    [some] {" "}({ $covers } clusters)
   *[all] {""}
}
figure-ranking-alt = Clusters by { $what }, a bar for { $to } and a stroke for { $from }.
figure-ranking-alt-first = Clusters by { $what }, a bar for { $to }.
figure-ranking-line = { $form ->
    [both] { $name }: { $now }, before { $before }.
   *[one] { $name }: { $now }.
}
figure-parts = { $form ->
    [clusters] { $what }: its parts ({ $covers } clusters; of the others not all parts are known)
    [years] { $what }: its parts ({ $covers } years; in the others not all parts are known)
   *[all] { $what }: its parts
}
figure-parts-alt = Bars of the same length with the parts of: { $what }.
figure-path = The way through the stages: { $life_cycle }
figure-path-alt = The stage in each year, the latest stage on top: { $life_cycle }.
figure-distribution = How the clusters spread, { $year }
figure-distribution-alt = A line for each indicator with a dot for each cluster and a bar at the median.
figure-distribution-line = { $form ->
    [some] { $what }: least { $least }, lower quartile { $low }, median { $middle }, upper quartile { $high }, most { $most }; { $of } clusters.
   *[all] { $what }: least { $least }, lower quartile { $low }, median { $middle }, upper quartile { $high }, most { $most }.
}
figure-distribution-note = Each dot is a cluster. The box reaches from the lower to the upper quartile, the bar is the median, which stands at the right; at both ends stand the least and the most, with the name of the cluster where it is one alone.

## The workbook

export-contents = Contents
export-sheet = Sheet
export-title = Title
export-note = Note
export-figures = All figures of all records
export-figures-note = One figure a row. What is not recorded has no row; “none” is 0; what is approximate or given only as a bound has no value and stands under “As written”. Parts of a whole and computed shares are fractions.
export-case = Case
export-status = Status
export-group = Group
export-unit = Unit
export-value = Value
export-as-written = As written
export-better = Better is
export-formula = Formula
status-draft = draft
status-published = published
better-higher = higher
better-lower = lower
better-neither = neither

site-years = Annual reports

## What a case can be (`is_a` in its file), with its forms. A workspace can add words: `thing-school` and so on. Those with `.members` have
## actors and a secretariat.

thing-cluster = cluster
    .indefinite = a cluster
    .definite = the cluster
    .genitive = the cluster’s
    .pronoun = it
    .possessive = its
    .plural = clusters
    .members = actors
thing-initiative = initiative
    .indefinite = a cluster initiative
    .definite = the initiative
    .genitive = the initiative’s
    .pronoun = it
    .possessive = its
    .plural = cluster initiatives
    .members = actors
thing-network = network
    .indefinite = a network
    .definite = the network
    .genitive = the network’s
    .pronoun = it
    .possessive = its
    .plural = networks
    .members = actors
thing-association = association
    .indefinite = an association
    .definite = the association
    .genitive = the association’s
    .pronoun = it
    .possessive = its
    .plural = associations
    .members = members
thing-organisation = organisation
    .indefinite = an organisation
    .definite = the organisation
    .genitive = the organisation’s
    .pronoun = it
    .possessive = its
    .plural = organisations
thing-programme = programme
    .indefinite = a programme
    .definite = the programme
    .genitive = the programme’s
    .pronoun = it
    .possessive = its
    .plural = programmes
thing-school = school
    .indefinite = a school
    .definite = the school
    .genitive = the school’s
    .pronoun = it
    .possessive = its
    .plural = schools

## The write-up of case reports: one message for each sentence, with a variant for each combination of facts. A capital at the start and
## the full stop are added, and nothing else. What every sentence can have: { $subject }, the case at the start of a sentence (its name, "the cluster"
## or "it"); { $it }, the same inside one; { $the }, "the cluster"; { $genitive }, "the cluster’s"; { $name }; and $tense, present or past. No praise, no blame, no causes.

tell-number = { $count ->
    [0] no
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
   *[12] twelve
}
tell-when = { $kind ->
    [day] on { $date }
    [about] about { $date }
    [after] after { $date }
    [before] before { $date }
   *[year] in { $date }
}
tell-money = { $currency } { $amount }
tell-aside = { $text } ({ $aside })
tell-pair = { $what }: { $remark }
tell-somebody = somebody not named
tell-framework = the framework “{ $title }”
tell-source = After { $source }
tell-source-at = After { $source }, { $at }
tell-undated = When the data was collected is not stated
tell-dated = The data is of { $date }

tell-opening = { $form ->
    [in-text] { $name } { $tense ->
        [past] was
       *[present] is
    } { $what } { $place }{ $rest }
    [beside] { $name } ({ $place }) { $tense ->
        [past] was
       *[present] is
    } { $what }{ $rest }
   *[bare] { $name } { $tense ->
        [past] was
       *[present] is
    } { $what }{ $rest }
}
tell-opening-founded = { $form ->
    [in-text] { $name }, founded { $when }, is { $what } { $place }{ $rest }
    [beside] { $name } ({ $place }), founded { $when }, is { $what }{ $rest }
   *[bare] { $name }, founded { $when }, is { $what }{ $rest }
}
tell-what = { $form ->
    [in-text] { $industry }
    [given] { $thing } in { $industry }
   *[bare] { $thing }
}
tell-founded = { $form ->
    [both] { $subject } was founded { $when } on the initiative of { $initiators }
    [date] { $subject } was founded { $when }
   *[initiators] { $subject } was founded on the initiative of { $initiators }
}
tell-initiators = The initiative came from: { $initiators }
tell-ended = { $form ->
    [into-why] { $subject } became a part of { $into } { $when }; the reason given: { $why }
    [into] { $subject } became a part of { $into } { $when }
    [closed-why] { $subject } was closed { $when }; the reason given: { $why }
   *[closed] { $subject } was closed { $when }
}
tell-specialising = , specialising in { $text }
tell-attributes = { $subject } { $list }
tell-specialisation = { $subject } { $tense ->
    [past] specialised
   *[present] specialises
} in { $text }

tell-actors-number = { $count ->
    [one] one actor
   *[other] { $number } actors
}
tell-actors = { $form ->
    [main] { $subject } { $tense ->
        [past] had
       *[present] has
    } { $actors }, most of them { $kinds }
    [counted] { $subject } { $tense ->
        [past] had
       *[present] has
    } { $actors }, among them { $kinds }
   *[bare] { $subject } { $tense ->
        [past] had
       *[present] has
    } { $actors }
}
tell-counted = { $number } { $kinds }
tell-kinds-main = Most of { $genitive } actors are { $kinds }
tell-kinds-counted = { $form ->
    [more] By kind, the source counts more, namely { $kinds }
   *[some] { $subject } counts { $kinds } among its actors
}
tell-kinds-part = { $form ->
    [both] { $participating } take part in { $the }, in which { $active } play an active part
    [participating] { $participating } take part in { $the }
   *[active] { $active } take an active part in { $the }
}
tell-kinds = Among the actors are { $kinds }
tell-dominant = According to the source, { $the } is dominated by { $kinds }
tell-actors-named = The source names { $actors }
tell-actors-counted = { $form ->
    [many] The source names { $number } actors, of { $of } kinds
   *[kinds] The source names { $number } actors: { $kinds }
}
tell-actor-of-kind = { $name }, { $kind }
tell-one-of-no-kind = one of no stated kind
tell-of-no-kind = of no stated kind

tell-aims = { $owner ->
    [secretariat] The { $count ->
        [one] aim of { $secretariat } is
       *[other] aims of { $secretariat } are
    } { $list }
    [facilitators] The { $count ->
        [one] facilitators’ aim is
       *[other] facilitators’ aims are
    } { $list }
    [actor] The { $count ->
        [one] aim of { $whose } is
       *[other] aims of { $whose } are
    } { $list }
   *[case] The { $count ->
        [one] aim of { $the } is
       *[other] aims of { $the } are
    } { $list }
}
tell-goals = { $owner ->
    [secretariat] The { $count ->
        [one] goal of { $secretariat } is
       *[other] goals of { $secretariat } are
    } { $list }
    [facilitators] The { $count ->
        [one] goal of the facilitators is
       *[other] goals of the facilitators are
    } { $list }
    [actor] The { $count ->
        [one] goal of { $whose } is
       *[other] goals of { $whose } are
    } { $list }
   *[case] The { $count ->
        [one] goal of { $the } is
       *[other] goals of { $the } are
    } { $list }
}
tell-within = within { $time }
tell-reached = { $number } reached so far
tell-ambitions = { $owner ->
    [secretariat] According to the source, { $secretariat } has plans or hopes for { $list }; none of it is observed so far
    [facilitators] According to the source, the facilitators have plans or hopes for { $list }; none of it is observed so far
    [actor] According to the source, there are plans or hopes at { $whose } for { $list }; none of it is observed so far
   *[case] According to the source, there are plans or hopes for { $list }; none of it is observed so far
}
tell-secretariat = { $form ->
    [name-date-initiators] { $genitive } secretariat, { $called }, was established { $when } on the initiative of { $initiators }{ $rest }
    [name-date] { $genitive } secretariat, { $called }, was established { $when }{ $rest }
    [name-initiators] { $genitive } secretariat, { $called }, was established on the initiative of { $initiators }{ $rest }
    [name] { $genitive } secretariat is { $called }{ $rest }
    [date-initiators] { $genitive } secretariat was established { $when } on the initiative of { $initiators }{ $rest }
    [date] { $genitive } secretariat was established { $when }{ $rest }
   *[initiators] { $genitive } secretariat was established on the initiative of { $initiators }{ $rest }
}
tell-secretariat-facilitators = ; it has { $facilitators }
tell-the-secretariat = the secretariat
tell-own-secretariat = { $genitive } secretariat
tell-secretariat-initiators = The initiative for the secretariat came from: { $initiators }
tell-host = { $secretariat } is seated at { $host }
tell-facilitators-number = { $employment ->
    [full-time] { $count ->
        [one] one full-time facilitator
       *[other] { $number } full-time facilitators
    }
    [part-time] { $count ->
        [one] one part-time facilitator
       *[other] { $number } part-time facilitators
    }
   *[none] { $count ->
        [one] one facilitator
       *[other] { $number } facilitators
    }
}
tell-facilitators-unnumbered = { $employment ->
    [part-time] part-time facilitators
   *[full-time] full-time facilitators
}
tell-facilitators = { $owner ->
    [secretariat] { $secretariat } has { $facilitators }
    [secretariat-again] It has { $facilitators }
    [actor] For { $whose } { $facilitators } are at work
   *[case] { $subject } { $tense ->
        [past] had
       *[present] has
    } { $facilitators }
}
tell-facilitators-and-funding = { $subject } { $tense ->
    [past] had { $facilitators } and was financed { $now }
   *[present] has { $facilitators } and is financed { $now }
}
tell-facilitators-financed = { $genitive } { $facilitators } { $count ->
    [one] is financed { $now }
   *[other] are financed { $now }
}
tell-funding = { $form ->
    [first] At first { $owner ->
        [secretariat] { $secretariat } was
        [secretariat-again] it was
        [facilitators] the facilitators were
        [actor] { $whose } was
       *[case] { $it } was
    } financed { $now }
    [study] At the time of the study { $owner ->
        [secretariat] { $secretariat } was
        [secretariat-again] it was
        [facilitators] the facilitators were
        [actor] { $whose } was
       *[case] { $it } was
    } financed { $now }
   *[now] { $owner ->
        [secretariat] { $secretariat } is financed { $now }
        [secretariat-again] It is financed { $now }
        [facilitators] The facilitators are financed { $now }
        [actor] The financing of { $whose } is { $now }
       *[case] { $subject } { $tense ->
            [past] was
           *[present] is
        } financed { $now }
    }
}
tell-paid-by = { $share ->
    [solely] solely by { $money }
    [mainly] mainly by { $money }
    [mostly] mostly by { $money }
    [partly] in part by { $money }
    [supplementary] additionally by { $money }
    [percent] to { $part } by { $money }
   *[none] by { $money }
}
tell-one-grant = { $sector ->
    [public] a public grant
    [private] a private grant
    [mixed] a public and private grant
   *[none] a grant
}
tell-money-grant = { $sector ->
    [public] public grants
    [private] private grants
    [mixed] public and private grants
   *[none] grants
}
tell-money-membership-fee = { $per ->
    [year] annual membership fees
    [month] monthly membership fees
   *[once] membership fees
}
tell-money-project-funding = { $sector ->
    [public] public project funding
    [private] private project funding
    [mixed] public and private project funding
   *[none] project funding
}
tell-money-university-funding = { $sector ->
    [public] public university funding
    [private] private university funding
    [mixed] public and private university funding
   *[none] university funding
}
tell-money-funds = { $sector ->
    [public] public funds
    [private] private funds
    [mixed] public and private funds
   *[none] funds
}
tell-money-from-universities = funds from { $from }
tell-money-from = { $money } from { $from }
tell-money-of = { $money } of { $amount }
tell-money-starting = { $money } starting at { $amount }
tell-money-per = { $per ->
    [month] { $money } a month
   *[year] { $money } a year
}
tell-money-over = { $money } over { $over }
tell-funding-counted = { $subject } is financed from { $number } sources: { $kinds }

tell-observed = { $at ->
    [middle] { $form ->
        [noun] The source names { $number } { $dimension }: { $list }
        [in-text] The source names { $number } of { $dimension }: { $list }
       *[label] Under { $dimension }, the source names { $count ->
            [one] { $list }
           *[other] { $number }: { $list }
        }
    }
    [last] { $form ->
        [noun] The source mentions { $number } { $dimension }: { $list }
        [in-text] Among { $dimension }, the source mentions { $number }: { $list }
       *[label] The source mentions { $count ->
            [one] { $list } under { $dimension }
           *[other] { $number } under { $dimension }: { $list }
        }
    }
   *[other] { $form ->
        [noun] { $number } { $dimension } are named: { $list }
        [in-text] Of { $dimension }, { $number } { $count ->
            [one] is
           *[other] are
        } named: { $list }
       *[label] { $count ->
            [one] The source names { $list } under { $dimension }
           *[other] { $number } are named under { $dimension }: { $list }
        }
    }
}
tell-observed-closed = { $form ->
    [noun] The source presents a list of { $number } { $dimension } as complete: { $list }
    [in-text] By the source’s account { $dimension } are limited to { $number }: { $list }
   *[label] Under { $dimension }, the source’s account is limited to { $count ->
        [one] { $list }
       *[other] { $number }: { $list }
    }
}
tell-inside-and-outside = { $count ->
    [one] { $list }, the { $all ->
        [2] latter
       *[other] last
    } of which is not in { $framework }
   *[other] { $list }, the last { $number } of which are not in { $framework }
}
tell-outside = { $count ->
    [one] { $list }, which is not in { $framework }
   *[other] { $list }, which are not in { $framework }
}
tell-planned = The source mentions plans for { $list }
tell-past = The source tells of { $list } as given up
tell-absent = According to the source, { $list } { $count ->
    [one] is
   *[other] are
} missing
tell-event = { $form ->
    [dated] { $text } ({ $date })
   *[undated] { $text }
}
tell-events-counted = { $form ->
    [span-phases] There are { $number } recorded events from { $first } to { $last }; they fall into { $phases }
    [span-phases-rest] There are { $number } recorded events from { $first } to { $last }; { $placed } of them { $count ->
        [one] falls
       *[other] fall
    } into { $phases }
    [span] There are { $number } recorded events from { $first } to { $last }
    [phases] There are { $number } recorded events in the history of { $the }; they fall into { $phases }
    [phases-rest] There are { $number } recorded events in the history of { $the }; { $placed } of them { $count ->
        [one] falls
       *[other] fall
    } into { $phases }
   *[bare] There are { $number } recorded events in the history of { $the }
}
tell-phases = { $count ->
    [one] one phase: { $phases }
   *[other] { $number } phases: { $phases }
}
tell-times = { $what } ({ $number })
tell-models = { $subject } is modelled on { $list }
tell-region = On the region the source says: { $list }
tell-competences = Of what actors of the region are able to do, the source says: { $list }

tell-stage = { $form ->
    [by-basis-aside] { $name } is classed as { $stage } by { $by } on the basis of { $basis } ({ $aside })
    [by-basis] { $name } is classed as { $stage } by { $by } on the basis of { $basis }
    [by-aside] { $name } is classed as { $stage } by { $by } ({ $aside })
    [by] { $name } is classed as { $stage } by { $by }
    [basis-aside] { $name } is classed as { $stage } on the basis of { $basis } ({ $aside })
    [basis] { $name } is classed as { $stage } on the basis of { $basis }
    [aside] { $name } is classed as { $stage } ({ $aside })
   *[bare] { $name } is classed as { $stage }
}
tell-see = see { $at }
tell-basis = basis: { $basis }
tell-rating = as { $stage } by { $by }
tell-stages-differ = { $form ->
    [ground] { $name } is classed differently, { $ratings } ({ $ground })
   *[bare] { $name } is classed differently, { $ratings }
}
tell-stages-agree = { $form ->
    [both-ground] { $name } is classed as { $stage } by both { $raters } ({ $ground })
    [both] { $name } is classed as { $stage } by both { $raters }
    [all-ground] { $name } is classed as { $stage } by { $raters } alike ({ $ground })
   *[all] { $name } is classed as { $stage } by { $raters } alike
}
tell-stage-of-part = As to { $part }, the assessment by { $by } is “{ $stage }”
tell-not-assessed = The stage of development of { $the } has not been assessed
tell-dissent = There is dissent: { $text }
tell-driver = What drove the change, according to the source: { $driver }
tell-criteria = Of the criteria of “{ $cycle }”, { $parts }
tell-criteria-yes = these are met: { $list }
tell-criteria-partly = these are met in part: { $list }
tell-criteria-no = these are not met: { $list }
tell-situation = The source describes the situation as follows: { $text }
tell-expected-all = { $at ->
    [first] { $count ->
        [2] Both
       *[other] All { $observed }
    } named { $noun } are among the { $of } that { $framework } lists for this stage
    [middle] { $count ->
        [2] Both
       *[other] All { $observed }
    } { $noun } named are among the { $of } that { $framework } lists for this stage
   *[last] For this stage { $framework } lists { $of } { $noun }, including { $count ->
        [2] both
       *[other] all { $observed }
    } mentioned
}
tell-expected-some = { $at ->
    [first] Of the { $observed } named { $noun }, { $count ->
        [one] one is
       *[other] { $number } are
    } among the { $of } that { $framework } lists for this stage{ $rest }
    [middle] Of the { $observed } named { $noun }, { $count ->
        [one] one belongs
       *[other] { $number } belong
    } to the { $of } of this stage in { $framework }{ $rest }
   *[last] For this stage { $framework } lists { $of } { $noun }, including { $number } of the { $observed } mentioned{ $rest }
}
tell-expected-outside = , but not { $list }
tell-expected = { $form ->
    [one] What is named is among the { $of } { $noun } that { $framework } lists for this stage
    [one-not] What is named is not among the { $of } { $noun } that { $framework } lists for this stage
    [none] None of the { $observed } named { $noun } is among the { $of } that { $framework } lists for this stage
   *[nothing] Of the { $of } { $noun } that { $framework } lists for this stage, none is observed
}
tell-expected-of = Of what { $framework } lists for this stage, the case shows { $parts }
tell-expected-part = { $form ->
    [noun] { $share ->
        [none] none of { $of } { $dimension }
        [both] both { $dimension }
        [all] all { $of } { $dimension }
       *[some] { $number } of { $of } { $dimension }
    }
    [in-text] { $share ->
        [none] none of { $of }
        [single] the one
       *[some] { $number } of { $of }
    } of { $dimension }
   *[label] { $share ->
        [none] none of { $of }
        [single] the one
       *[some] { $number } of { $of }
    } under { $dimension }
}
tell-some-of = { $form ->
    [noun] { $number } { $dimension }
    [in-text] { $number } of { $dimension }
   *[label] { $number } under { $dimension }
}
tell-others = { $number } others
tell-expected-as = { $form ->
    [first] For { $stage }, { $framework } expects { $total ->
        [one] one characteristic
       *[other] { $of } { $noun }
    }, { $share ->
        [none] { $total ->
            [one] which is not observed
           *[other] none of which is observed
        }
        [all] { $total ->
            [one] which is observed
            [2] both of which are observed
           *[other] all of which are observed
        }
       *[some] of which { $count ->
            [one] one is observed
           *[other] { $number } are observed
        }
    }
   *[more] For { $stage } it expects { $of }; { $share ->
        [none] { $total ->
            [one] it is not observed
           *[other] none is observed
        }
        [all] { $total ->
            [one] it is observed
            [2] both are observed
           *[other] all are observed
        }
       *[some] { $number } { $count ->
            [one] is
           *[other] are
        } observed
    }
}
tell-not-mapped = For this stage, { $framework } has no profile
tell-expected-and-unseen = { $expected }; { $unseen }
tell-unseen-open = { $at ->
    [first] The source does not mention { $any }, but it does not claim that its list is complete
    [middle] The source does not mention { $any }, but its list may be incomplete
   *[last] The source, whose list may be incomplete, does not mention { $any }
}
tell-unseen-closed = { $form ->
    [told] The source’s list does not include { $any }
   *[untold] The source’s list, which it presents as complete, does not include { $any }
}
tell-other-stage = { $form ->
    [early] The framework lists { $list } for a later stage
    [late] The framework lists { $list } for an earlier stage
   *[other] The framework lists { $list } for other stages
}
tell-derived = { $form ->
    [last] The framework, which describes no later stage, was derived in part from this case, which is no test of it
   *[bare] The framework was derived in part from this case, which is no test of it
}
tell-last-stage = The framework describes no later stage
tell-resembles = What is known resembles { $stages } most ({ $number } of { $of } known characteristics agree), and not the assessed stage
tell-next-stage = For the next stage, that of { $stage }, the framework adds { $list }
tell-second-framework = { $form ->
    [all] The case shows { $total ->
        [2] both
       *[other] all { $of }
    } { $noun } in { $framework }
    [silent] { $at ->
        [middle] Of the { $of } { $noun } in { $framework }, the case shows { $number }; { $silent ->
            [one] the other one, { $list }, is
           *[other] { $list } are
        } not mentioned
        [last] { $framework } has { $of } { $noun }, of which the case shows { $number }; { $silent ->
            [one] the other one, { $list }, is
           *[other] { $list } are
        } not mentioned
       *[other] The case shows { $number } of the { $of } { $noun } in { $framework }; { $silent ->
            [one] the other one, { $list }, is
           *[other] { $list } are
        } not mentioned
    }
    [absent] The case shows { $number } of the { $of } { $noun } in { $framework }; absent: { $list }
   *[some] The case shows { $number } of the { $of } { $noun } in { $framework }
}
tell-characteristics = characteristics
tell-number-of-actors = the number of actors
tell-number-of-facilitators = the number of facilitators
tell-differ = { $order ->
    [again] On { $what } there are different statements too: { $statements }
   *[first] Statements on { $what } differ: { $statements }
}
tell-statement = { $order ->
    [named] one mentions it ({ $at })
    [quoted] one speaks of { $text } ({ $at })
    [first] one says { $text } ({ $at })
   *[more] another says { $text } ({ $at })
}
tell-statement-of = according to { $who }, { $text } ({ $at })
tell-against = { $count ->
    [one] One passage speaks against { $what } ({ $at })
   *[other] { $number } passages speak against { $what } ({ $at })
}
tell-passage = { $words }, { $at }
tell-contested = Those who coded the case do not agree on { $list }
tell-none = { $subject } has no { $list }, according to the source
tell-none-initiated-by = initiators
tell-none-history = history
tell-none-models = model
tell-none-secretariat = secretariat
tell-none-actors = actors
tell-none-actor-kinds = kinds of actors
tell-none-actor-names = named actors
tell-none-facilitators = facilitators
tell-none-funding = funding
tell-none-aims = aims
tell-none-goals = goals
tell-none-ambitions = ambitions
tell-none-events = events
tell-missing = { $form ->
    [little] Little is recorded; there is nothing { $list }
   *[some] Nothing is recorded { $list }
}
# Each ends with a comma, which stays before the last of the list alone.
tell-missing-founding = on who founded { $the } and when,
tell-missing-date = on when { $the } was founded,
tell-missing-initiators = on who founded { $the },
tell-missing-secretariat = on a secretariat,
tell-missing-secretariat-details = on the name or the establishment of the secretariat,
tell-missing-secretariat-name = on the secretariat’s name,
tell-missing-secretariat-initiators = on who initiated the secretariat,
tell-missing-secretariat-name-and-initiators = on the secretariat’s name and initiators,
tell-missing-actors = on actors,
tell-missing-funding = on funding,
tell-missing-aims = on { $genitive } aims,
tell-missing-aims-and-goals = on { $genitive } aims and goals,
tell-missing-stage = on the stage of development,
tell-missing-dimensions = on { $dimensions },
tell-missing-dimensions-counted = on { $number } dimensions of the framework,

## What the cases say, in the summary. `{ $group }`, `{ $earlier }` and `{ $later }` are plurals: "potential clusters". Counts are of cases.

across-title = What the cases say
across-heading = { $group }
across-in-stage = cases in the stage “{ $stage }”
across-with-value = cases with { $what } “{ $value }”
across-members = { $form ->
    [stage-one] One case, { $names }, is assessed as { $stage }; a group of one is not compared
    [stage-few] { $number } cases are assessed as { $group }: { $names }
    [stage-many] Of the { $of } cases, { $number } are assessed as { $group }
    [value-one] Of one case, { $names }, the { $what } is “{ $stage }”; a group of one is not compared
    [value-few] Of { $number } cases the { $what } is “{ $stage }”: { $names }
   *[value-many] Of { $number } of the { $of } cases the { $what } is “{ $stage }”
}
# Behind a statement on fewer cases than there are.
across-known = { $known ->
    [one] (recorded for one of the { $of })
   *[other] (recorded for { $known } of the { $of })
}
across-founded = { $form ->
    [none] The founding year of none of them is known
    [one] A founding year is known for { $name } alone: { $first }
    [both] Both were founded in { $first }
    [same] All were founded in { $first }
    [range] They were founded between { $first } and { $last }
    [some-same] The { $number } whose founding year is known date from { $first }
    [some-pair] The two whose founding year is known date from { $first } and { $last }
   *[some-range] The { $number } whose founding year is known were founded between { $first } and { $last }
}
across-actors = actors
across-facilitators = facilitators
across-counted = { $number } { $what }
across-numbers = The { $number } have { $list }
across-pair = Of the two whose number of { $what } is known, one has { $least } and the other { $most }
across-range = { $form ->
    [one] { $least } { $what } (recorded for { $name } alone)
    [each] { $least } { $what } each { $known }
    [next-median] { $least } or { $most } { $what } (median { $median }) { $known }
    [next] { $least } or { $most } { $what } { $known }
    [median] from { $least } to { $most } { $what } (median { $median }) { $known }
   *[range] from { $least } to { $most } { $what } { $known }
}
across-kinds = As actors{ $known }, { $shares }
across-part = { $part ->
    [main] { $whole ->
        [yes] In { $both ->
            [yes] both
           *[no] all { $number }
        }, most of the actors are { $items }{ $known }
       *[no] Most of the actors{ $known } are { $shares }
    }
    [active] { $whole ->
        [yes] In { $both ->
            [yes] both
           *[no] all { $number }
        }, { $items } are described as active{ $known }
       *[no] According to the sources{ $known }, the active ones are { $shares }
    }
   *[dominant] { $whole ->
        [yes] In { $both ->
            [yes] both
           *[no] all { $number }
        }, { $items } are described as dominant{ $known }
       *[no] According to the sources{ $known }, the dominant ones are { $shares }
    }
}
across-money-public = public money
across-money-private = private money
across-money-mixed = public and private money
across-money = As sources of funding{ $known }, { $shares }
across-observed = { $form ->
    [noun] As { $dimension }{ $known }, { $shares }
   *[label] Under { $dimension }{ $known }, { $shares }
}
across-lens = { $form ->
    [alone] The cases are described in the terms of { $framework }
   *[also] The cases are also described in the terms of { $framework }; the rest of this paragraph rests on that description alone
}
# Labels in a row: `listed` if one has an "and" or many words of its own, `long` if one has three words, `mixed` if of two only the last
# has several.
across-row = { $form ->
    [listed] { $count ->
        [2] { $items } as well as { $last }
       *[other] { $items }, and { $last }
    }
    [mixed] { $last } and { $items }
   *[plain] { $items } and { $last }
}
# What cases share, as a noun with its place: "firms in all three".
across-in = { $form ->
    [all] { $items } in all { $number }
    [both] { $items } in both
    [only] { $items } in { $name }
    [some] { $items } in { $number }
    [some-each] { $items } in { $number } each
    [one] { $items } in { $name } alone
    [most] { $items } in most of the { $number }
    [half] { $items } in half of the { $number } or fewer
   *[fewer] { $items } in fewer
}
across-after = derived from { $works }
# What cases share: the first clause, which has the verb, and those that follow it.
across-share = { $form ->
    [all] all { $number } name { $items }
    [both] both name { $items }
    [only] { $name } names { $items }
    [some] { $number } name { $items }
    [some-each] { $items } are named by { $number } each
    [one] { $name } alone names { $items }
    [seen] { $name } names { $items }
    [most] most of the { $number } name { $items }
    [half] half of the { $number } or fewer name { $items }
   *[fewer] fewer name { $items }
}
across-more = { $number } others
across-unseen = { $form ->
    [few] Of what { $framework } lists for this stage, no source mentions { $list } { $known }
   *[many] Of what { $framework } lists for this stage, { $number } characteristics are mentioned by no source { $known }
}
across-planned = { $form ->
    [few] { $list }
   *[many] Plans for more are recorded in { $number } of them
}
across-planned-in = { $name } plans { $list }
across-apart-heading = From group to group
across-all-heading = Across all cases
across-claims-heading = The claims
across-middle = { $number } in { $group } { $known }
across-middles = { $form ->
    [all] The median number of { $what } is { $list }
   *[lacking] The median number of { $what } is { $list }; for { $lacking } too few numbers are known for a median
}
across-of = { $form ->
    [all] { $text } (all { $number })
   *[some] { $text } ({ $number } of { $of })
}
# What most cases of one group name and none of the others: a list for each group.
across-only =
    Of the characteristics in { $framework }, these are named by more than half of the cases in one group and by no case in the other
    groups compared{ $gaps ->
        [yes] , as far as recorded
       *[no] {""}
    }: { $list }
across-only-in = in { $later }, { $list }
across-apart = Unlike { $earlier }, { $later } name { $list }
across-through = All { $number } cases in the groups name { $list }
across-nowhere = { $form ->
    [silent] For no case is anything recorded on { $silent }
    [few] Of what { $framework } lists, no source mentions { $list }
    [few-silent] Of what { $framework } lists, no source mentions { $list }, and for no case is anything recorded on { $silent }
    [many] Of the { $listed } characteristics that { $framework } lists{ $whole ->
        [yes] {""}
       *[no] {" "}in the dimensions that several cases record
    }, { $number } are mentioned by no source
   *[many-silent] Of the { $listed } characteristics that { $framework } lists in the dimensions that several cases record, { $number } are mentioned by no source, and for no case is anything recorded on { $silent }
}
across-rest = { $form ->
    [contested] { $who ->
        [named] The raters of { $names } differ
       *[counted] The raters of { $number } cases differ
    }, so { $count ->
        [one] it belongs
       *[other] they belong
    } to no group
    [stage-withheld] The stage of { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } is withheld, so { $count ->
        [one] it belongs
       *[other] they belong
    } to no group
    [stage] { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } { $count ->
        [one] has not been assigned to any stage and belongs
       *[other] have not been assigned to any stage and belong
    } to no group
    [value-withheld] For { $who ->
        [named] { $names }
       *[counted] { $number } cases
    }, “{ $what }” is withheld, so { $count ->
        [one] it belongs
       *[other] they belong
    } to no group
   *[value] { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } { $count ->
        [one] records nothing on “{ $what }” and belongs
       *[other] record nothing on “{ $what }” and belong
    } to no group
}
across-claims = { $count ->
    [one] One claim about the cases{ $works } was checked
   *[other] In all, { $number } claims{ $works } were checked against the cases
}: { $parts }
across-clauses = { $items } and { $last }
across-fares = { $form ->
    [holds] { $count ->
        [one] one holds
       *[other] { $number } hold
    }
    [in-part] { $count ->
        [one] one holds for some only
       *[other] { $number } hold for some only
    }
    [not] { $count ->
        [one] one does not hold
       *[other] { $number } do not hold
    }
   *[unknown] { $number } cannot be checked
}
across-refuted = { $count ->
    [one] This one does not hold: { $list }
   *[other] These do not hold: { $list }
}
across-deviant = { $cases ->
    [one] { $names } is at odds with more claims than any other case ({ $number } of the { $of })
   *[other] { $names } are at odds with more claims than any other case ({ $number } of the { $of } each)
}{ $holds ->
    [yes] ; a claim that speaks only of most cases can still hold
   *[no] {""}
}
across-singles = { $form ->
    [named] { $names } are alone in their groups and are not compared
   *[counted] { $number } cases are alone in their groups and are not compared
}


## What `casebook explain CASE --prose` says

explain-prose = { $name } ({ $case }): the write-up, sentence by sentence
explain-no-prose = There is no write-up in `{ $language }`, since sentences of it are missing in that language.
explain-left-out = In no sentence:
explain-by-author = the author's words
explain-by-publisher = replaced by `write_up`
explain-fact = { $what }: { $value }
explain-left-out-lines = { $what } ({ $file }:{ $lines })
left-out-counted = too many or too long for a sentence; a table has it
left-out-table = left to the tables and the key facts
left-out-framework = observed through another framework: the tables have it
left-out-words = the source's words alone, without a name or a form for a sentence (`in_text`)
left-out-by-publisher = left out by `write_up` in casebook.yaml

fact-ended = End
criteria = Criteria

## A year in sentences

year-stages-and-size = Stages and size
year-gains = Gains
year-losses = Losses
year-hidden = What moved both ways
year-single = In single clusters
year-money-and-plans = Money and plans
year-reported = { $form ->
    [all] { $count ->
        [one] The one cluster has reported for { $year }
        [2] Both clusters have reported for { $year }
       *[other] All { $of } clusters have reported for { $year }
    }
    [named] { $known } of { $of } clusters { $reported ->
        [one] has
       *[other] have
    } reported for { $year }; { $names } { $lacking ->
        [one] has
       *[other] have
    } not
   *[some] { $known } of { $of } clusters { $reported ->
        [one] has
       *[other] have
    } reported for { $year }
}
year-drafts = { $form ->
    [named] The figures of { $names } are drafts
   *[counted] The figures of { $number } clusters are drafts
}
year-periods = { $form ->
    [named] { $count ->
        [one] { $names } reports for another period
       *[other] { $names } report for other periods
    }
   *[counted] { $number } clusters report for other periods than the calendar year
}
year-in-part = { $form ->
    [named] { $count ->
        [one] { $names } reports for a part of the year alone; sums have that part
       *[other] { $names } report for a part of the year alone; sums have these parts
    }
   *[counted] { $number } clusters report for a part of the year alone; sums have these parts
}
year-ended = { $form ->
    [last] { $count ->
        [one] { $names } ended { $when } and reports for the last time
       *[other] { $names } have ended and report for the last time
    }
    [into] { $names } became a part of { $into } { $when }{ $why ->
        [none] { "" }
       *[given] : { $text }
    }
    [own] { $names } ended { $when }{ $why ->
        [none] { "" }
       *[given] : { $text }
    }
   *[gone] { $count ->
        [one] { $names } ended { $when } and is not among them
       *[other] { $names } have ended and are not among them
    }
}
year-new = { $form ->
    [named] { $count ->
        [one] { $names } reports for the first time
       *[other] { $names } report for the first time
    }
   *[counted] { $number } clusters report for the first time
}
year-compared = { $form ->
    [all] Unless fewer clusters are named, changes are those of all { $number }
   *[some] { $count ->
        [one] Changes are those of the one cluster with records of both years
       *[other] Unless fewer clusters are named, changes are those of the { $number } with records of both years
    }
}
year-stage = { $form ->
    [by] { $move ->
        [same] { $name } is assessed as { $stage } by { $by }, as in the year before
        [forward] { $name } moved on: it is assessed as { $stage } by { $by }, and was { $before } the year before
        [back] { $name } moved back: it is assessed as { $stage } by { $by }, and was { $before } the year before
       *[first] { $name } is assessed as { $stage } by { $by }
    }
   *[plain] { $move ->
        [same] { $name } is assessed as { $stage }, as in the year before
        [forward] { $name } moved on: it is assessed as { $stage }, and was { $before } the year before
        [back] { $name } moved back: it is assessed as { $stage }, and was { $before } the year before
       *[first] { $name } is assessed as { $stage }
    }
}
year-stage-by = { $form ->
    [by] { $stage } by { $by }
   *[plain] { $stage }
}
year-stage-no-more = { $form ->
    [none] { $name } is not assessed this year; the year before it was assessed as { $before }
   *[silent] No stage of { $name } is recorded this year; the year before it was assessed as { $before }
}
year-stage-withheld = The stage of { $name } is withheld
year-stage-differs = Assessments of { $name } differ: { $list }
year-stages = { $form ->
    [cycle] By { $cycle }, { $list }
   *[plain] { $list }
}
year-in-stage = { $place ->
    [first] { $count ->
        [one] one of the clusters is assessed as { $stage }
       *[other] { $number } of the clusters are assessed as { $stage }
    }
   *[next] { $number } as { $stage }
}
year-no-stage = { $form ->
    [differ] the assessments of { $number } differ
    [silent] for { $number } no stage is recorded
    [withheld] the stage of { $number } is withheld
   *[rest] { $count ->
        [one] one is not assessed
       *[other] { $number } are not assessed
    }
}
year-move = { $way ->
    [forward] { $place ->
        [first] { $names } moved to a later stage, from { $from } to { $to }
       *[next] { $names } from { $from } to { $to }
    }
   *[back] { $place ->
        [first] { $names } moved to an earlier stage, from { $from } to { $to }
       *[next] { $names } from { $from } to { $to }
    }
}
year-no-move = { $count ->
    [2] Neither of the two that have a stage in both years moved to another
   *[other] None of the { $number } that have a stage in both years moved to another
}
year-from-to = { $form ->
    [part] from { $then } to { $now } ({ $part })
   *[plain] from { $then } to { $now }
}
year-answers = { $numbers }, { $answers } answers
year-in-some = { $count ->
    [one] { $numbers } in { $name }, the one cluster that gives both years
   *[other] { $numbers } in { $number } clusters
}
year-moved = { $way ->
    [up] { $middle ->
        [median] { $what } rose { $numbers } in the median of { $clusters } clusters
        [mean] { $what } rose { $numbers } on average in { $clusters } clusters
       *[sum] { $what } rose { $numbers }
    }
   *[down] { $middle ->
        [median] { $what } fell { $numbers } in the median of { $clusters } clusters
        [mean] { $what } fell { $numbers } on average in { $clusters } clusters
       *[sum] { $what } fell { $numbers }
    }
}
year-also = { $middle ->
    [median] { $what } { $numbers } in the median of { $clusters } clusters
    [mean] { $what } { $numbers } on average in { $clusters } clusters
   *[sum] { $what } { $numbers }
}
year-stood = { $middle ->
    [median] { $what } is { $now } in the median of { $clusters } clusters in both years
    [mean] { $what } is { $now } on average in { $clusters } clusters in both years
   *[sum] { $what } is { $now } in both years
}
year-in-clusters = { $text }: { $ways }
year-of = { $form ->
    [all] { $count ->
        [2] both clusters
       *[other] all { $of } clusters
    }
    [of] { $number } of { $of } clusters
   *[no] { $number }
}
year-way = { $way ->
    [up] { $form ->
        [one] up in { $names }
        [named] up in { $of }, most in { $names }
       *[plain] up in { $of }
    }
   *[down] { $form ->
        [one] down in { $names }
        [named] down in { $of }, most in { $names }
       *[plain] down in { $of }
    }
}
year-unmoved = unchanged in { $number }
year-reason-own = On { $what }: { $text }
year-reason = { $name } writes on this: { $text }
year-none-moved = { $form ->
    [clearly] { $way ->
        [up] Among the { $number } headline figures that can be compared there is no clear gain
       *[down] Among the { $number } headline figures that can be compared there is no clear loss
    }
   *[none] { $way ->
        [up] Among the { $number } headline figures that can be compared there is no gain
       *[down] Among the { $number } headline figures that can be compared there is no loss
    }
}
year-cluster = { $way ->
    [up] { $form ->
        [all] in { $name } all { $of } headline figures under { $group } rose
       *[some] in { $name } { $moved } of { $of } headline figures under { $group } rose
    }
   *[down] { $form ->
        [all] in { $name } all { $of } headline figures under { $group } fell
       *[some] in { $name } { $moved } of { $of } headline figures under { $group } fell
    }
}
year-stands = { $middle ->
    [median] { $form ->
        [same] { $what } is { $now } in the median, as in the year before
        [some] { $what } is { $now } in the median of the { $number } clusters that give it
       *[alone] { $what } is { $now } in the median
    }
    [mean] { $form ->
        [same] { $what } is { $now } on average, as in the year before
        [some] { $what } is { $now } on average in the { $number } clusters that give it
       *[alone] { $what } is { $now } on average
    }
   *[sum] { $form ->
        [same] { $what } is { $now }, as in the year before
        [some] { $what } is { $now } in the { $number } clusters that give it
       *[alone] { $what } is { $now }
    }
}
year-of-both = { $count ->
    [one] { $what } is { $now }; in the one cluster that gives both years the change is { $numbers }
   *[other] { $what } is { $now }; in the { $number } clusters that give both years the change is { $numbers }
}
year-budget = { $scope ->
    [one] { $change ->
        [rose] The budget is { $now }, { $by } more than the year before ({ $part })
        [fell] The budget is { $now }, { $by } less than the year before ({ $part })
        [stayed] The budget is { $now }, as in the year before
       *[none] The budget is { $now }
    }
   *[all] { $change ->
        [rose] { $form ->
            [all] The { $number } budgets come to { $now }, { $by } more than the year before ({ $part })
           *[some] The { $number } budgets come to { $now }; in the { $both } clusters that give both years they rose by { $by } ({ $part })
        }
        [fell] { $form ->
            [all] The { $number } budgets come to { $now }, { $by } less than the year before ({ $part })
           *[some] The { $number } budgets come to { $now }; in the { $both } clusters that give both years they fell by { $by } ({ $part })
        }
        [stayed] The { $number } budgets come to { $now }, as in the year before
       *[none] { $count ->
            [one] The one budget that is given is { $now }
           *[other] The { $number } budgets come to { $now }
        }
    }
}
year-sources = { $form ->
    [all] { $count ->
        [one] All of it comes from { $list }
       *[other] The largest sources of money are { $list }
    }
   *[some] { $givers ->
        [one] Of the one that gives all parts the largest sources are { $list }
       *[other] { $count ->
            [one] In the { $number } that give all parts, all of it comes from { $list }
           *[other] The largest sources, in the { $number } that give all parts, are { $list }
        }
    }
}
year-kind = { $form ->
    [reached] { $place ->
        [only] is reached
        [both] both are reached
        [all] all are reached
        [first] { $count ->
            [one] one is reached
           *[other] { $number } are reached
        }
       *[next] { $number } reached
    }
    [missed] { $place ->
        [only] is not yet reached
        [both] neither is reached yet
        [all] none is reached yet
        [first] { $count ->
            [one] one is not yet reached
           *[other] { $number } are not yet reached
        }
       *[next] { $number } not yet
    }
    [done] { $place ->
        [only] was carried out
        [both] both were carried out
        [all] all were carried out
        [first] { $count ->
            [one] one was carried out
           *[other] { $number } were carried out
        }
       *[next] { $number } carried out
    }
    [begun] { $place ->
        [only] is begun
        [both] both are begun
        [all] all are begun
        [first] { $count ->
            [one] one is begun
           *[other] { $number } are begun
        }
       *[next] { $number } begun
    }
    [partly] { $place ->
        [only] was carried out in part
        [both] both were carried out in part
        [all] all were carried out in part
        [first] { $count ->
            [one] one was carried out in part
           *[other] { $number } were carried out in part
        }
       *[next] { $number } in part
    }
    [decided] { $place ->
        [only] is still to be begun
        [both] neither is begun yet
        [all] none is begun yet
        [first] { $count ->
            [one] one is still to be begun
           *[other] { $number } are still to be begun
        }
       *[next] { $number } still to be begun
    }
    [dropped] { $place ->
        [only] was dropped
        [both] both were dropped
        [all] all were dropped
        [first] { $count ->
            [one] one was dropped
           *[other] { $number } were dropped
        }
       *[next] { $number } dropped
    }
    [withheld] { $place ->
        [only] has an outcome that is withheld
        [both] both have an outcome that is withheld
        [all] all have an outcome that is withheld
       *[next] the outcome of { $number } is withheld
    }
   *[silent] { $place ->
        [only] { $thing ->
            [goal] has no record of whether it is reached
           *[decision] has no record of what became of it
        }
        [both] neither has a record of { $thing ->
            [goal] whether it is reached
           *[decision] what became of it
        }
        [all] none has a record of { $thing ->
            [goal] whether it is reached
           *[decision] what became of it
        }
       *[next] on { $number } nothing is recorded
    }
}
year-goals = { $count ->
    [one] The one goal { $list }
   *[other] Of { $number } goals, { $list }
}
year-followed = { $count ->
    [one] The one decision of the year before { $list }
   *[other] Of { $number } decisions of the year before, { $list }
}
year-decided = { $form ->
    [list] New decisions: { $list }
    [one] There are { $number } new decisions
   *[all] { $count ->
        [one] The clusters took one new decision
       *[other] The clusters took { $number } new decisions
    }
}
year-labels = { $form ->
    [one] { $what }: { $date }
    [named] { $what }: { $names }
   *[all] { $number } clusters reach { $what } within a year
}
year-missing = { $form ->
    [list] Recorded the year before and not any more: { $list }
    [one] { $count ->
        [one] One figure of the year before is not recorded any more
       *[other] { $number } figures of the year before are not recorded any more
    }
   *[all] { $count ->
        [one] One figure of the year before is not recorded any more, in one cluster
       *[other] { $clusters ->
            [one] { $number } figures of the year before are not recorded any more, in one cluster
           *[other] { $number } figures of the year before are not recorded any more, in { $of } clusters
        }
    }
}
year-rose = { $what } rose
year-fell = { $what } fell

## Tables with words and numbers

matrix-quotations = Blank: not recorded, or no quotation is marked as the one to show.
quotation-heading = Quotation
speaker = Speaker or kind of source
column-stage = Stage
where-from = Source
quotes-unmarked = { $count ->
    [one] One more characteristic has quotations, none of which is marked as the one to show.
   *[other] { $count } more characteristics have quotations, none of which is marked as the one to show.
}
source-date = Date
source-length = Length
counted-kind = { $name } ({ $count })
sources-note = In all: { $list }.
sources-silent = No sources are recorded for { $list }.
observed-in = Observed in
passages = Passages
codebook-note = Observed in: of the cases that record the dimension, without those in which the characteristic is withheld or contested or on which the material does not say. Passages: the places that say that it is there.
median-of = { $dimension } (median)
without-median = no median
not-rated = not rated
together-head = { $list } together
rated-of = Rated
median = Median
range-of = Range
mean = Mean
rated-mixed = Mixed
rated-missing = No data
rated-contested = Ratings differ
ratings-note = Rated: of all characteristics of the row’s dimensions, as far as anything is recorded on these. What is mixed, without data or rated differently is in no median. Dimensions with the same scale are also taken together.
ratings-note-mean = Rated: of all characteristics of the row’s dimensions, as far as anything is recorded on these. What is mixed, without data or rated differently is in no median and no mean. There is a mean only for scales that the framework declares to have equal steps. Dimensions with the same scale are also taken together.
and-more-words = and { $count } more
data-structure-line = { $dimension } – { $name }: { $words }.
data-structure-alt = From the sources’ words to characteristics and dimensions.
event-number = No.
what-happened = What happened
events-silent = No events are recorded for { $list }.
time-ordered-alt = The dated events of all cases on one timeline.
time-ordered-note = The numbers are those of the table; an event in a white box has no recorded end, and a line shows how long one lasted, or the month or year in which it happened.
together-with = Together with
together-note = In how many cases both are observed, of those that record the dimension; what is withheld or contested, or on which the material does not say, is left out of both numbers. On the diagonal: in how many cases each is observed.
together-pairs = Here are the pairs that occur, the most frequent first{ $count ->
    [0] {""}
   *[other] {""} ({ $count } more are left out)
}; tables/{ $table }.csv has the matrix.
nothing-shown-of = Nothing is shown here of { $list }.
at-crossover = { $name }: at the crossover
truth-fuzzy = 1 means a membership above 0.5. “With the outcome” is then the consistency (Ragin 2008): Σ min(x, y) / Σ x, where x is the membership of each case in the combination and y that in the outcome, over all cases of which both are known and not only those of the row.
no-summary = no summary
matrix-summaries = Blank: no summary has been written; the case may still have observations.
truth-cases = Cases
consistency = With the outcome
which-cases = Which
contradictory = contradictory
truth-with = { $name } (with the outcome)
truth-note = 1: there; 0: not there. Of { $of } possible combinations { $count } { $count ->
    [one] occurs
   *[other] occur
}{ $contradictory ->
    [0] .
    [one] , one of them with contradictory outcomes.
   *[other] , { $contradictory } of them with contradictory outcomes.
}
truth-undecided = { $count ->
    [one] One case is in no row, because a condition or the outcome is not known or stands at its crossover: { $list }.
   *[other] { $count } cases are in no row, because a condition or the outcome is not known or stands at its crossover: { $list }.
}
truth-calibrated = “{ $name }” is calibrated (Ragin 2008): fully out at { $out }, crossover at { $crossover }, fully in at { $in }.
coded-what = What was coded
coders = Coders
units = Units
agreement = Agreement
kappa = κ
weighted-kappa = Weighted κ
alpha = α
all-coders = all
no-measure = –
not-observed = not observed
ratings-of = { $dimension }: ratings
stage-in = Stage: { $life_cycle }
unit-of-coding = Unit
coded-as = Coded as
agreement-none = Nothing was coded by several coders.
agreement-note = κ: Cohen (1960). Weighted κ: Cohen (1968), with the squared distance of steps on the scale. α: Krippendorff (2004), nominal, ordinal or interval according to the framework’s scale. –: not defined, since there is one unit or all codings are in one category. Covered: what two or more coded, in { $list }. A coder who coded a dimension of a case and does not list a characteristic did not observe it; what is listed without a coder is no unit.
agreement-differing = { $table }: where coders differ
