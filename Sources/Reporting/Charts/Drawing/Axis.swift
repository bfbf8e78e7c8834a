import Contracts

/// A range of numbers laid along a line, with round numbers marked.
struct Axis {
  let range: ClosedRange<Double>
  let start: Double
  let end: Double
  /// Small numbers get more room than large ones, by the square root.
  let isRoot: Bool

  /// Makes an axis that holds at least a little of a range.
  init(_ range: ClosedRange<Double>, from start: Double, to end: Double, isRoot: Bool = false) {
    let isEmpty = range.upperBound <= range.lowerBound
    self.range = isEmpty ? range.lowerBound...range.lowerBound + 1 : range
    (self.start, self.end, self.isRoot) = (start, end, isRoot)
  }

  /// Where a number stands; outside of the range, the nearer end.
  func place(_ value: Double) -> Double {
    let (low, high) = (scaled(range.lowerBound), scaled(range.upperBound))
    let clamped = min(max(value, range.lowerBound), range.upperBound)
    return start + (scaled(clamped) - low) / (high - low) * (end - start)
  }

  /// Round numbers within the range, four to eight of them.
  var ticks: [Double] {
    guard !isRoot else { return rootTicks }
    let step = Axis.step(range.upperBound - range.lowerBound)
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard first <= last else { return [range.lowerBound] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// A tick in print.
  static func label(_ value: Double) -> String { Numerals.significant(value, digits: 6) }

  // Numbers of one digit, as many of them as have room.
  private var rootTicks: [Double] {
    var ticks = range.contains(0) ? [0.0] : []
    var unit = Axis.power(max(range.upperBound / 1e4, 1e-9))
    while unit <= range.upperBound {
      for value in [1, 1.5, 2, 3, 4, 5, 7].map({ $0 * unit }) where range.contains(value) {
        let room = ticks.last.map { place(value) - place($0) } ?? .infinity
        if room >= Axis.leastRoom { ticks.append(value) }
      }
      unit *= 10
    }
    return ticks
  }

  private static let leastRoom = 48.0

  private func scaled(_ value: Double) -> Double {
    isRoot ? max(0, value).squareRoot() : value
  }

  private static func power(_ value: Double) -> Double {
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    return power
  }

  // A fifth of the span, rounded up to 1, 2 or 5 times a power of ten.
  private static func step(_ span: Double) -> Double {
    let raw = span / 5
    guard raw > 0, raw.isFinite else { return 1 }
    let unit = power(raw)
    return ([1, 2, 5, 10].first { $0 * unit >= raw } ?? 10) * unit
  }
}
