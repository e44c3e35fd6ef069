# warning[CB0208]: fixed words of reports have no text in `de`: `recorded`, `none` @1
# warning[CB0208]: case reports in `de` have no write-up, since @1
stage = Stufe
# error[CB0504]: no report has the fixed words `stadge`
stadge = Stufe
# error[CB0504]: `$all` is not filled in at `k-of-n`
# warning[CB0504]: `k-of-n` leaves out what is filled in as `$n`
k-of-n = { $k } von { $all }
# warning[CB0504]: `assessed-by` leaves out what is filled in as `$by`
# error[CB0504]: `{ by }` fills nothing in
assessed-by = beurteilt von { by }
# error[CB0504]: `caption-table` is `Tabelle`, which begins no caption
caption-table = Tabelle
# error[CB0504]: `stage` stands twice
stage = Phase
# error[CB0504]: these fixed words can't be read
industry
