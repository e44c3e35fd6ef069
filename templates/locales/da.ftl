# De faste ord i rapporterne på dansk. docs/languages.md fortæller, hvordan de ændres, og hvordan et sprog kommer til.
# Hvad der står i { $klammer }, bliver udfyldt. En tekst fortsætter over linjer, der er rykket ind.

## Ord, som overskrifter på tabeller og figurer begynder med i Markdown

caption-table = Tabel
caption-figure = Figur

## Ord, der står for en værdi

recorded = oplyst
none = ingen
not-recorded = ikke oplyst
withheld = holdes tilbage
for-internal = Til intern brug. Må ikke gives videre.
for-participants = Til deltagerne i undersøgelsen. Må ikke gives videre.
withheld-what = Holdt tilbage for disse læsere: { $list }.
withheld-interview = { $count ->
    [one] ét interview
   *[other] { $number } interview
}
withheld-documentation = { $count ->
    [one] ét dokument
   *[other] { $number } dokumenter
}
withheld-archival-record = { $count ->
    [one] ét stykke arkivmateriale
   *[other] { $number } stykker arkivmateriale
}
withheld-direct-observation = { $count ->
    [one] { $number } direkte observation
   *[other] { $number } direkte observationer
}
withheld-participant-observation = { $count ->
    [one] { $number } deltagende observation
   *[other] { $number } deltagende observationer
}
withheld-physical-artefact = { $count ->
    [one] { $number } fysisk genstand
   *[other] { $number } fysiske genstande
}
withheld-events = { $count ->
    [one] { $number } begivenhed
   *[other] { $number } begivenheder
}
withheld-quotations = { $count ->
    [one] ét citat
   *[other] { $number } citater
}
withheld-observations = { $count ->
    [one] { $number } observation af et kendetegn
   *[other] { $number } observationer af kendetegn
}
withheld-statements = { $count ->
    [one] ét andet udsagn
   *[other] { $number } andre udsagn
}
attributes = Egenskaber
attribute = Egenskab
not-assessed = ikke vurderet
assessed = vurderet
quotation = »{ $text }«
no-source = ingen kilde angivet
not-named = ikke navngivet
person-not-named = en person uden oplyst rolle
undated = uden dato

## Tal, datoer, lister

k-of-n = { $k } af { $n }
cases = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
range = { $low } til { $high }
percentage = { $number } %
money = { $amount } { $currency }
share-under = under { $share }
share-over = over { $share }
qualified = { $qualifier } { $value }
qualifier-about = omkring
qualifier-just-about = lige omkring
qualifier-roughly = cirka
qualifier-approximately = omtrent
qualifier-ca = ca.
qualifier-almost = næsten
qualifier-more-than = mere end
qualifier-over = over
qualifier-less-than = mindre end
qualifier-at-least = mindst
qualifier-at-most = højst
qualifier-starting-at = fra
date-about = omkring { $date }
date-after = efter { $date }
date-before = før { $date }
years = { $number } år
months = { $count ->
    [one] { $number } måned
   *[other] { $number } måneder
}
member-of = medlem af { $groups }
from-to = { $from } til { $to }
from = fra { $from }
until = indtil { $to }

## Koder i casefiler

source-interview = interview
source-documentation = dokumentation
source-archival-record = arkivmateriale
source-direct-observation = direkte observation
source-participant-observation = deltagende observation
source-physical-artefact = fysisk genstand
actor-firm = virksomhed
    .a = en virksomhed
    .one = én virksomhed
actor-knowledge-institution = videninstitution
    .a = en videninstitution
    .one = én videninstitution
actor-public-authority = offentlig myndighed
    .a = en offentlig myndighed
    .one = én offentlig myndighed
actor-industry-association = brancheorganisation
    .a = en brancheorganisation
    .one = én brancheorganisation
actor-business-service = erhvervsservice
    .a = en erhvervsserviceaktør
    .one = én erhvervsserviceaktør
actor-venture-capital = risikovillig kapital
    .a = en udbyder af risikovillig kapital
    .one = én udbyder af risikovillig kapital
actor-hospital = sygehus
    .a = et sygehus
    .one = ét sygehus
actor-other = andet
    .a = en aktør af en anden type
    .one = én aktør af en anden type
actors-firm = virksomheder
actors-firm-micro = mikrovirksomheder
    .one = én meget lille virksomhed
actors-firm-sme = små og mellemstore virksomheder
    .one = én lille eller mellemstor virksomhed
actors-firm-large = store virksomheder
    .one = én stor virksomhed
actors-knowledge-institution = videninstitutioner
actors-public-authority = offentlige myndigheder
actors-industry-association = brancheorganisationer
actors-business-service = erhvervsserviceaktører
    .many = erhvervsserviceaktører
actors-venture-capital = risikovillig kapital
    .many = udbydere af risikovillig kapital
actors-hospital = sygehuse
actors-other = andre
    .many = aktører af andre typer
actors-sized = { $actors } ({ $size ->
    [micro] meget små
    [large] store
   *[sme] små og mellemstore
})
part-main = de fleste af aktørerne
part-dominant = dominerende
part-active = aktive
part-participating = deltagende
sector-public = offentlig
sector-private = privat
sector-mixed = offentlig og privat
sector-in-part = { $sector }; delvis ikke oplyst
sector-in-part-withheld = { $sector }; delvis holdt tilbage
form-informal = uformel
form-formalised = formaliseret
confidence-low = lav
confidence-medium = middel
confidence-high = høj
employment-full-time = på fuld tid
employment-part-time = på deltid
answer-yes = ja
answer-partly = delvis
answer-no = nej

## Finansiering: »for størstedelen med et offentligt tilskud på 19.172.500 EUR over 5 år«

funding = { $when } { $share } med { $what } { $from } { $amount } { $over }
funding-initial = i begyndelsen
funding-present = på registreringstidspunktet
funding-solely = udelukkende
funding-mainly = hovedsagelig
funding-mostly = for størstedelen
funding-partly = delvis
funding-supplementary = suppleret
funding-part = { $part } finansieret
# $sector is public, private, mixed or not-recorded; $per is year, month or once.
funding-one-grant = et { $sector ->
    [public] offentligt
    [private] privat
    [mixed] offentligt og privat
   *[other] {""}
} tilskud
funding-kind = { $sector ->
    [public] offentlige
    [private] private
    [mixed] offentlige og private
   *[other] {""}
} { $per ->
    [year] årlige
    [month] månedlige
   *[other] {""}
} { $kind ->
    [membership-fee] medlemskontingenter
    [grant] tilskud
    [project-funding] projektmidler
    [university-funding] universitetsmidler
   *[funds] midler
}
funding-from = fra { $from }
funding-amount = på { $amount } { $per ->
    [year] om året
    [month] om måneden
   *[other] {""}
}
funding-starting = { $amount } { $per ->
    [year] om året
    [month] om måneden
   *[other] {""}
}
funding-over = over { $over }

## Vendinger

facilitators-of = { $count } { $employment }
goal-within = { $goal } inden for { $within }
driver = drivkraft bag forandringen: { $driver }
of-case = casen { $case }
way-same = { $one }, det samme som { $other }
way-part = { $one }, en del af { $other }
way-same-as-it = { $one }, det samme
way-part-of-it = { $one }, en del heraf
seen-elsewhere = Set gennem en anden analyseramme: { $way }.
step = Trin { $number }
outside = uden for analyserammen
also-said-by = andet udsagn: { $text } ({ $source })
against-by = imod taler: { $source }
only-here = kun her: { $what }
resembles-most = Passer bedst på ({ $framework })
nearest-stage = { $stage } (stemmer i { $agreeing } af { $known } kendte)
none-of-the-stages = intet af stadierne
observed = observeret
planned = planlagt
past = ophørt
absent = fraværende
countered = observeret, med belæg imod
coded-differently = omstridt
not-mentioned = ikke nævnt
grade-several = belæg i to eller flere kilder
grade-one = belæg i én kilde
grade-attributed = tilskrevet en kilde uden stedangivelse
grade-unsupported = uden belæg

## Caserapporten

case-report = Caserapport
case-report-on = Caserapport om { $name }
keyword-cluster = klynge
keyword-case-report = caserapport
assessment-of-part = vurdering af en del: { $part }
stage = Stadie
as-to-part = for en del: { $part }
assessed-by = vurderet af: { $by }
on-basis = grundlag: { $basis }
with-confidence = sikkerhed: { $confidence }
situation = Situation
industry = Branche
specialisation = Specialisering
activities = Aktiviteter
place = Sted
regions = Regioner
cluster-founded = Klyngen grundlagt
actors = Aktører
facilitators = Facilitatorer
data-as-of = Data pr.
stated-in = Medmindre en anden kilde eller et andet sted er angivet i parentes, stammer oplysningerne fra
sources-at-the-end = Kilderne står til sidst.
in-short = Kort om klyngen
name-of-secretariat = Sekretariatets navn
secretariat-founded = Sekretariatet oprettet
secretariat-initiated-by = Initiativ til sekretariatet
hosted-by = Placeret hos
secretariat = Sekretariat
cluster-initiated-by = Initiativ til klyngen
financed = Finansieret
kinds-of-actors = Aktørtyper
kind = Type
number = Antal
part = Deltagelse
words-of-the-source = Med kildens ord
actors-by-name = Enkelte aktører
actor = Aktør
sector = Sektor
takes-part = Medvirken
part-played = Rolle
competences = Kompetencer
where = Hvor
what = Hvad
the-region = Regionen
indicator = Indikator
terms-of-the-source = Som kilden opgør det
aims = Formål
goals = Mål
ambitions = Ambitioner
ambitions-not-observed = Ambitioner, ikke observeret
history = Historie
timeline = Tidslinje
when = Hvornår
models = Forbilleder
what-changed = Hvad der har ændret sig
changes-from-to = Fra registreringen for { $from } til registreringen for { $to }
only-here-note =
    »Kun her« er, hvad kun den ene af to registreringer nævner. At den anden ikke nævner det, behøver ikke betyde, at det ikke
    var sådan.
stage-of-development = Udviklingsstadie
criteria-of = { $life_cycle }: hvad stadierne forudsætter
criterion = Kriterium
this-cluster = Denne klynge
assessed-as = Vurderet som
assessed-in-part-as = For en del ({ $part }) vurderet som
stage-means = I denne livscyklus betyder det: { $definition }
stage-not-assessed =
    Ingen har vurderet, hvilket stadie i en livscyklus { $name } er på; derfor kan det ikke siges, hvad der er tidligt eller
    sent.
stage-not-recorded = Udviklingsstadiet er ikke oplyst.
framework = Analyseramme
contested =
    De, der har vurderet stadiet, er ikke enige; derfor står det observerede side om side, hverken tidligt eller sent.
aims-in-this-stage = Formål på dette stadie
characteristic = Kendetegn
status = Status
observed-early = observeret; forventes senere
observed-late = observeret; forventes tidligere
observed-elsewhere = observeret; forventes på andre stadier
observed-outside = observeret; uden for analyserammen
list-open = Kildens liste er åben.
list-closed = Kildens liste er udtømmende.
list-open-by = Kilden holder listen åben: { $words }.
list-closed-by = Kilden lukker listen: { $words }.
held-against = { $name } (ikke det samme som: { $others })
characteristic-of = { $name }, { $dimension }
people-by-role = Personer angives ved deres rolle; ingen er nævnt ved navn.
how-known-agrees = Hvordan det kendte stemmer med hvert stadie
expected-and-observed = Forventet og observeret
observed-and-expected = Observeret og forventet
known-and-agreeing = Kendt og i overensstemmelse
stage-assessed = { $stage } (vurderet)
fit-chance = { $observed ->
    [one] Af alle lister med kun ét af de { $compared } kendetegn, der er sammenlignet her, ville { $share } stemme bedre med stadiet { $stages } end med noget andet.
   *[other] Af alle lister med { $observed } af de { $compared } kendetegn, der er sammenlignet her, ville { $share } stemme bedre med stadiet { $stages } end med noget andet.
}
fit-chance-equally = { $observed ->
    [one] Af alle lister med kun ét af de { $compared } kendetegn, der er sammenlignet her, ville { $share } passe lige godt på de samme stadier.
   *[other] Af alle lister med { $observed } af de { $compared } kendetegn, der er sammenlignet her, ville { $share } passe lige godt på de samme stadier.
}
fit-chance-absent =
    Af alle lister, hvor { $observed } af de { $compared } kendetegn, der er sammenlignet her, er observeret og { $absent } er
    fraværende, ville { $share } stemme bedre med stadiet { $stages } end med noget andet.
fit-chance-absent-equally =
    Af alle lister, hvor { $observed } af de { $compared } kendetegn, der er sammenlignet her, er observeret og { $absent } er
    fraværende, ville { $share } passe lige godt på de samme stadier.
fit-apart =
    De to andele peger på forskellige stadier: Af det forventede er en større del observeret for { $fullest } end for
    { $less_full }, mens en større del af det observerede passer på { $widest } end på { $less_wide }.
stage-with-share = { $stage } ({ $share })
next-stage = Det næste stadie, som analyserammen beskriver
item-planned = planlagt
item-expected-now = forventes allerede nu
item-serves = til: { $aims }
dimension = Dimension
sources-and-method = Kilder og metode
study = Undersøgelse
question = Spørgsmål
selection = Udvælgelse
method = Metode
validity = Validitet
sources = Kilder
source = Kilde
what-it-is = Hvad det er
interview-with-many = Med { $count } personer, opført nedenfor.
interview-with = Interviewede: { $people }.
rests-on = Bygger på: { $sources }.
people = Personer
role = Rolle
organisation = Organisation
name = Navn
references = Litteratur
not-recorded-means = »Ikke oplyst« betyder, at ingen kilde siger noget om det, ikke at det ikke findes.
by-way-of = Via: { $way }.
also-said = Andet udsagn: { $text }
against-it = Imod taler:
coded-by = { $coder }: { $status }
coders-agreed = Efter aftale
rated = { $name }: { $rating }
coder-program = { $name } { $version } (et program)
what-was-done = Hvad der blev gjort: { $response }

key-named-actors = Navngivne aktører
key-funding-grant = Bevilling
key-funding-membership-fee = Medlemskontingent
key-funding-project-funding = Projektmidler
key-funding-university-funding = Universitetsmidler
key-funding-funds = Midler
key-facts = Nøgleoplysninger
write-up = Casen
authors-words = Kommentar af rapportens forfatter:
words-through = { $framework }: med kildens ord
figures-on-the-region = Oplysninger om regionen
phase = Fase
evidence = Belæg
words-and-places = Hvor udsagnene står, med kildens ord
statement = Udsagn
study-line = Casen hører til undersøgelsen »{ $study }«; spørgsmål, udvælgelse og metode står i
study-in-summary = opsamlingen på tværs af cases
translated = (i oversættelse: »{ $text }«)
said-by = Det siger { $who }.
sentence-fact = { $what }: { $value } ({ $source })
write-up-changed = Af beskrivelsens { $of } sætninger har udgiveren { $form ->
    [replaced] erstattet { $replaced }.
    [dropped] udeladt { $dropped }.
   *[both] erstattet { $replaced } og udeladt { $dropped }.
}

## Sammenfatningen

cross-case-summary = Tværgående sammenfatning
summary-of = Tværgående sammenfatning: { $title }
keyword-summary = tværgående sammenfatning
summary-covers = Denne sammenfatning dækker { $covers } af { $count ->
    [one] 1 case
   *[other] { $count } cases
}.
cases-withheld = { $count ->
    [one] Én case er holdt tilbage for disse læsere.
   *[other] { $count } cases er holdt tilbage for disse læsere.
}
cases-withheld-in = { $count ->
    [one] Noget i én case er holdt tilbage; det følgende gengiver og tæller kun, hvad disse læsere må se af den.
   *[other] Noget i { $count } cases er holdt tilbage; det følgende gengiver og tæller kun, hvad disse læsere må se af dem.
}
study-title = Undersøgelse: { $study }
cases-heading = Cases
tables = Tabeller
table-covers = { $covers } af { $of } { $unit ->
    [clusters] klynger
   *[cases] cases
}{ $withheld ->
    [0] {""}
   *[other] {""}, { $withheld } holdt tilbage
}

## Tabeller i sammenfatningen

appendix = Bilag: belægget bag tabellerne over cases og kendetegn
claims = Påstande
findings = Hvad forfatterne finder
findings-note = Med forfatternes egne ord; det, der står i parentes efter en påstand, er beregnet ud fra casene.
finding-verdict = ({ $holds ->
    [yes] holder
    [no] holder ikke
   *[unknown] kan ikke efterprøves
}{ $of ->
    [groups] , med værdier fra { $k } af { $n } cases
    [nothing] {""}
   *[other] { $contrary ->
        [yes] : det modsatte i
       *[no] { $holds ->
            [no] : kun i
           *[yes] , i
        }
    } { $k } af { $n } { $of ->
        [pairs] par
        [characteristics] kendetegn
       *[cases] { $n ->
            [one] case
           *[other] cases
        }
    }
}{ $changes ->
    [yes] ; de uafgjorte kunne ændre det
   *[no] {""}
})
title-counted = { $title } ({ $cases })
column-case = Case
column-name = Klynge
column-founded = Grundlagt
column-interviewed = Interviewet
column-initiated-by = Initiativ
column-sector = Hvis penge
stage-in-part = delvis: { $stage } ({ $part })
stage-contested = uenighed: { $stages }
or = { $one } eller { $other }
table-cases = Alle cases
table-profile = { $framework } med casene i
table-grid = { $dimension }: alle cases
table-tested = { $framework } sammenholdt med casene
table-replication = { $framework }: forudsagt og observeret
predicted-seen = Set af det
predicted-not-seen = Ikke set
predicted-besides = Set derudover
predicted-in = { $stage }, hvor der forventes { $names }
predicted-nothing = På et stadie, som analyserammen ikke beskriver
predicted-contested = Bedømmerne er uenige om stadiet
predicted-unassessed = Intet stadie vurderet
predicted-total = { $count ->
    [one] den 1 talte case
   *[other] de { $count } talte cases
}
predicted-lacking = uden registrering: { $names }
replication = Replikation
replication-literal = bogstavelig: som forudsagt
replication-theoretical = teoretisk: modsat, af den angivne grund
replication-neither = { $count ->
    [0] ingen af delene: ligner intet stadie
   *[other] ingen af delene: ligner mere { $stages }
}
replication-unexpected = ingen af delene: som sit stadie, selv om der blev ventet en kontrast
replication-undecided = uafgjort: ligner lige meget { $stages }
replication-unknown = ukendt: intet af det er observeret
replication-unpredicted = intet er forudsagt
replication-note =
    Talt er det, der forventes på casens stadie, i de dimensioner, som den oplyser noget om. En case er en bogstavelig replikation af de
    andre på sit stadie, hvis den viser det forudsagte af en tilsvarende grund: Det, den viser, ligner dens eget stadie mere end noget
    andet. Den er en teoretisk replikation, hvis den viser noget modsat af en grund, der var kendt, da den blev udvalgt.
exclusive-listed = Kun på listen for dette stadie, og hvor det er observeret
exclusive-seen = Observeret
exclusive-elsewhere = Observeret i andre cases
exclusive-nobody = hos ingen af dem
exclusive-note =
    »k af n« tæller hvert kendetegn én gang for hver case på stadiet, hvor dimensionen er oplyst.
table-coverage = Hvad observationerne bygger på
table-evidence = Belæg bag tabellerne over cases og kendetegn
table-claims = Påstande, holdt op mod casene
table-claims-clusters = Påstande, holdt op mod klyngerne
outside-heading = Uden for analyserammen
key = { $sign } { $words }
key-not-recorded = tomt: ikke oplyst
grid-outside = Den sidste kolonne tæller det, der er observeret uden for analyserammen.
grid-links = Tegnet for en observation fører til dens belæg bagest, + til flere.
grid-counts =
    { $cases } cases med { $characteristics } kendetegn er for mange felter til en side; derfor tælles her, i hvor mange af de
    cases, som dimensionen er oplyst for, hvert enkelt er observeret. tables/{ $table }.csv har alle felter; belæggene står i
    caserapporterne.
cell-observed = observeret: { $grade }
cell-observed-by-way = observeret: { $grade }, via en anden analyseramme
cell-countered = observeret, med belæg imod: { $grade }
cell-rated = { $rating }; { $status }
rating-mixed = blandet
rating-missing = ingen data: Materialet siger det ikke
rating-contested = vurderet forskelligt: { $list }
ratings-differ = flere koderes vurderinger
nothing-observed = intet observeret
status-of = { $status }: { $name }
all-cases = alle cases
group-of = { $group } ({ $cases })
outside-something = Noget uden for analyserammen
register-id = Id
register-observed = Observeret
register-where-from = Kilde
register-used-in = Brugt i
register-as = { $dimension } (som { $characteristic })
register-outside = { $name } (uden for analyserammen)
register-from = { $case }: { $place }
register-note = Hver observation, som tabellerne over cases og kendetegn viser, case for case. Den sidste kolonne fører tilbage til dem.
coverage-of-what = Opgjort efter
coverage-which = Post
coverage-observed = Observeret
coverage-several = To eller flere
coverage-one = Én kilde
coverage-named = Kun nævnt
coverage-none = Ingen kilde
coverage-gaps = Huller
coverage-case = Case
coverage-kind = Kildetype
coverage-note = 
    Hvad der er observeret ifølge casefilerne; hvert kendetegn tælles én gang, dér hvor det står: med belæg i to eller flere
    kilder, i én kilde, med en nævnt kilde uden stedangivelse, eller uden kilde. Huller er for en case det antal dimensioner, som
    intet er oplyst om, af dem, som mindst én case har oplysninger om; for en dimension er det antallet af sådanne cases. Hvad
    der bygger på flere kildetyper, tæller med i hver af dem.
disputed = { $text } †
note-disputed = †: Andre oplyser noget andet; rapporten om casen har alle udsagn.
note-dissents = Uenighed om stadiet er registreret { $count ->
    [one] én gang
   *[other] { $count } gange
}; rapporterne om casene fortæller om den.
note-dissent = Uenighed om stadiet for { $case }: { $text }
table-counts =
    { $cases } cases er for mange rækker til en side; derfor tælles de her efter stadie. tables/{ $table }.csv har dem alle.
coverage-counts =
    tables/{ $table }.csv har rækkerne for alle { $cases } cases, som er for mange til en side.
register-counts =
    { $count } belæg er for mange rækker til en side; derfor tælles de her efter dimension. tables/{ $table }.csv har dem alle.
and-more = { $entries }; og { $count } mere
profile-note =
    Det, som analyserammen knytter til hvert stadie. »k af n«: observeret i k af de n cases på stadiet, hvor dimensionen er oplyst;
    uden tal er der ingen oplysninger om dimensionen.
profile-besides = Desuden: { $list }
profile-elsewhere =
    Uden for tabellen er { $k } af { $n } cases, for hvilke der ikke kendes noget stadie, som analyserammen beskriver: { $names }.
no-case = ingen case
cell-expected = forventet, { $count }
cell-not-expected-but = ikke forventet, { $count }
cell-not-expected = ikke forventet
own-where-expected = Egne cases: på forventet stadie
own-elsewhere = Egne cases: i øvrigt
test-where-expected = Andre cases: på forventet stadie
test-elsewhere = Andre cases: i øvrigt
where-expected = På forventet stadie
elsewhere = I øvrigt
all-of-them = alle { $count }
origin-a-priori = { $characteristic } (a priori)
origin-emergent = { $characteristic } (fundet undervejs)
theme-of = { $count ->
    [one] { $theme }
   *[other] { $theme } ({ $count } cases)
}
theme-outside = { $count ->
    [one] { $theme } (uden for analyserammen)
   *[other] { $theme } (uden for analyserammen, går igen i { $count } cases)
}
stage-count = { $stage }: { $count }
name-in-stage = { $name } ({ $stage })
stage-is-contested = uenighed om stadiet
no-stage = intet stadie
stage-withheld = stadiet holdes tilbage
tested-own-all = Analyserammen er udledt af disse cases; at den passer på dem, er ingen prøve på den.
tested-own =
    Analyserammen er udledt af { $own } af disse { $all } cases; at den passer på dem, er ingen prøve på den.
tested-none = Ingen anden case er vurderet at være på et stadie, som analyserammen beskriver; analyserammen bliver derfor ikke prøvet her.
tested-by = Analyserammen prøves af { $placed } af de { $others } andre cases, nemlig dem på et stadie, som den beskriver.
tested-unseen-own = Ikke set i nogen af dens egne cases på et stadie, hvor det forventes: { $names }.
tested-unseen = Ikke set i nogen af de cases, der prøver den, på et stadie, hvor det forventes: { $names }.
tested-note =
    Der tælles cases, som dimensionen er oplyst for. Hvad der ligger uden for analyserammen og går igen, kunne udvide den.

## Påstande

claim = Påstand
claim-outcome = Udfald
claim-without-source = Uden kilde
claims-note =
    Hvad der er uafgjort{ $form ->
        [withheld] , ikke oplyst eller holdt tilbage
       *[plain] {" "}eller ikke oplyst
    }, tæller hverken for eller imod en påstand. En åben liste uden det, påstanden spørger om,
    regnes for ikke oplyst.
claim-holds = holder
claim-does-not-hold = holder ikke
claim-unchecked = kan ikke efterprøves
claim-holds-in = holder, i { $k } af { $n } { $unit ->
    [pairs] par
    [characteristics] kendetegn
   *[cases] {""}
}
claim-fails-in = holder ikke: { $k ->
    [0] ikke opfyldt i nogen
   *[other] kun opfyldt i { $k }
} af { $n } { $unit ->
    [pairs] par
    [characteristics] kendetegn
   *[cases] {""}
}
claim-none-holds = holder: det modsatte i { $k } af { $n } { $unit ->
    [pairs] par
    [characteristics] kendetegn
   *[cases] {""}
}
claim-none-fails = holder ikke: det modsatte i { $k } af { $n } { $unit ->
    [pairs] par
    [characteristics] kendetegn
   *[cases] {""}
}
claim-could-change = { $verdict } (de uafgjorte kunne ændre det)
claim-of-framework = analyserammen
claim-of-groups = grupperne
claim-groups-hold = holder (værdier fra { $k } af { $n } cases)
claim-groups-fail = holder ikke (værdier fra { $k } af { $n } cases)
claim-with-values = { $verdict }: { $values }
claim-outcome-of = sagt om { $of }: { $outcome }
claim-pairs-with = { $count } par med { $name }
claim-measured-all = { $group }: { $function ->
    [median] median
    [min] mindste værdi
   *[max] største værdi
} { $value }
claim-measured = { $group }: { $function ->
    [median] median
    [min] mindste værdi
   *[max] største værdi
} { $value } ({ $k } af { $n } cases)
claim-measured-of = { $group }: { $function ->
    [median] median
    [min] mindste værdi
   *[max] største værdi
} { $value } ({ $what }, { $k } af { $n } cases)
claim-counted = { $group }: { $function ->
    [count] { $value } af { $n }
   *[proportion] { $value } af { $n } cases
}
claim-counted-known = { $group }: { $function ->
    [count] { $value } af { $n }, kendt for { $k }
   *[proportion] { $value } af { $n } cases, kendt for { $k }
}
claim-all-cases = alle cases
claim-open = åbent
claim-funding = finansiering
claim-lacks = { $name } ({ $what })
claim-open-list = { $what }, hvor listen er åben
claim-not-named = { $name }: ikke nævnt, og listen er åben
quantifier-all = alle
quantifier-most = de fleste
quantifier-some = nogle
quantifier-none = ingen med det modsatte
quantifier-at-least = mindst { $count }
claim-deviate = det gælder ikke: { $names }
claim-not-among = ikke nævnt (åben liste): { $names }
claim-undecided = uafgjort: { $names }
claim-silent = intet oplyst: { $names }
claim-silent-on = intet oplyst om { $what }: { $names }
claim-silent-because = { $what }: { $names }
claim-nothing-on = intet oplyst om { $what }
claim-withheld = »{ $what }« holdes tilbage
claim-contested = kodningerne af »{ $what }« er forskellige
claim-mixed = »{ $what }« er vurderet som blandet
against = { $one } over for { $other }
fact-id = Id
fact-employment = Ansættelse
events = Hændelser
founded-in = grundlagt { $date }
observed-of = { $dimension }: { $names }
name-by-way = { $name } via { $way }

## Figurer

figure-matrix = Observerede kendetegn, fordelt på de stadier, hvor de forventes ({ $framework })
figure-matrix-alt = Matrix over dimensioner og stadier ({ $framework }).
figure-undated = { $count ->
    [one] 1 begivenhed uden dato er ikke tegnet
   *[other] { $count } begivenheder uden dato er ikke tegnet
}
figure-bars = En bjælke er så lang som det, datoen nævner: et år, en måned eller et tidsrum.
figure-empty-stages = Ikke tegnet, da ingen case er på dem: { $stages }.
figure-outside = Uden for analyserammen: { $names }
figure-timeline = Hvad der skete hvornår ({ $name })
figure-timeline-alt = En tidslinje med følgende begivenheder.
figure-actors = De { $count } enkeltvis nævnte aktører efter type og sektor
figure-actors-alt = En prik for hver enkeltvis nævnt aktør, efter type og sektor.
figure-series = Fra registrering til registrering ({ $name })
figure-series-alt = Små diagrammer over tal fra registrering til registrering.
figure-life-cycle = { $life_cycle }: casene i båndene for deres stadier. Placeringen inden for et bånd siger intet.
figure-life-cycle-alt = En stigende kurve med { $up } over { $along }, i bånd for stadierne.
figure-contested = Uenighed om stadiet: { $names }.
figure-without-stage = Uden et vurderet stadie: { $names }.
figure-stage-withheld = Stadiet holdes tilbage: { $names }.
figure-heat-map = { $table }: hvad der er observeret hvor
figure-heat-map-alt = Kendetegn efter cases. For hvert kendetegn: de cases, hvor det er observeret.
figure-expected = forventes på dette stadie
figure-expected-not-mentioned = forventet på deres stadie, ikke nævnt
figure-observed-in = Observeret i

## Bindet

volume = Casesamling
volume-of = Alle caserapporter og den tværgående sammenfatning i ét bind: { $title }
volume-covers = Bindet omfatter { $covers } af { $count ->
    [one] 1 case
   *[other] { $count } cases
}: først den tværgående sammenfatning, derefter hver enkelt case.
volume-cases = Casene i dette bind

## For dem, der får rapporten læst op

table-summary = { $count ->
    [one] 1 række
   *[other] { $count } rækker
}; kolonner: { $columns }.

## Filer, der følger med i en PDF

attached-settings = Indstillingerne, som dette er lavet med
attached-references = Litteraturlisten
attached-claims = Påstandene
attached-framework = En analyseramme
attached-indicators = Indikatorer med tal i denne rapport
attached-case = En case, som dette er lavet af
attached-image = Et billede
attached-layout = Det, der bestemmer udseende og ord

## Begrundelsen for en case, i terminalen

explain-of = fra { $file }, registrering for: { $record }
explain-before = Før det, registrering for: { $record }
explain-through = { $framework }: talt med via andre analyserammer
explain-criteria = Hvad stadierne i { $life_cycle } forudsætter, og hvad der er oplyst:
explain-part = { $stage } (del: { $part })
explain-by = af: { $by }; grundlag: { $basis }
explain-derived = Udledt af undersøgelsen »{ $study }«, som denne case indgår i: At de passer, er ingen prøve.
explain-not-mapped = Den har ingen profil for stadiet { $stage }.
explain-not-assessed = Intet stadie er vurderet for hele klyngen: Intet er tidligt eller sent.
explain-stage-withheld = Stadiet holdes tilbage: Intet er tidligt eller sent.
explain-contested = De, der har vurderet stadiet, er ikke enige: Intet er tidligt eller sent.
explain-list = { $label }, liste { $list ->
    [closed] udtømmende
   *[open] åben
}
explain-fit = { $label }: { $fit } forventede er observeret
explain-not-recorded = Ikke oplyst: { $labels }
explain-expected = observeret, forventet
explain-early = observeret, forventes senere
explain-late = observeret, forventes tidligere
explain-elsewhere = observeret, forventes andetsteds
explain-outside = observeret, udenfor
explain-silent = forventet, ikke nævnt
explain-way = via { $way }
explain-resemblance = Lighed (kendte kendetegn: { $known }):
explain-assessed-nearest = vurderet, nærmest
explain-nearest-mark = nærmest
explain-counts = { $expected } forventede er observeret, { $observed } observerede er forventet
explain-agrees = → stemmer med det vurderede stadie; et holdepunkt ved siden af, ikke i dets sted
explain-tied = → uafgjort: { $stages }; det vurderede stadie er et af dem
explain-tension = → en spænding: de ligner mest { $stages }, men { $stage } er vurderet
explain-none = → ligner intet stadie
explain-chance = → tilfældet: { $share } af alle lister med lige så mange observerede og fraværende ligner det samme
explain-apart = → de to andele er uenige: af det forventede er størst del observeret for { $fullest }; af det observerede passer størst del på { $widest }
explain-nearest = → nærmest: { $stages }
explain-next = Næste: { $stage }
explain-next-done = Næste: { $stage } (alt, hvad det forventer, er observeret)
explain-aims = { $next }. Formål: { $aims }
explain-begin = tag op
explain-no-longer = ikke længere nævnt
explain-no-reason = observeret; ingen grund til at opgive det
explain-also-said = andet udsagn: { $text } [{ $source }]

## Webstedet

footnotes = Fodnoter
footnote-back = Tilbage til teksten
task-done = Udført
task-open = Ikke udført
country = Land
site-start = Casebog
site-skip = Til teksten
site-pages = Sider
site-search = Søg
site-search-all = Søg i alle cases, citater og tabeller
site-downloads = Andre formater
site-contents = På denne side
site-covers = Dækkede cases: { $covers } af { $count }.
site-to-summary = Til den tværgående sammenfatning
site-all-cases = Alle cases
site-filters = Filtrér cases
site-all = alle
site-reset = Vis alle
site-shown = Viser { $shown } af { $all }
site-facts = Vis, hvad hver sætning bygger på
site-rests-on = Hvad denne sætning bygger på:
site-what-it-rests-on = Hvad sætningerne bygger på
site-to-sentence = Til sætningen
site-sort = Sortér efter denne kolonne
site-studies = Undersøgelser
site-found-short = Skriv mindst to bogstaver.
site-found-none = Intet fundet.
site-found-one = Fundet på 1 side
site-found-many = Fundet på { $count } sider
site-found-more = og { $count } flere steder der
site-close = Luk
site-register = Til registret over evidens

## En klynges årsrapport

annual-report = Årlig stadierapport { $year }
annual-report-on = Årlig stadierapport { $year } om { $name }
keyword-annual-report = årsrapport
draft = Udkast
draft-note = Denne rapport er et udkast: tallene kan endnu ændre sig.
period = Periode
compared-with = sammenlignet med { $period }
first-record = klyngens første indberetning
no-record-for = Der er ingen indberetning for { $year }
at-a-glance = Overblik
at-a-glance-more = Overblik, fortsat
since = { $change } siden { $period }
stage-history = Stadier gennem årene
movement = Bevægelse
movement-first = første vurdering
movement-same = som før
movement-forward = frem
movement-back = et tilbageskridt
assessed-by-heading = Vurderet af
basis = Grundlag
dissent-and-driver = Uenighed og drivkraft
dissent = Uenighed: { $text }
figures = Tal
figures-of = { $group }, { $period }
no-figures = Der er ikke oplyst tal for denne periode.
change-heading = Ændring
change = { $by } ({ $part })
no-change = uændret
hardly-a-change = næsten uændret
points = { $number } procentpoint
not-comparable-with = kan ikke sammenlignes med { $period }
not-comparable = kan ikke sammenlignes
not-computable = kan ikke beregnes
taken-for-nothing = { $what }: { $part } er regnet for nul, da de øvrige dele går op i det hele.
restated-remark = † { $what }: offentliggjort som { $was }, rettet { $on }: { $why }
restated = { $is } (offentliggjort som { $was })
label-unit = { $label } ({ $unit })
span-of-years = { $from }–{ $to }
remark = { $what }: { $remark }
definition-changed = { $what }: definitionen er ændret: { $change }
answered = { $count } svarede
response-rate = svarprocent { $rate }
reason-missing = kan ikke beregnes, da »{ $what }« ikke er oplyst
reason-missing-last = kan ikke beregnes, da »{ $what }« ikke er oplyst for året før
reason-withheld = kan ikke beregnes, da »{ $what }« holdes tilbage
reason-withheld-last = kan ikke beregnes, da »{ $what }« for året før holdes tilbage
reason-no-last = kan ikke beregnes, da der ingen indberetning er for året før
reason-bounded = kan ikke beregnes, da »{ $what }« kun er oplyst som en grænse
reason-zero = kan ikke beregnes, da »{ $what }« er nul
reason-zero-sum = kan ikke beregnes, da der divideres med nul
reason-periods = kan ikke beregnes, da de to perioder ikke er den samme del af et år
reason-currencies = kan ikke beregnes, da beløbene er i flere valutaer
reason-too-large = kan ikke beregnes, da tallet har flere end 24 cifre
reason-changed = kan ikke beregnes, da definitionen af »{ $what }« er ændret
against-profile = Arbejdet holdt op mod stadiet: { $framework }
against-profile-intro = Hvad rammen forventer af faciliteringen på stadiet { $stage }, og hvad der er set af det i perioden.
observed-against-profile = Hvad der er observeret, efter dimension
expected-observed-heading = Forventet og observeret
observed-besides = Observeret derudover
expected-open = Planlagt, fraværende eller ikke nævnt
nothing-recorded-on = Intet er oplyst om { $what }.
against-profile-note = En ramme nævner det hyppigste på et stadie. Hvad der ikke er nævnt, kan stadig være gjort.
agenda = Handlingsplan
last-agenda = Opfølgning på handlingsplanen for { $period }
owner = Ansvarlig
due = Frist
became = Resultat
why = Hvorfor
decisions = Hvad sekretariatet har besluttet
takes-up = Følger op på
own-decision = en egen beslutning
suggestions = Hvad rammen foreslår som det næste
suggestions-with-decisions = Hvad rammen foreslår som det næste, og hvad deraf der er besluttet
expected-in = Forventes på stadiet
decision = Beslutning
suggestions-note = Forslag er det, som rammen forventer på det næste stadie, og som indberetningen ikke viser. De er ingen dom.
progress-decided = besluttet
progress-begun = begyndt
progress-done = gennemført
progress-partly = delvist gennemført
progress-dropped = opgivet
goal = Mål
goals-reached = Mål, og hvor langt de er nået
target = Måltal
reached = Nået
share-of-target = Af måltallet
grants = Bevillinger
funder = Bevillingsgiver
amount = Beløb
co-financing = Medfinansiering
targets-of = Hvad { $grant } skal føre til
restatements = Rettelser
restatements-intro = Disse tal er offentliggjort og siden rettet. Tabellerne viser det rettede tal med et mærke, og under tabellen står det offentliggjorte.
published-as = Offentliggjort som
corrected-to = Rettet til
corrected-on = Rettet den
appendices = Bilag
board = Bestyrelsen
staff = Sekretariatet
helix = Sektor
helix-business = erhvervsliv
helix-research = forskning og uddannelse
helix-public = offentlige myndigheder
helix-civil-society = civilsamfund
annual-method = Rapporten er lavet på grundlag af indberetningerne i klyngens egen fil og ikke af andre. Et tal, som en indberetning ikke giver, er »ikke oplyst« og hentes ikke fra et andet år. Beregnede tal beregnes på ny i hver rapport; mangler noget, de bygger på, »kan de ikke beregnes«.
definitions-version = Definitionernes versioner: { $versions }.
colophon = Kolofon
publisher = Udgiver
contact = Kontakt
licence = Licens

## Årsrapporten om en portefølje

the-year-in-short = Året kort
turned = Hvad der er vendt siden året før
portfolio-covers = { $count ->
    [one] Rapporten dækker { $covers } af 1 klynge med en indberetning for { $year }.
   *[other] Rapporten dækker { $covers } af { $count } klynger: dem med en indberetning for { $year }.
}
clusters-withheld = { $count ->
    [one] Endnu én klynge er holdt tilbage for disse læsere.
   *[other] Yderligere { $count } klynger er holdt tilbage for disse læsere.
}
clusters-withheld-in = { $count ->
    [one] Noget om én klynge er holdt tilbage; rapporten gengiver og tæller kun, hvad disse læsere må vide om den.
   *[other] Noget om { $count } klynger er holdt tilbage; rapporten gengiver og tæller kun, hvad disse læsere må vide om dem.
}
without-record = Klynger uden indberetning for { $year }
not-yet-recorded = dens indberetninger begynder senere, og det er ikke oplyst, hvornår den blev stiftet
not-yet-founded = endnu ikke stiftet
closed = nedlagt { $on }
merged-into = gået ind i { $case } { $on }
file-with-mistakes = deres filer har fejl
stages-and-movements = Stadier og bevægelser
clusters-by-stage = Klynger efter stadie: { $life_cycle }
year-with-number = { $year } (af { $count })
clusters-in = Klynger i { $year }
no-one-stage = intet entydigt stadie
by-stage-note = Talt er klynger med en indberetning for året.
no-stage-note = »Intet entydigt stadie« har dem, som ingen har vurderet, eller hvis bedømmere er uenige.
lost-note = { $count ->
    [one] Én af dem fra { $before } har ingen indberetning for { $year }.
   *[other] { $number } af dem fra { $before } har ingen indberetning for { $year }.
}
movements = Klynger, der skiftede stadie fra { $from } til { $to }
driver-heading = Drivkraft
dissent-heading = Uenighed
totals-and-distributions = Samlede tal og fordelinger
totals = { $form ->
    [finding] { $finding }. { $group }: alle klynger under ét
   *[plain] { $group }: alle klynger under ét
}
together = Under ét
aggregate-sum = sum
aggregate-mean = gennemsnit
aggregate-median = median
aggregate-share-of-sums = andel af summer
aggregate-none = lægges ikke sammen
change-in-both = Ændring i klynger, der kendes i begge år
clusters-in-both = Klynger, der kendes i begge år
least-middle-most = Mindst · median · mest
least = Mindst
middle = Median
most = Mest
members-by-name = Medlemmer
member-number = CVR- eller medlemsnr.
member-since = Medlem siden
overlap-note = En organisation, der er medlem af to klynger, tæller med i begge.
totals-note = To års tal, der står ved siden af hinanden, gælder de samme klynger: dem, der oplyser begge år og tæller ens. Hvor det ikke er alle årets klynger, står der, hvor mange det er; hvad de øvrige har, står under de tal, som vises i overblikket.
totals-rest = ikke sammenlignet: { $names }
bounded = { $what }: kun oplyst som en grænse, og ikke med i tallet, af { $names }.
part-of-year = Kun en del af året er dækket af { $names }.
definition-changed-in = { $what }: definitionen ændredes i { $year }; de to år kan ikke sammenlignes.
indicator-id = Id
all-clusters = Alle klynger
who-lacks-what = Hvilke tal der ikke er oplyst
figures-recorded = Oplyste tal
figures-lacking = Ikke oplyst
labels-note = { $without ->
    [0] Alle klynger har et.
    [one] For én klynge er der ikke oplyst noget.
   *[other] For { $without } klynger er der ikke oplyst noget.
}
lacking-note = Af de tal, som mindst én klynge oplyser for året.
definitions = Hvad tallene betyder
definition = Definition
computed-as = Beregnes som { $formula }
formula-last = { $what } året før
restated-in-table = † Rettet efter offentliggørelsen; afsnittet om rettelser siger hvordan.
clusters-by = Klyngerne står efter { $what }, de største først. Sidste række er for alle, der oplyser tallet.
all-clusters-row = Alle { $count }
computed = beregnet
source-of-definition = Definitionens kilde
version = Version
peers = Blandt de andre
peers-title = Blandt de andre, { $year }
peers-on = { $name } blandt de andre klynger, { $year }
peers-table = Hvor tallene for { $year } ligger
peers-own = Denne klynge
peers-lowest = Laveste fjerdedel
peers-lower = Under midten
peers-upper = Over midten
peers-highest = Højeste fjerdedel
peers-others = Andre
peers-band = { $form ->
    [lowest] under { $high }
    [between] { $low } til { $high }
   *[highest] { $low } eller mere
}
peers-in-band = { $band ->
    [highest] { $form ->
        [first] Målt på { $what } ligger { $name } i den højeste fjerdedel
       *[next] Målt på { $what } ligger klyngen i den højeste fjerdedel
    }
    [upper] { $form ->
        [first] Målt på { $what } ligger { $name } over midten, men under den højeste fjerdedel
       *[next] Målt på { $what } ligger klyngen over midten, men under den højeste fjerdedel
    }
    [lower] { $form ->
        [first] Målt på { $what } ligger { $name } under midten, men over den laveste fjerdedel
       *[next] Målt på { $what } ligger klyngen under midten, men over den laveste fjerdedel
    }
   *[lowest] { $form ->
        [first] Målt på { $what } ligger { $name } i den laveste fjerdedel
       *[next] Målt på { $what } ligger klyngen i den laveste fjerdedel
    }
}
peers-left-out = { $reason ->
    [own] Uden tal her, men { $others } andre eller flere har et: { $what }
    [few] Ikke oplyst for hele året af { $others } andre: { $what }
   *[telling] Ikke placeret, fordi alle klyngers tal ligger for tæt til fire bånd, eller fordi man kunne regne ud, hvad en anden klynge oplyser: { $what }
}
peers-note = ● står i det bånd, som denne klynge ligger i. Et tal på en grænse hører til båndet ovenfor. »Andre« er, hvor mange andre klynger der oplyser tallet.
peers-method = Grænserne deler alle klynger, der oplyser et tal for hele året, i fire bånd med omkring en fjerdedel i hvert. De er afrundede kvartiler og de samme for alle klynger. Ingen anden klynge er nævnt, og intet tal er placeret, hvis man med det og summen af alle kunne regne ud, hvad en anden oplyser.
full-report = Dens egen rapport
all-together = Alle klynger under ét
glance-of = { $form ->
    [of] { $of } klynger
    [changed] { $change } ({ $of } klynger)
    [compared] { $change } ({ $compared } klynger)
   *[both] { $of } klynger; { $change } i { $compared }
}
foreword = Forord
glance-lines-own = Linjer: { $years }.
line-broken = Prikket i en linje: derfra er tallet opgjort eller spurgt til på en anden måde.
glance-lines = Små linjer: { $years }, for de klynger, der oplyser tallet i alle disse år.
turned-claim-holds-whole = Holder nu, men ikke året før, for dem, der har indberettet begge år: { $claim }
turned-claim-fails-whole = Holdt året før, men ikke nu, for dem, der har indberettet begge år: { $claim }
turned-claim-holds = Holder nu ({ $now } af dem, der har indberettet begge år), men ikke året før ({ $before }): { $claim }
turned-claim-fails = Holdt året før ({ $before } af dem, der har indberettet begge år), men ikke nu ({ $now }): { $claim }
portfolio-method-first = Rapporten er lavet på grundlag af årets indberetninger, som er de første. Et tal, som en indberetning ikke giver, er »ikke oplyst«; derfor siger en sum, hvor mange klynger den er af.
portfolio-method = Rapporten er lavet på grundlag af årets indberetninger og sammenligner dem med årets før. Et tal, som en indberetning ikke giver, er »ikke oplyst« og hentes ikke fra et andet år; derfor siger en sum, hvor mange klynger den er af. Ændringer beregnes i de klynger, hvor begge år kendes; er en definition ændret, sammenlignes de to år ikke.
figure-flow = Klyngernes bevægelse mellem stadier, { $from } til { $to }
figure-flow-alt = Klynger efter stadie i { $from } til venstre og i { $to } til højre, med bånd fra det ene til det andet.
figure-flow-band = Fra { $from } til { $to }: { $count }.
figure-flow-note = { $count ->
    [one] Ikke vist: 1 klynge, hvis stadie ikke er kendt og entydigt i begge år.
   *[other] Ikke vist: { $count } klynger, hvis stadie ikke er kendt og entydigt i begge år.
}
figure-lines = Hovedtal gennem årene
figure-lines-alt = En linje for hvert tal.
figure-no-number = intet tal
figure-ranking = { $what }, { $to }{ $form ->
    [some] {" "}({ $covers } klynger)
   *[all] {""}
}
figure-ranking-alt = Klyngerne efter { $what }, en søjle for { $to } og en streg for { $from }.
figure-ranking-alt-first = Klyngerne efter { $what }, en søjle for { $to }.
figure-ranking-line = { $form ->
    [both] { $name }: { $now }, før { $before }.
   *[one] { $name }: { $now }.
}
figure-parts = { $form ->
    [clusters] { $what } fordelt ({ $covers } klynger; for de øvrige kendes ikke alle dele)
    [years] { $what } fordelt ({ $covers } år; i de øvrige kendes ikke alle dele)
   *[all] { $what } fordelt
}
figure-parts-alt = Lige lange søjler med delene af: { $what }.
figure-path = Vejen gennem stadierne: { $life_cycle }
figure-path-alt = Stadiet i hvert år, det seneste stadie øverst: { $life_cycle }.
figure-distribution = Klyngernes fordeling, { $year }
figure-distribution-alt = En linje for hver indikator med en prik for hver klynge og en streg ved medianen.
figure-distribution-line = { $form ->
    [some] { $what }: mindst { $least }, nedre kvartil { $low }, median { $middle }, øvre kvartil { $high }, mest { $most }; { $of } klynger.
   *[all] { $what }: mindst { $least }, nedre kvartil { $low }, median { $middle }, øvre kvartil { $high }, mest { $most }.
}
figure-distribution-note = Hver prik er en klynge. Kassen går fra nedre til øvre kvartil, stregen er medianen, som står til højre; ved enderne står det mindste og det største tal, med klyngens navn, hvor det kun er én.

## Regnearket

export-contents = Indhold
export-sheet = Ark
export-title = Titel
export-note = Note
export-figures = Alle tal i alle indberetninger
export-figures-note = Ét tal i hver række. Hvad der ikke er oplyst, har ingen række; »ingen« er 0; det, der er omtrentligt eller kun oplyst som en grænse, har ingen værdi og står under »Som skrevet«. Dele af et hele og beregnede andele er brøker.
export-case = Case
export-status = Status
export-group = Gruppe
export-unit = Enhed
export-value = Værdi
export-as-written = Som skrevet
export-better = Bedre er
export-formula = Formel
status-draft = udkast
status-published = offentliggjort
better-higher = højere
better-lower = lavere
better-neither = ingen af delene

site-years = Årsrapporter

## Hvad en case kan være (`is_a` i filen), med former. Et arbejdsområde kan tilføje ord: `thing-school` osv. De, der har `.members`, har
## aktører og et sekretariat.

thing-cluster = klynge
    .indefinite = en klynge
    .definite = klyngen
    .genitive = klyngens
    .pronoun = den
    .possessive = dens
    .plural = klynger
    .members = aktører
thing-initiative = initiativ
    .indefinite = et klyngeinitiativ
    .definite = initiativet
    .genitive = initiativets
    .pronoun = det
    .possessive = dets
    .plural = klyngeinitiativer
    .members = aktører
thing-network = netværk
    .indefinite = et netværk
    .definite = netværket
    .genitive = netværkets
    .pronoun = det
    .possessive = dets
    .plural = netværk
    .members = aktører
thing-association = forening
    .indefinite = en forening
    .definite = foreningen
    .genitive = foreningens
    .pronoun = den
    .possessive = dens
    .plural = foreninger
    .members = medlemmer
thing-organisation = organisation
    .indefinite = en organisation
    .definite = organisationen
    .genitive = organisationens
    .pronoun = den
    .possessive = dens
    .plural = organisationer
thing-programme = program
    .indefinite = et program
    .definite = programmet
    .genitive = programmets
    .pronoun = det
    .possessive = dets
    .plural = programmer
thing-school = skole
    .indefinite = en skole
    .definite = skolen
    .genitive = skolens
    .pronoun = den
    .possessive = dens
    .plural = skoler

## Casebeskrivelsen: en tekst for hver sætning, med en variant for hver kombination af oplysninger. Stort begyndelsesbogstav og punktum tilføjes,
## ellers intet.

tell-number = { $count ->
    [0] ingen
    [1] én
    [2] to
    [3] tre
    [4] fire
    [5] fem
    [6] seks
    [7] syv
    [8] otte
    [9] ni
    [10] ti
    [11] elleve
   *[12] tolv
}
tell-when = { $kind ->
    [day] den { $date }
    [about] omkring { $date }
    [after] efter { $date }
    [before] før { $date }
   *[year] i { $date }
}
tell-money = { $currency ->
    [EUR] { $amount } euro
    [DKK] { $amount } kr.
   *[other] { $amount } { $currency }
}
tell-aside = { $text } ({ $aside })
tell-pair = { $what }: { $remark }
tell-somebody = en, der ikke er nævnt
tell-framework = analyserammen »{ $title }«
tell-source = Efter { $source }
tell-source-at = Efter { $source }, { $at }
tell-undated = Det fremgår ikke, hvornår data er indsamlet
tell-dated = Data er fra { $date }

tell-opening = { $form ->
    [in-text] { $name } { $tense ->
        [past] var
       *[present] er
    } { $what } { $place }{ $rest }
    [beside] { $name } ({ $place }) { $tense ->
        [past] var
       *[present] er
    } { $what }{ $rest }
   *[bare] { $name } { $tense ->
        [past] var
       *[present] er
    } { $what }{ $rest }
}
tell-opening-founded = { $form ->
    [in-text] { $name }, grundlagt { $when }, er { $what } { $place }{ $rest }
    [beside] { $name } ({ $place }), grundlagt { $when }, er { $what }{ $rest }
   *[bare] { $name }, grundlagt { $when }, er { $what }{ $rest }
}
tell-what = { $form ->
    [in-text] { $industry }
    [given] { $thing } inden for { $industry }
   *[bare] { $thing }
}
tell-founded = { $form ->
    [both] { $subject } blev grundlagt { $when } på initiativ af { $initiators }
    [date] { $subject } blev grundlagt { $when }
   *[initiators] { $subject } blev grundlagt på initiativ af { $initiators }
}
tell-initiators = Initiativet kom fra: { $initiators }
tell-ended = { $form ->
    [into-why] { $subject } blev en del af { $into } { $when }; den angivne grund: { $why }
    [into] { $subject } blev en del af { $into } { $when }
    [closed-why] { $subject } blev nedlagt { $when }; den angivne grund: { $why }
   *[closed] { $subject } blev nedlagt { $when }
}
tell-specialising = , specialiseret i { $text }
tell-attributes = { $subject } { $list }
tell-specialisation = { $subject } { $tense ->
    [past] var
   *[present] er
} specialiseret i { $text }

tell-actors-number = { $count ->
    [one] én aktør
   *[other] { $number } aktører
}
tell-actors = { $form ->
    [main] { $subject } { $tense ->
        [past] havde
       *[present] har
    } { $actors }, hvoraf de fleste { $tense ->
        [past] var
       *[present] er
    } { $kinds }
    [counted] { $subject } { $tense ->
        [past] havde
       *[present] har
    } { $actors }, heraf { $kinds }
   *[bare] { $subject } { $tense ->
        [past] havde
       *[present] har
    } { $actors }
}
tell-counted = { $number } { $kinds }
tell-kinds-main = De fleste af { $genitive } aktører er { $kinds }
tell-kinds-counted = { $form ->
    [more] Fordelt på typer tæller kilden flere, nemlig { $kinds }
   *[some] Blandt aktørerne er { $kinds }
}
tell-kinds-part = { $form ->
    [both] { $participating } deltager i { $the }, hvor { $active } spiller en aktiv rolle
    [participating] { $participating } deltager i { $the }
   *[active] { $active } deltager aktivt i { $the }
}
tell-kinds = Blandt aktørerne er { $kinds }
tell-dominant = Ifølge kilden domineres { $the } af { $kinds }
tell-actors-named = Kilden nævner { $actors }
tell-actors-counted = { $form ->
    [many] Kilden nævner { $number } aktører fordelt på { $of } typer
   *[kinds] Kilden nævner { $number } aktører: { $kinds }
}
tell-actor-of-kind = { $name }, { $kind }
tell-one-of-no-kind = én uden angivet type
tell-of-no-kind = uden angivet type

tell-aims = { $owner ->
    [secretariat] Formålet med { $secretariat } er { $list }
    [facilitators] Facilitatorernes formål er { $list }
    [actor] For { $whose } er formålet { $list }
   *[case] { $genitive } formål er { $list }
}
tell-goals = { $owner ->
    [secretariat] Målet for { $secretariat } er { $list }
    [facilitators] Facilitatorernes mål er { $list }
    [actor] For { $whose } er målet { $list }
   *[case] { $genitive } mål er { $list }
}
tell-within = inden for { $time }
tell-reached = { $number } nået indtil videre
tell-ambitions = { $owner ->
    [secretariat] Ifølge kilden har { $secretariat } planer eller håb om { $list }; intet af det er observeret
    [facilitators] Ifølge kilden har facilitatorerne planer eller håb om { $list }; intet af det er observeret
    [actor] Ifølge kilden er der hos { $whose } planer eller håb om { $list }; intet af det er observeret
   *[case] Ifølge kilden er der planer eller håb om { $list }; intet af det er observeret
}
tell-secretariat = { $form ->
    [name-date-initiators] { $genitive } sekretariat, { $called }, blev oprettet { $when } på initiativ af { $initiators }{ $rest }
    [name-date] { $genitive } sekretariat, { $called }, blev oprettet { $when }{ $rest }
    [name-initiators] { $genitive } sekretariat, { $called }, blev oprettet på initiativ af { $initiators }{ $rest }
    [name] { $genitive } sekretariat er { $called }{ $rest }
    [date-initiators] { $genitive } sekretariat blev oprettet { $when } på initiativ af { $initiators }{ $rest }
    [date] { $genitive } sekretariat blev oprettet { $when }{ $rest }
   *[initiators] { $genitive } sekretariat blev oprettet på initiativ af { $initiators }{ $rest }
}
tell-secretariat-facilitators = ; det har { $facilitators }
tell-the-secretariat = sekretariatet
tell-own-secretariat = { $genitive } sekretariat
tell-secretariat-initiators = Initiativet til sekretariatet kom fra: { $initiators }
tell-host = { $secretariat } har til huse hos { $host }
tell-facilitators-number = { $employment ->
    [full-time] { $count ->
        [one] én facilitator på fuld tid
       *[other] { $number } facilitatorer på fuld tid
    }
    [part-time] { $count ->
        [one] én facilitator på deltid
       *[other] { $number } facilitatorer på deltid
    }
   *[none] { $count ->
        [one] én facilitator
       *[other] { $number } facilitatorer
    }
}
tell-facilitators-unnumbered = { $employment ->
    [part-time] facilitatorer på deltid
   *[full-time] facilitatorer på fuld tid
}
tell-facilitators = { $owner ->
    [secretariat] { $secretariat } har { $facilitators }
    [secretariat-again] Det har { $facilitators }
    [actor] For { $whose } arbejder { $facilitators }
   *[case] { $subject } { $tense ->
        [past] havde
       *[present] har
    } { $facilitators }
}
tell-facilitators-and-funding = { $subject } { $tense ->
    [past] havde { $facilitators } og blev finansieret { $now }
   *[present] har { $facilitators } og finansieres { $now }
}
tell-facilitators-financed = { $genitive } { $facilitators } finansieres { $now }
tell-funding = { $form ->
    [first] I begyndelsen blev { $owner ->
        [secretariat] { $secretariat }
        [secretariat-again] det
        [facilitators] facilitatorerne
        [actor] { $whose }
       *[case] { $it }
    } finansieret { $now }
    [study] På undersøgelsestidspunktet blev { $owner ->
        [secretariat] { $secretariat }
        [secretariat-again] det
        [facilitators] facilitatorerne
        [actor] { $whose }
       *[case] { $it }
    } finansieret { $now }
   *[now] { $owner ->
        [secretariat] { $secretariat } finansieres { $now }
        [secretariat-again] Det finansieres { $now }
        [facilitators] Facilitatorerne finansieres { $now }
        [actor] { $whose } finansieres { $now }
       *[case] { $subject } { $tense ->
            [past] blev finansieret
           *[present] finansieres
        } { $now }
    }
}
tell-paid-by = { $share ->
    [solely] udelukkende med { $money }
    [mainly] hovedsagelig med { $money }
    [mostly] overvejende med { $money }
    [partly] til dels med { $money }
    [supplementary] supplerende med { $money }
    [percent] { $part } med { $money }
   *[none] med { $money }
}
tell-one-grant = { $sector ->
    [public] en offentlig bevilling
    [private] en privat bevilling
    [mixed] en offentlig og privat bevilling
   *[none] en bevilling
}
tell-money-grant = { $sector ->
    [public] offentlige tilskud
    [private] private tilskud
    [mixed] offentlige og private tilskud
   *[none] tilskud
}
tell-money-membership-fee = { $per ->
    [year] årlige medlemskontingenter
    [month] månedlige medlemskontingenter
   *[once] medlemskontingenter
}
tell-money-project-funding = { $sector ->
    [public] offentlige projektmidler
    [private] private projektmidler
    [mixed] offentlige og private projektmidler
   *[none] projektmidler
}
tell-money-university-funding = { $sector ->
    [public] offentlige universitetsmidler
    [private] private universitetsmidler
    [mixed] offentlige og private universitetsmidler
   *[none] universitetsmidler
}
tell-money-funds = { $sector ->
    [public] offentlige midler
    [private] private midler
    [mixed] offentlige og private midler
   *[none] midler
}
tell-money-from-universities = midler fra { $from }
tell-money-from = { $money } fra { $from }
tell-money-of = { $money } på { $amount }
tell-money-starting = { $money } på mindst { $amount }
tell-money-per = { $per ->
    [month] { $money } om måneden
   *[year] { $money } om året
}
tell-money-over = { $money } over { $over }
tell-funding-counted = { $subject } finansieres fra { $number } kilder: { $kinds }

tell-observed = { $at ->
    [middle] { $form ->
        [noun] Kilden nævner { $number } { $dimension }: { $list }
        [in-text] Kilden nævner { $count ->
            [one] { $list } blandt { $dimension }
           *[other] { $number } af { $dimension }: { $list }
        }
       *[label] Under { $dimension } nævner kilden { $count ->
            [one] { $list }
           *[other] { $number }: { $list }
        }
    }
    [last] { $form ->
        [noun] Kilden omtaler { $number } { $dimension }: { $list }
        [in-text] Blandt { $dimension } nævner kilden { $count ->
            [one] { $list }
           *[other] { $number }: { $list }
        }
       *[label] Kilden nævner { $count ->
            [one] { $list } under { $dimension }
           *[other] { $number } under { $dimension }: { $list }
        }
    }
   *[other] { $form ->
        [noun] Der nævnes { $number } { $dimension }: { $list }
        [in-text] Af { $dimension } nævnes { $count ->
            [one] { $list }
           *[other] { $number }: { $list }
        }
       *[label] Under { $dimension } nævnes { $count ->
            [one] { $list }
           *[other] { $number }: { $list }
        }
    }
}
tell-observed-closed = { $form ->
    [noun] Kilden opregner { $number } { $dimension } og fremstiller listen som fuldstændig: { $list }
    [in-text] Ifølge kilden er { $dimension } begrænset til { $count ->
        [one] { $list }
       *[other] { $number }: { $list }
    }
   *[label] Under { $dimension } er kildens oplysninger begrænset til { $count ->
        [one] { $list }
       *[other] { $number }: { $list }
    }
}
tell-inside-and-outside = { $count ->
    [one] { $list }; sidstnævnte indgår ikke i { $framework }
   *[other] { $list }; de { $number } sidstnævnte indgår ikke i { $framework }
}
tell-outside = { $list }, som ikke indgår i { $framework }
tell-planned = Kilden omtaler planer om { $list }
tell-past = Kilden omtaler { $list } som opgivet
tell-absent = Ifølge kilden mangler der { $list }
tell-event = { $form ->
    [dated] { $text } ({ $date })
   *[undated] { $text }
}
tell-events-counted = { $form ->
    [span-phases] Der er registreret { $number } begivenheder fra { $first } til { $last }; de falder i { $phases }
    [span-phases-rest] Der er registreret { $number } begivenheder fra { $first } til { $last }; { $placed } af dem falder i { $phases }
    [span] Der er registreret { $number } begivenheder fra { $first } til { $last }
    [phases] Der er registreret { $number } begivenheder i historien om { $the }; de falder i { $phases }
    [phases-rest] Der er registreret { $number } begivenheder i historien om { $the }; { $placed } af dem falder i { $phases }
   *[bare] Der er registreret { $number } begivenheder i historien om { $the }
}
tell-phases = { $count ->
    [one] én fase: { $phases }
   *[other] { $number } faser: { $phases }
}
tell-times = { $what } ({ $number })
tell-models = Forbilledet for { $the } er { $list }
tell-region = Om regionen siger kilden: { $list }
tell-competences = Om, hvad aktører i regionen kan, siger kilden: { $list }

tell-stage = { $form ->
    [by-basis-aside] Ud fra { $basis } betegner { $by } { $name } som { $stage } ({ $aside })
    [by-basis] Ud fra { $basis } betegner { $by } { $name } som { $stage }
    [by-aside] { $name } betegnes af { $by } som { $stage } ({ $aside })
    [by] { $name } betegnes af { $by } som { $stage }
    [basis-aside] Ud fra { $basis } betegnes { $name } som { $stage } ({ $aside })
    [basis] Ud fra { $basis } betegnes { $name } som { $stage }
    [aside] { $name } betegnes som { $stage } ({ $aside })
   *[bare] { $name } betegnes som { $stage }
}
tell-see = se { $at }
tell-basis = grundlag: { $basis }
tell-rating = af { $by } som { $stage }
tell-stages-differ = { $form ->
    [ground] { $name } vurderes forskelligt og betegnes { $ratings } ({ $ground })
   *[bare] { $name } vurderes forskelligt og betegnes { $ratings }
}
tell-stages-agree = { $form ->
    [both-ground] { $name } betegnes af både { $raters } som { $stage } ({ $ground })
    [both] { $name } betegnes af både { $raters } som { $stage }
    [all-ground] { $name } betegnes samstemmende af { $raters } som { $stage } ({ $ground })
   *[all] { $name } betegnes samstemmende af { $raters } som { $stage }
}
tell-stage-of-part = For { $part } er vurderingen »{ $stage }«, foretaget af { $by }
tell-not-assessed = Udviklingsstadiet for { $the } er ikke vurderet
tell-dissent = Der er uenighed: { $text }
tell-driver = Drivkraften bag forandringen ifølge kilden: { $driver }
tell-criteria = Af kriterierne i »{ $cycle }« er { $parts }
tell-criteria-yes = opfyldt: { $list }
tell-criteria-partly = delvis opfyldt: { $list }
tell-criteria-no = ikke opfyldt: { $list }
tell-situation = Kilden beskriver situationen sådan: { $text }
tell-expected-all = { $at ->
    [first] { $count ->
        [2] Begge
       *[other] Alle { $observed }
    } nævnte { $noun } er blandt de { $of }, som { $framework } knytter til dette stadie
    [middle] De { $observed } nævnte { $noun } er { $count ->
        [2] begge
       *[other] alle
    } blandt de { $of }, som { $framework } knytter til dette stadie
   *[last] Til dette stadie knytter { $framework } { $of } { $noun }, og { $count ->
        [2] begge
       *[other] alle de { $observed }
    } nævnte er blandt dem
}
tell-expected-some = { $at ->
    [first] Af de { $observed } nævnte { $noun } er { $number } blandt de { $of }, som { $framework } knytter til dette stadie{ $rest }
    [middle] { $number } af de { $observed } nævnte { $noun } er blandt de { $of }, som { $framework } knytter til dette stadie{ $rest }
   *[last] Til dette stadie knytter { $framework } { $of } { $noun }, og { $number } af de { $observed } nævnte er blandt dem{ $rest }
}
tell-expected-outside = , men ikke { $list }
tell-expected = { $form ->
    [one] Det nævnte er blandt de { $of } { $noun }, som { $framework } knytter til dette stadie
    [one-not] Det nævnte er ikke blandt de { $of } { $noun }, som { $framework } knytter til dette stadie
    [none] Ingen af de { $observed } nævnte { $noun } er blandt de { $of }, som { $framework } knytter til dette stadie
   *[nothing] Af de { $of } { $noun }, som { $framework } knytter til dette stadie, er ingen observeret
}
tell-expected-of = Af det, som { $framework } knytter til dette stadie, viser casen { $parts }
tell-expected-part = { $form ->
    [noun] { $share ->
        [none] ingen af { $of } { $dimension }
        [both] begge { $dimension }
        [all] alle { $of } { $dimension }
       *[some] { $number } af { $of } { $dimension }
    }
    [in-text] { $share ->
        [none] ingen af { $of }
        [single] den ene
       *[some] { $number } af { $of }
    } af { $dimension }
   *[label] { $share ->
        [none] ingen af { $of }
        [single] den ene
       *[some] { $number } af { $of }
    } under { $dimension }
}
tell-some-of = { $form ->
    [noun] { $number } { $dimension }
    [in-text] { $number } af { $dimension }
   *[label] { $number } under { $dimension }
}
tell-others = { $number } andre
tell-expected-as = { $form ->
    [first] For { $stage } forventer { $framework } { $total ->
        [one] ét kendetegn
       *[other] { $of } { $noun }
    }, { $share ->
        [none] { $total ->
            [one] som ikke er observeret
           *[other] hvoraf ingen er observeret
        }
        [all] { $total ->
            [one] som er observeret
            [2] som begge er observeret
           *[other] som alle er observeret
        }
       *[some] hvoraf { $number } er observeret
    }
   *[more] For { $stage } forventer den { $of }; { $share ->
        [none] { $total ->
            [one] det er ikke observeret
           *[other] ingen er observeret
        }
        [all] { $total ->
            [one] det er observeret
            [2] begge er observeret
           *[other] alle er observeret
        }
       *[some] { $number } er observeret
    }
}
tell-not-mapped = For dette stadie har { $framework } ingen profil
tell-expected-and-unseen = { $expected }; { $unseen }
tell-unseen-open = { $at ->
    [first] Kilden nævner ikke { $any }, men listen er måske ufuldstændig
    [middle] Kilden nævner ikke { $any }, men listen er ikke nødvendigvis fuldstændig
   *[last] Kilden, hvis liste ikke nødvendigvis er udtømmende, nævner ikke { $any }
}
tell-unseen-closed = { $form ->
    [told] Kildens liste omfatter ikke { $any }
   *[untold] Kildens liste, der fremstilles som fuldstændig, omfatter ikke { $any }
}
tell-other-stage = { $form ->
    [early] Analyserammen har { $list } på et senere stadie
    [late] Analyserammen har { $list } på et tidligere stadie
   *[other] Analyserammen har { $list } på andre stadier
}
tell-derived = { $form ->
    [last] Analyserammen, som ikke beskriver noget senere stadie, er delvis udledt af denne case og kan ikke efterprøves på den
   *[bare] Analyserammen er delvis udledt af denne case og kan ikke efterprøves på den
}
tell-last-stage = Analyserammen beskriver ikke noget senere stadie
tell-resembles = Det kendte ligner mest { $stages } ({ $number } af { $of } kendte kendetegn stemmer overens) og ikke det vurderede stadie
tell-next-stage = Næste skridt er { $stage }, hvor analyserammen tilføjer { $list }
tell-second-framework = { $form ->
    [all] I casen optræder { $total ->
        [2] begge
       *[other] alle { $of }
    } { $noun } i { $framework }
    [silent] { $at ->
        [middle] Af de { $of } { $noun } i { $framework } optræder { $number } i casen; { $silent ->
            [one] den sidste, { $list }, nævnes
           *[other] { $list } nævnes
        } ikke
        [last] { $framework } har { $of } { $noun }, hvoraf { $number } optræder i casen; { $silent ->
            [one] den sidste, { $list }, nævnes
           *[other] { $list } nævnes
        } ikke
       *[other] I casen optræder { $number } af de { $of } { $noun } i { $framework }; { $silent ->
            [one] den sidste, { $list }, nævnes
           *[other] { $list } nævnes
        } ikke
    }
    [absent] I casen optræder { $number } af de { $of } { $noun } i { $framework }; fraværende: { $list }
   *[some] I casen optræder { $number } af de { $of } { $noun } i { $framework }
}
tell-characteristics = kendetegn
tell-number-of-actors = antallet af aktører
tell-number-of-facilitators = antallet af facilitatorer
tell-differ = { $order ->
    [again] Også om { $what } går udsagnene i hver sin retning: { $statements }
   *[first] Udsagnene om { $what } er forskellige: { $statements }
}
tell-statement = { $order ->
    [named] ét omtaler det ({ $at })
    [quoted] ét sted hedder det { $text } ({ $at })
    [first] ét siger { $text } ({ $at })
   *[more] et andet siger { $text } ({ $at })
}
tell-statement-of = { $who } siger: { $text } ({ $at })
tell-against = { $count ->
    [one] Ét sted i kilderne taler imod { $what } ({ $at })
   *[other] { $number } steder i kilderne taler imod { $what } ({ $at })
}
tell-passage = { $words }, { $at }
tell-contested = De, der har kodet casen, er ikke enige om { $list }
tell-none = Ifølge kilden har { $it } ingen { $list }
tell-none-initiated-by = initiativtagere
tell-none-history = historie
tell-none-models = forbilleder
tell-none-secretariat = sekretariat
tell-none-actors = aktører
tell-none-actor-kinds = aktørtyper
tell-none-actor-names = navngivne aktører
tell-none-facilitators = facilitatorer
tell-none-funding = finansiering
tell-none-aims = formål
tell-none-goals = mål
tell-none-ambitions = ambitioner
tell-none-events = begivenheder
tell-missing = { $form ->
    [little] Casen er sparsomt belyst; der er ingen oplysninger { $list }
   *[some] Der er ingen oplysninger { $list }
}
# En ledsætning ender med et komma; det bliver stående foran det sidste led i rækken.
tell-missing-founding = om, hvornår og af hvem { $the } blev grundlagt,
tell-missing-date = om, hvornår { $the } blev grundlagt,
tell-missing-initiators = om, hvem der grundlagde { $the },
tell-missing-secretariat = om et sekretariat
tell-missing-secretariat-details = om sekretariatets navn og oprettelse
tell-missing-secretariat-name = om sekretariatets navn
tell-missing-secretariat-initiators = om, hvem der tog initiativ til sekretariatet,
tell-missing-secretariat-name-and-initiators = om sekretariatets navn, om, hvem der tog initiativ til det,
tell-missing-actors = om aktører
tell-missing-funding = om finansiering
tell-missing-aims = om formål
tell-missing-aims-and-goals = om formål og mål
tell-missing-stage = om udviklingsstadiet
tell-missing-dimensions = om { $dimensions }
tell-missing-dimensions-counted = om { $number } af analyserammens dimensioner

## Hvad casene siger, i den tværgående sammenfatning. `{ $group }`, `{ $earlier }` og `{ $later }` er flertal: »potentielle klynger«.

across-title = Hvad casene siger
across-heading = { $group }
across-in-stage = cases på stadiet »{ $stage }«
across-with-value = cases med { $what } »{ $value }«
across-members = { $form ->
    [stage-one] Én case, { $names }, er vurderet som { $stage }; en gruppe på én sammenlignes ikke
    [stage-few] { $number } cases er vurderet som { $group }: { $names }
    [stage-many] Af de { $of } cases er { $number } vurderet som { $group }
    [value-one] For én case, { $names }, er { $what } »{ $stage }«; en gruppe på én sammenlignes ikke
    [value-few] For { $number } cases er { $what } »{ $stage }«: { $names }
   *[value-many] For { $number } af de { $of } cases er { $what } »{ $stage }«
}
across-known = (oplyst for { $known } af de { $of })
across-founded = { $form ->
    [none] Stiftelsesåret er ikke kendt for nogen af dem
    [one] Kun for { $name } er stiftelsesåret kendt: { $first }
    [both] Begge blev grundlagt i { $first }
    [same] Alle blev grundlagt i { $first }
    [range] De blev grundlagt mellem { $first } og { $last }
    [some-same] De { $number }, hvis stiftelsesår er kendt, blev grundlagt i { $first }
    [some-pair] De to, hvis stiftelsesår er kendt, blev grundlagt i { $first } og { $last }
   *[some-range] De { $number }, hvis stiftelsesår er kendt, blev grundlagt mellem { $first } og { $last }
}
across-actors = aktører
across-facilitators = facilitatorer
across-counted = { $number } { $what }
across-numbers = De { $number } har { $list }
across-pair = De to, hvis antal { $what } er kendt, har henholdsvis { $least } og { $most }
across-range = { $form ->
    [one] { $least } { $what } (kun oplyst for { $name })
    [each] { $least } { $what } hver { $known }
    [next-median] { $least } eller { $most } { $what } (median { $median }) { $known }
    [next] { $least } eller { $most } { $what } { $known }
    [median] fra { $least } til { $most } { $what } (median { $median }) { $known }
   *[range] fra { $least } til { $most } { $what } { $known }
}
across-kinds = Som aktører{ $known } nævnes { $shares }
across-part = { $part ->
    [main] { $whole ->
        [yes] I { $both ->
            [yes] begge
           *[no] alle { $number }
        } er de fleste aktører { $items }{ $known }
       *[no] De fleste aktører{ $known } er { $shares }
    }
    [active] { $whole ->
        [yes] I { $both ->
            [yes] begge
           *[no] alle { $number }
        } omtales { $items } som aktive{ $known }
       *[no] Som aktive{ $known } omtales { $shares }
    }
   *[dominant] { $whole ->
        [yes] I { $both ->
            [yes] begge
           *[no] alle { $number }
        } omtales { $items } som dominerende{ $known }
       *[no] Som dominerende{ $known } omtales { $shares }
    }
}
across-money-public = offentlige midler
across-money-private = private midler
across-money-mixed = offentlige og private midler
across-money = Som finansiering{ $known } nævnes { $shares }
across-observed = { $form ->
    [noun] Som { $dimension }{ $known } nævnes { $shares }
   *[label] Under { $dimension }{ $known } nævnes { $shares }
}
across-lens = { $form ->
    [alone] Casene er beskrevet med begreberne fra { $framework }
   *[also] Casene er også beskrevet med begreberne fra { $framework }; resten af afsnittet bygger alene på den beskrivelse
}
across-row = { $form ->
    [listed] { $items } samt { $last }
    [long] { $items } samt { $last }
   *[plain] { $items } og { $last }
}
across-in = { $form ->
    [all] { $items } i alle { $number }
    [both] { $items } i begge
    [only] { $items } i { $name }
    [some] { $items } i { $number }
    [some-each] { $items } hver især i { $number }
    [one] { $items } kun i { $name }
    [most] { $items } i de fleste af de { $number }
    [half] { $items } i højst halvdelen af de { $number }
   *[fewer] { $items } i højst halvdelen
}
across-after = efter { $works }
across-share = { $form ->
    [all] { $items } i alle { $number }
    [both] { $items } i begge
    [only] { $items } i { $name }
    [some] { $items } i { $number }
    [some-each] { $items } hver især i { $number }
    [one] { $items } kun i { $name }
    [seen] { $items } i { $name }
    [most] { $items } i de fleste af de { $number }
    [half] { $items } i højst halvdelen af de { $number }
   *[fewer] { $items } i højst halvdelen
}
across-more = { $number } andre
across-unseen = { $form ->
    [few] Af det, som { $framework } knytter til dette stadie, nævner ingen kilde { $list } { $known }
   *[many] Af det, som { $framework } knytter til dette stadie, nævnes { $number } kendetegn ikke af nogen kilde { $known }
}
across-planned = { $form ->
    [few] { $list }
   *[many] I { $number } af dem er der planer om mere
}
across-planned-in = { $name } planlægger { $list }
across-apart-heading = Fra gruppe til gruppe
across-all-heading = På tværs af alle cases
across-claims-heading = Påstandene
across-middle = { $number } i { $group } { $known }
across-middles = { $form ->
    [all] Medianen for antallet af { $what } er { $list }
   *[lacking] Medianen for antallet af { $what } er { $list }; for { $lacking } er der for få kendte tal til en median
}
across-of = { $form ->
    [all] { $text } (alle { $number })
   *[some] { $text } ({ $number } af { $of })
}
across-only =
    Af kendetegnene i { $framework } nævnes følgende i over halvdelen af casene i én gruppe og i ingen case i de andre grupper, der
    sammenlignes{ $gaps ->
        [yes] , så vidt det er registreret
       *[no] {""}
    }: { $list }
across-only-in = i { $later } { $list }
across-apart = I { $later }, men ikke i { $earlier }, nævnes { $list }
across-through = I alle { $number } cases i grupperne nævnes { $list }
across-nowhere = { $form ->
    [silent] For ingen af casene er der oplysninger om { $silent }
    [few] Af det, som { $framework } omfatter, nævner ingen kilde { $list }
    [few-silent] Af det, som { $framework } omfatter, nævner ingen kilde { $list }, og for ingen af casene er der oplysninger om { $silent }
    [many] Af de { $listed } kendetegn i { $framework }{ $whole ->
        [yes] {""}
       *[no] , i dimensioner som flere cases har oplysninger om,
    } nævnes { $number } ikke i nogen kilde
   *[many-silent] Af de { $listed } kendetegn i { $framework }, i dimensioner som flere cases har oplysninger om, nævnes { $number } ikke i nogen kilde, og for ingen af casene er der oplysninger om { $silent }
}
across-rest = { $form ->
    [contested] { $who ->
        [named] Bedømmerne af { $names } er uenige
       *[counted] Bedømmerne af { $number } cases er uenige
    }, og { $count ->
        [one] den
       *[other] de
    } indgår ikke i nogen gruppe
    [stage-withheld] For { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } holdes stadiet tilbage, og { $count ->
        [one] den
       *[other] de
    } indgår ikke i nogen gruppe
    [stage] { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } er ikke placeret på noget stadie og indgår ikke i nogen gruppe
    [value-withheld] For { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } holdes »{ $what }« tilbage, og { $count ->
        [one] den
       *[other] de
    } indgår ikke i nogen gruppe
   *[value] { $who ->
        [named] { $names }
       *[counted] { $number } cases
    } har ingen oplysning om »{ $what }« og indgår ikke i nogen gruppe
}
across-claims = { $count ->
    [one] Casene er holdt op mod én påstand{ $works }
   *[other] I alt er { $number } påstande{ $works } holdt op mod casene
}: { $parts }
across-clauses = { $items }, og { $last }
across-fares = { $form ->
    [holds] { $number } holder
    [in-part] { $number } holder kun for nogle
    [not] { $number } holder ikke
   *[unknown] { $number } kan ikke efterprøves
}
across-refuted = { $count ->
    [one] Denne holder ikke: { $list }
   *[other] Disse holder ikke: { $list }
}
across-deviant = { $cases ->
    [one] { $names } er i modstrid med flest påstande ({ $number } af de { $of })
   *[other] { $names } er i modstrid med flest påstande (hver med { $number } af de { $of })
}{ $holds ->
    [yes] ; en påstand om, hvad der gælder for de fleste cases, kan holde alligevel
   *[no] {""}
}
across-singles = { $form ->
    [named] { $names } er alene i deres grupper og sammenlignes ikke
   *[counted] { $number } cases er alene i deres grupper og sammenlignes ikke
}


## Hvad `casebook explain CASE --prose` siger

explain-prose = { $name } ({ $case }): beskrivelsen, sætning for sætning
explain-no-prose = Der er ingen beskrivelse på `{ $language }`, da sætninger til den mangler på det sprog.
explain-left-out = I ingen sætning:
explain-by-author = forfatterens ord
explain-by-publisher = erstattet med `write_up`
explain-fact = { $what }: { $value }
explain-left-out-lines = { $what } ({ $file }:{ $lines })
left-out-counted = for mange eller for lange til en sætning; en tabel har det
left-out-table = overladt til tabellerne og nøgletallene
left-out-framework = observeret gennem en anden ramme: tabellerne har det
left-out-words = kun kildens ord, uden navn eller form til en sætning (`in_text`)
left-out-by-publisher = udeladt af `write_up` i casebook.yaml

fact-ended = Ophør
criteria = Kriterier

## Et år i sætninger

year-stages-and-size = Stadier og størrelse
year-gains = Fremgang
year-losses = Tilbagegang
year-hidden = Blandet udvikling
year-single = Enkelte klynger
year-money-and-plans = Penge og planer
year-reported = { $form ->
    [all] { $count ->
        [one] Den ene klynge har indberettet for { $year }
        [2] Begge klynger har indberettet for { $year }
       *[other] Alle { $of } klynger har indberettet for { $year }
    }
    [named] { $known } af { $of } klynger har indberettet for { $year }; det har { $names } ikke
   *[some] { $known } af { $of } klynger har indberettet for { $year }
}
year-drafts = { $form ->
    [named] Tallene fra { $names } er udkast
   *[counted] Tallene fra { $number } klynger er udkast
}
year-periods = { $form ->
    [named] { $names } følger ikke kalenderåret
   *[counted] { $number } klynger følger ikke kalenderåret
}
year-in-part = { $form ->
    [named] { $names } indberetter kun for en del af året, og summer har kun den del med
   *[counted] { $number } klynger indberetter kun for en del af året, og summer har kun den del med
}
year-ended = { $form ->
    [last] { $count ->
        [one] { $names } ophørte { $when } og indberetter for sidste gang
       *[other] { $names } er ophørt og indberetter for sidste gang
    }
    [into] { $names } blev { $when } en del af { $into }{ $why ->
        [none] { "" }
       *[given] : { $text }
    }
    [own] { $names } ophørte { $when }{ $why ->
        [none] { "" }
       *[given] : { $text }
    }
   *[gone] { $count ->
        [one] { $names } ophørte { $when } og er ikke med
       *[other] { $names } er ophørt og er ikke med
    }
}
year-new = { $form ->
    [named] { $names } indberetter for første gang
   *[counted] { $number } klynger indberetter for første gang
}
year-compared = { $form ->
    [all] Medmindre færre klynger er nævnt, gælder ændringerne alle { $number }
   *[some] { $count ->
        [one] Ændringerne gælder den ene klynge med tal for begge år
       *[other] Medmindre færre klynger er nævnt, gælder ændringerne de { $number } med tal for begge år
    }
}
year-stage = { $form ->
    [by] { $move ->
        [same] { $name } vurderes af { $by } som { $stage }, ligesom året før
        [forward] { $name } er kommet videre: den vurderes af { $by } som { $stage }, året før som { $before }
        [back] { $name } er sat tilbage: den vurderes af { $by } som { $stage }, året før som { $before }
       *[first] { $name } vurderes af { $by } som { $stage }
    }
   *[plain] { $move ->
        [same] { $name } vurderes som { $stage }, ligesom året før
        [forward] { $name } er kommet videre: den vurderes som { $stage }, året før som { $before }
        [back] { $name } er sat tilbage: den vurderes som { $stage }, året før som { $before }
       *[first] { $name } vurderes som { $stage }
    }
}
year-stage-by = { $form ->
    [by] { $stage } af { $by }
   *[plain] { $stage }
}
year-stage-no-more = { $form ->
    [none] { $name } er ikke vurderet i år; året før blev den vurderet som { $before }
   *[silent] Der er ikke oplyst noget stadie for { $name } i år; året før blev den vurderet som { $before }
}
year-stage-withheld = Stadiet for { $name } holdes tilbage
year-stage-differs = Vurderingerne af { $name } er forskellige: { $list }
year-stages = { $form ->
    [cycle] Efter { $cycle }: { $list }
   *[plain] { $list }
}
year-in-stage = { $place ->
    [first] { $number } af klyngerne vurderes som { $stage }
   *[next] { $number } som { $stage }
}
year-no-stage = { $form ->
    [differ] for { $number } er vurderingerne forskellige
    [silent] for { $number } er der ikke angivet noget stadie
    [withheld] for { $number } holdes stadiet tilbage
   *[rest] { $number } er ikke vurderet
}
year-move = { $way ->
    [forward] { $place ->
        [first] { $names } rykkede til et senere stadie, fra { $from } til { $to }
       *[next] { $names } fra { $from } til { $to }
    }
   *[back] { $place ->
        [first] { $names } rykkede til et tidligere stadie, fra { $from } til { $to }
       *[next] { $names } fra { $from } til { $to }
    }
}
year-no-move = { $count ->
    [2] Ingen af de to, der har et stadie i begge år, skiftede
   *[other] Ingen af de { $number }, der har et stadie i begge år, skiftede
}
year-from-to = { $form ->
    [part] fra { $then } til { $now } ({ $part })
   *[plain] fra { $then } til { $now }
}
year-answers = { $numbers }, { $answers } svar
year-in-some = { $count ->
    [one] { $numbers } i { $name }, den eneste klynge der oplyser begge år
   *[other] { $numbers } i { $number } klynger
}
year-moved = { $way ->
    [up] { $middle ->
        [median] målt på medianen af { $clusters } klynger steg { $what } { $numbers }
        [mean] { $what } steg { $numbers } i gennemsnit af { $clusters } klynger
       *[sum] { $what } steg { $numbers }
    }
   *[down] { $middle ->
        [median] målt på medianen af { $clusters } klynger faldt { $what } { $numbers }
        [mean] { $what } faldt { $numbers } i gennemsnit af { $clusters } klynger
       *[sum] { $what } faldt { $numbers }
    }
}
year-also = { $middle ->
    [median] { $what } (median af { $clusters } klynger) { $numbers }
    [mean] { $what } { $numbers } i gennemsnit af { $clusters } klynger
   *[sum] { $what } { $numbers }
}
year-stood = { $middle ->
    [median] målt på medianen af { $clusters } klynger er { $what } { $now } i begge år
    [mean] { $what } er { $now } i gennemsnit af { $clusters } klynger i begge år
   *[sum] { $what } er { $now } i begge år
}
year-in-clusters = { $text }: { $ways }
year-of = { $form ->
    [all] { $count ->
        [2] begge klynger
       *[other] alle { $of } klynger
    }
    [of] { $number } af { $of } klynger
   *[no] { $number }
}
year-way = { $way ->
    [up] { $form ->
        [one] stigning i { $names }
        [named] stigning i { $of }, mest i { $names }
       *[plain] stigning i { $of }
    }
   *[down] { $form ->
        [one] fald i { $names }
        [named] fald i { $of }, mest i { $names }
       *[plain] fald i { $of }
    }
}
year-unmoved = uændret i { $number }
year-reason-own = Om { $what }: { $text }
year-reason = { $name } skriver herom: { $text }
year-none-moved = { $form ->
    [clearly] { $way ->
        [up] I de { $number } hovedtal, der kan sammenlignes, er der ingen tydelig fremgang
       *[down] I de { $number } hovedtal, der kan sammenlignes, er der ingen tydelig tilbagegang
    }
   *[none] { $way ->
        [up] I de { $number } hovedtal, der kan sammenlignes, er der ingen fremgang
       *[down] I de { $number } hovedtal, der kan sammenlignes, er der ingen tilbagegang
    }
}
year-cluster = { $way ->
    [up] { $form ->
        [all] i { $name } steg alle { $of } hovedtal under { $group }
       *[some] i { $name } steg { $moved } af { $of } hovedtal under { $group }
    }
   *[down] { $form ->
        [all] i { $name } faldt alle { $of } hovedtal under { $group }
       *[some] i { $name } faldt { $moved } af { $of } hovedtal under { $group }
    }
}
year-stands = { $middle ->
    [median] { $form ->
        [same] { $what } er i medianen { $now }, ligesom året før
        [some] { $what } er i medianen { $now } i de { $number } klynger, der oplyser det
       *[alone] { $what } er i medianen { $now }
    }
    [mean] { $form ->
        [same] { $what } er i gennemsnit { $now }, ligesom året før
        [some] { $what } er i gennemsnit { $now } i de { $number } klynger, der oplyser det
       *[alone] { $what } er i gennemsnit { $now }
    }
   *[sum] { $form ->
        [same] { $what } er { $now }, ligesom året før
        [some] { $what } er { $now } i de { $number } klynger, der oplyser det
       *[alone] { $what } er { $now }
    }
}
year-of-both = { $count ->
    [one] { $what } er { $now }; i den ene klynge, der oplyser begge år, er ændringen { $numbers }
   *[other] { $what } er { $now }; i de { $number } klynger, der oplyser begge år, er ændringen { $numbers }
}
year-budget = { $scope ->
    [one] { $change ->
        [rose] Budgettet er på { $now }, { $by } mere end året før ({ $part })
        [fell] Budgettet er på { $now }, { $by } mindre end året før ({ $part })
        [stayed] Budgettet er på { $now }, ligesom året før
       *[none] Budgettet er på { $now }
    }
   *[all] { $change ->
        [rose] { $form ->
            [all] De { $number } budgetter er tilsammen på { $now }, { $by } mere end året før ({ $part })
           *[some] De { $number } budgetter er tilsammen på { $now }; i de { $both } klynger, der oplyser begge år, steg de med { $by } ({ $part })
        }
        [fell] { $form ->
            [all] De { $number } budgetter er tilsammen på { $now }, { $by } mindre end året før ({ $part })
           *[some] De { $number } budgetter er tilsammen på { $now }; i de { $both } klynger, der oplyser begge år, faldt de med { $by } ({ $part })
        }
        [stayed] De { $number } budgetter er tilsammen på { $now }, ligesom året før
       *[none] { $count ->
            [one] Det ene budget, der er oplyst, er på { $now }
           *[other] De { $number } budgetter er tilsammen på { $now }
        }
    }
}
year-sources = { $form ->
    [all] { $count ->
        [one] Det hele kommer fra { $list }
       *[other] De største finansieringskilder er { $list }
    }
   *[some] { $givers ->
        [one] I den ene, der oplyser alle dele, er de største kilder { $list }
       *[other] { $count ->
            [one] I de { $number }, der oplyser alle dele, kommer det hele fra { $list }
           *[other] De største kilder er, i de { $number }, der oplyser alle dele, { $list }
        }
    }
}
year-kind = { $form ->
    [reached] { $place ->
        [only] er nået
        [both] er begge nået
        [all] er alle nået
        [first] er { $count ->
            [one] ét
           *[other] { $number }
        } nået
       *[next] { $count ->
            [one] ét
           *[other] { $number }
        } nået
    }
    [missed] { $place ->
        [only] er endnu ikke nået
        [both] er ingen nået endnu
        [all] er ingen nået endnu
        [first] er { $count ->
            [one] ét
           *[other] { $number }
        } endnu ikke nået
       *[next] { $count ->
            [one] ét
           *[other] { $number }
        } endnu ikke
    }
    [done] { $place ->
        [only] blev gennemført
        [both] blev begge gennemført
        [all] blev alle gennemført
        [first] blev { $number } gennemført
       *[next] { $number } gennemført
    }
    [begun] { $place ->
        [only] er i gang
        [both] er begge i gang
        [all] er alle i gang
        [first] er { $number } i gang
       *[next] { $number } i gang
    }
    [partly] { $place ->
        [only] blev delvis gennemført
        [both] blev begge delvis gennemført
        [all] blev alle delvis gennemført
        [first] blev { $number } delvis gennemført
       *[next] { $number } delvis
    }
    [decided] { $place ->
        [only] er endnu ikke begyndt
        [both] er ingen begyndt endnu
        [all] er ingen begyndt endnu
        [first] er { $number } endnu ikke begyndt
       *[next] { $number } endnu ikke begyndt
    }
    [dropped] { $place ->
        [only] blev opgivet
        [both] blev begge opgivet
        [all] blev alle opgivet
        [first] blev { $number } opgivet
       *[next] { $number } opgivet
    }
    [withheld] { $place ->
        [only] har et udfald, der holdes tilbage
        [both] har begge et udfald, der holdes tilbage
        [all] har alle et udfald, der holdes tilbage
       *[next] for { $count ->
            [one] én
           *[other] { $number }
        } holdes udfaldet tilbage
    }
   *[silent] { $place ->
        [only] er uden oplysning om, hvad der blev af { $thing ->
            [goal] det
           *[decision] den
        }
        [both] er det ikke oplyst, { $thing ->
            [goal] om de er nået
           *[decision] hvad der blev af dem
        }
        [all] er det ikke oplyst, { $thing ->
            [goal] om de er nået
           *[decision] hvad der blev af dem
        }
       *[next] { $count ->
            [one] { $thing ->
                [goal] ét
               *[decision] én
            }
           *[other] { $number }
        } er uoplyst
    }
}
year-goals = { $count ->
    [one] Målet { $list }
   *[other] Af { $number } mål { $list }
}
year-followed = { $count ->
    [one] Den ene beslutning fra året før { $list }
   *[other] Af { $number } beslutninger fra året før { $list }
}
year-decided = { $form ->
    [list] Nye beslutninger: { $list }
    [one] Der er truffet { $number } nye beslutninger
   *[all] { $count ->
        [one] Klyngerne har truffet én ny beslutning
       *[other] Klyngerne har truffet { $number } nye beslutninger
    }
}
year-labels = { $form ->
    [one] { $what }: { $date }
    [named] { $what }: { $names }
   *[all] { $number } klynger når { $what } inden for et år
}
year-missing = { $form ->
    [list] Oplyst året før og ikke længere: { $list }
    [one] { $count ->
        [one] Ét tal fra året før er ikke længere oplyst
       *[other] { $number } tal fra året før er ikke længere oplyst
    }
   *[all] { $count ->
        [one] Ét tal fra året før er ikke længere oplyst, i én klynge
       *[other] { $clusters ->
            [one] { $number } tal fra året før er ikke længere oplyst, i én klynge
           *[other] { $number } tal fra året før er ikke længere oplyst, i { $of } klynger
        }
    }
}
year-rose = { $what } steg
year-fell = { $what } faldt

## Tabeller med ord og tal

matrix-quotations = Tomt: ikke oplyst, eller intet citat er udpeget til at blive vist.
quotation-heading = Citat
speaker = Hvem eller hvilken slags kilde
column-stage = Stadie
where-from = Kilde
quotes-unmarked = { $count ->
    [one] Ét kendetegn mere har citater, hvoraf intet er udpeget til at blive vist.
   *[other] { $count } kendetegn mere har citater, hvoraf intet er udpeget til at blive vist.
}
source-date = Dato
source-length = Længde
counted-kind = { $name } ({ $count })
sources-note = I alt: { $list }.
sources-silent = Der er ikke oplyst kilder for { $list }.
observed-in = Observeret i
passages = Belæg
codebook-note = Observeret i: af de cases, der har oplysninger om dimensionen, uden dem, hvor kendetegnet holdes tilbage eller er omstridt, eller hvor materialet ikke siger det. Belæg: de steder, der siger, at det er der.
median-of = { $dimension } (median)
without-median = ingen median
not-rated = ikke vurderet
together-head = { $list } tilsammen
rated-of = Vurderet
median = Median
range-of = Spændvidde
mean = Gennemsnit
rated-mixed = Blandet
rated-missing = Ingen data
rated-contested = Uens vurderet
ratings-note = Vurderet: af alle kendetegn i rækkens dimensioner, for så vidt der er oplyst noget om dem. Det, der er blandet, uden data eller uens vurderet, indgår ikke i nogen median. Dimensioner med samme skala er også lagt sammen.
ratings-note-mean = Vurderet: af alle kendetegn i rækkens dimensioner, for så vidt der er oplyst noget om dem. Det, der er blandet, uden data eller uens vurderet, indgår hverken i median eller gennemsnit. Der er kun gennemsnit for skalaer, som ifølge analyserammen har lige store trin. Dimensioner med samme skala er også lagt sammen.
and-more-words = og { $count } mere
data-structure-line = { $dimension } – { $name }: { $words }.
data-structure-alt = Fra kildernes ord til kendetegn og dimensioner.
event-number = Nr.
what-happened = Hvad der skete
events-silent = Der er ikke oplyst begivenheder for { $list }.
time-ordered-alt = De daterede begivenheder fra alle cases på én tidslinje.
time-ordered-note = Numrene er tabellens; en begivenhed i en hvid boks har ingen oplyst afslutning, og en streg viser, hvor længe noget varede, eller den måned eller det år, hvor det skete.
together-with = Sammen med
together-note = I hvor mange cases begge er observeret, af dem, der har oplysninger om dimensionen; det, der holdes tilbage eller er omstridt, eller som materialet ikke siger noget om, er udeladt af begge tal. På diagonalen: hvor mange cases hvert kendetegn er observeret i.
together-pairs = Her står de par, der forekommer, de hyppigste først{ $count ->
    [0] {""}
   *[other] {""} ({ $count } flere er udeladt)
}; tables/{ $table }.csv har hele matricen.
nothing-shown-of = Her vises intet fra { $list }.
at-crossover = { $name }: ved vendepunktet
truth-fuzzy = 1 betyder et medlemskab over 0,5. »Med resultatet« er da konsistensen (Ragin 2008): Σ min(x, y) / Σ x, hvor x er hver cases medlemskab i kombinationen og y i resultatet, beregnet over alle cases, hvor begge kendes, og ikke kun rækkens.
no-summary = ingen sammenfatning
matrix-summaries = Tomt: Der er ikke skrevet nogen sammenfatning; der kan godt være observationer.
truth-cases = Cases
consistency = Med resultatet
which-cases = Hvilke
contradictory = modstridende
truth-with = { $name } (med resultatet)
truth-note = 1: til stede; 0: ikke til stede. Af { $of } mulige kombinationer forekommer { $count }{ $contradictory ->
    [0] .
    [one] , én af dem med modstridende resultater.
   *[other] , { $contradictory } af dem med modstridende resultater.
}
truth-undecided = { $count ->
    [one] Én case står ikke i nogen række, fordi en betingelse eller resultatet ikke kendes eller ligger ved vendepunktet: { $list }.
   *[other] { $count } cases står ikke i nogen række, fordi en betingelse eller resultatet ikke kendes eller ligger ved vendepunktet: { $list }.
}
truth-calibrated = »{ $name }« er kalibreret (Ragin 2008): helt ude ved { $out }, vendepunkt ved { $crossover }, helt inde ved { $in }.
coded-what = Hvad der blev kodet
coders = Kodere
units = Enheder
agreement = Enighed
kappa = κ
weighted-kappa = Vægtet κ
alpha = α
all-coders = alle
no-measure = –
not-observed = ikke observeret
ratings-of = { $dimension }: vurderinger
stage-in = Stadie: { $life_cycle }
unit-of-coding = Enhed
coded-as = Kodet som
agreement-none = Intet blev kodet af flere kodere.
agreement-note = κ: Cohen (1960). Vægtet κ: Cohen (1968), med den kvadrerede afstand mellem trinene på skalaen. α: Krippendorff (2004), nominal, ordinal eller interval alt efter analyserammens skala. –: ikke defineret, fordi der er én enhed, eller alle kodninger er i samme kategori. Omfattet: det, som mindst to har kodet, i { $list }. En koder, der har kodet en dimension af en case og ikke nævner et kendetegn, har ikke observeret det; det, der er anført uden koder, er ikke en enhed.
agreement-differing = { $table }: hvor kodningerne afviger
