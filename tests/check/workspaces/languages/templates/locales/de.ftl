# warning[CB0208]: fixed words of reports have no text in `de`: `recorded`, `none` @1
stage = Stufe
# error[CB0504]: no report has the fixed words `stadge`
stadge = Stufe
# error[CB0504]: `$all` is not filled in at `k-of-n`
k-of-n = { $k } von { $all }
# error[CB0504]: these fixed words can't be read
industry
