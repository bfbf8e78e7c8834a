/// The order of names, in which sums are taken so that they do not rest on the order of the input.
struct NameOrder {
  private let positions: [Int]

  init(_ names: [String]) {
    precondition(Set(names).count == names.count, "names are unique")
    positions = names.indices.sorted { names[$0] < names[$1] }
  }

  /// Returns the elements by name.
  func sorted<Element>(_ elements: [Element]) -> [Element] { positions.map { elements[$0] } }

  /// Returns elements that are in the order of names in the order of the input.
  func restored<Element>(_ elements: [Element]) -> [Element] {
    var place = [Int](repeating: 0, count: positions.count)
    for (rank, position) in positions.enumerated() { place[position] = rank }
    return place.map { elements[$0] }
  }
}
