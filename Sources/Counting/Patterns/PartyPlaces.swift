import Contracts

/// Says of parties whether they lie in the city of the unit that deals with them.
struct PartyPlaces: Sendable {
  let units: UnitBook

  /// Type, ownership and region of a party, from a column on, become type, ownership and locality.
  ///
  /// - Parameters:
  ///   - mapped: Month, present unit and present district first.
  ///   - first: Where the three columns of the party begin.
  /// - Returns: Three texts a row.
  func group(_ mapped: [CodedColumn], _ first: Int) -> KeyPart {
    KeyPart([first, first + 1, first + 2, 1, 2].map { mapped[$0] }, width: 3) { texts in
      let seat = units.district(of: texts[3])
      let own = seat.isEmpty ? texts[4] : seat
      return texts[0...1] + [Self.locality(of: texts[2], from: own)]
    }
  }

  /// Whether a region lies in the same city: the first four digits of both codes agree.
  static func locality(of region: String, from district: String) -> String {
    let codes = [region, district]
    let areDigits = codes.allSatisfy { code in
      code.utf8.count >= 4 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard areDigits else { return "" }
    return region.prefix(4) == district.prefix(4) ? "local" : "outside"
  }
}
