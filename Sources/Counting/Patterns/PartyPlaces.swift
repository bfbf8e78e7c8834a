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

  /// The same of the cases of a partition, the place with its code where it is the only one.
  ///
  /// Who fills the column with one code says nothing of where parties come from, but only many months
  /// can show it; a unit whose parties are all of its own county is nothing unusual.
  func groupWithSolePlace(_ mapped: [CodedColumn], _ first: Int) -> KeyPart {
    let sole = solePlaces(mapped, first + 2)
    return KeyPart([first, first + 1, first + 2, 1, 2].map { mapped[$0] } + [sole], width: 3) {
      texts in
      let seat = units.district(of: texts[3])
      let own = seat.isEmpty ? texts[4] : seat
      let locality = Self.locality(of: texts[2], from: own)
      let isUsual = texts[2].prefix(6) == own.prefix(6) && !texts[2].prefix(6).hasSuffix("00")
      let isTold = !texts[5].isEmpty && !locality.isEmpty && !isUsual
      return texts[0...1] + [isTold ? "\(locality):\(texts[2])" : locality]
    }
  }

  // The region of each row that is the only one of its month and unit; blank ones aside.
  private func solePlaces(_ mapped: [CodedColumn], _ region: Int) -> CodedColumn {
    let (months, units, regions) = (mapped[0], mapped[1], mapped[region])
    let isBlank = regions.texts.map(\.isEmpty)
    let key = { (row: Int) in UInt64(months.codes[row]) << 32 | UInt64(units.codes[row]) }
    // The number of the region, nil where there are several.
    var found: [UInt64: UInt32?] = [:]
    for (row, region) in regions.codes.enumerated() where !isBlank[Int(region)] {
      if let other = found[key(row)] {
        if other != region { found.updateValue(nil, forKey: key(row)) }
      } else {
        found[key(row)] = region
      }
    }
    let isSole = regions.codes.indices.map { row -> UInt32 in
      found[key(row)].flatMap(\.self) == nil ? 0 : 1
    }
    return CodedColumn(codes: isSole, texts: ["", "yes"])
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
