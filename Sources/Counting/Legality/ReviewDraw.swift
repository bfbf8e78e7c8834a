import Contracts
import Crypto

/// Draws cases of each unit for file review; the draw of a union is made from the draws of its parts.
struct ReviewDraw: Sendable {
  /// Cases that are kept of a unit.
  static let kept = 50

  private struct Ticket: Sendable {
    let digest: SHA256Digest
    /// Its first eight bytes, which decide nearly always.
    let lead: UInt64
    let caseID: String
    let domain: String
    let code: String

    static func < (left: Ticket, right: Ticket) -> Bool {
      if left.lead != right.lead { return left.lead < right.lead }
      if left.digest == right.digest { return left.caseID < right.caseID }
      return left.digest.lexicographicallyPrecedes(right.digest)
    }
  }

  private struct Urn: Sendable {
    var cases = 0
    var tickets: [Ticket] = []
    /// No ticket with a greater lead is among the first.
    var limit = UInt64.max

    mutating func add(_ ticket: Ticket) {
      cases += 1
      guard ticket.lead <= limit else { return }
      tickets.append(ticket)
      // Twice the room, so that sorting is rare.
      guard tickets.count >= 2 * ReviewDraw.kept else { return }
      tickets = first
      limit = tickets.last?.lead ?? limit
    }

    /// Those drawn, in the order of their digests.
    var first: [Ticket] {
      // Positions are moved in the place of tickets.
      tickets.indices.sorted { tickets[$0] < tickets[$1] }.prefix(ReviewDraw.kept)
        .map { tickets[$0] }
    }
  }

  private let seed: Int
  private var urns: [String: Urn] = [:]
  private var text: [UInt8] = []

  init(seed: Int) { self.seed = seed }

  /// Puts a case into the urn of its unit.
  ///
  /// - Parameters:
  ///   - caseID: Number of the case.
  ///   - unit: The unit of today.
  ///   - code: Its code at that time, which orders: another code of today draws no other files.
  ///   - domain: Domain of the case.
  mutating func add(_ caseID: String, unit: String, code: String, domain: String) {
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: String(seed).utf8)
    for part in [code, caseID] {
      text.append(0x1F)
      text.append(contentsOf: part.utf8)
    }
    let digest = SHA256.hash(data: text)
    let lead = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    urns[unit, default: Urn()].add(
      Ticket(digest: digest, lead: lead, caseID: caseID, domain: domain, code: code))
  }

  /// Cases by unit that the draw is made from.
  var frame: Tally {
    var tally = Tally.reviewFrame
    for (unit, urn) in urns { tally.add([unit], [urn.cases]) }
    return tally
  }

  /// The first cases of each unit, in the order of their digests.
  var drawn: Tally {
    var tally = Tally.reviewDraw
    for (unit, urn) in urns {
      for (index, ticket) in urn.first.enumerated() {
        tally.add([unit, String(index + 1), ticket.caseID, ticket.domain, ticket.code], [1])
      }
    }
    return tally
  }
}
