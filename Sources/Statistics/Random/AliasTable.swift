/// Kinds drawn by fixed weights, each draw in the same time however many kinds there are.
///
/// The alias method in the form of Vose (1991), doi:10.1109/32.92917.
struct AliasTable: Sendable {
  /// The chance that a kind keeps a draw that falls on it.
  private let kept: [Double]
  /// Who has the draws that a kind does not keep.
  private let others: [Int]

  /// Prepares for weights of 0 or more, one of them above 0; any sum will do.
  init(weights: [Double]) {
    let sum = weights.reduce(0, +)
    precondition(sum > 0, "a draw needs a kind to fall on")
    var filled = weights.map { $0 * Double(weights.count) / sum }
    var (small, large) = ([Int](), [Int]())
    for kind in filled.indices {
      if filled[kind] < 1 { small.append(kind) } else { large.append(kind) }
    }
    // Kinds that rounding leaves over keep all of their draws, unless they have no weight at all.
    let heaviest = filled.indices.max { filled[$0] < filled[$1] } ?? 0
    var kept = weights.map { $0 > 0 ? 1.0 : 0 }
    var others = [Int](repeating: heaviest, count: weights.count)
    while let poor = small.popLast(), let rich = large.last {
      (kept[poor], others[poor]) = (filled[poor], rich)
      filled[rich] -= 1 - filled[poor]
      if filled[rich] < 1 { small.append(large.removeLast()) }
    }
    (self.kept, self.others) = (kept, others)
  }

  /// Returns the position of one kind, each with a chance in proportion to its weight.
  @inline(__always)
  func position(from random: inout RandomSource) -> Int {
    let place = random.uniform() * Double(kept.count)
    let kind = Int(place)
    return place - Double(kind) < kept[kind] ? kind : others[kind]
  }
}
