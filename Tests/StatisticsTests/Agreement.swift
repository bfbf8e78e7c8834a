/// Whether two numbers agree to a relative tolerance; an expected 0 has to be met exactly.
func agree(_ actual: Double, _ expected: Double, within tolerance: Double = 1e-10) -> Bool {
  abs(actual - expected) <= tolerance * abs(expected)
}

/// Whether two rows of numbers agree to a relative tolerance.
func agree(_ actual: [Double], _ expected: [Double], within tolerance: Double = 1e-10) -> Bool {
  actual.count == expected.count
    && zip(actual, expected).allSatisfy { agree($0, $1, within: tolerance) }
}
