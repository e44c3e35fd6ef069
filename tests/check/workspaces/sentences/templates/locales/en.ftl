# error[CB0504]: `$place` is not filled in at `tell-specialisation`
tell-specialisation = { $subject } specialises in { $text } at { $place }
# warning[CB0504]: `tell-host` leaves out what is filled in as `$host`
tell-host = { $secretariat } has a seat
tell-initiators = { $the } was begun by: { $initiators }
# error[CB0504]: no report has the fixed words `tell-nothing`
tell-nothing = Nothing
thing-choir = choir
    .definite = the choir
