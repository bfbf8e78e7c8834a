import Statistics

/// Four strata of the reference values, one of them with an empty cell.
let strataOfReference = [
  TwoByTwoTable(12, 30, 8, 45), TwoByTwoTable(5, 9, 3, 16), TwoByTwoTable(22, 18, 30, 51),
  TwoByTwoTable(1, 7, 0, 6),
]
