# Private: for the printer.
industry = Trade
