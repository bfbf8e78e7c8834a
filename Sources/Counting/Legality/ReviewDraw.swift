import Contracts
import Crypto

/// Draws cases of each unit for file review; the draw of a union is made from the draws of its parts.
struct ReviewDraw: Sendable {
  /// Cases that are kept of a unit.
  static let kept = 50

  private struct Ticket: Sendable {
    let digest: [UInt8]
    let caseID: String
    let domain: String
  }

  private let seed: Int
  private var tickets: [String: [Ticket]] = [:]
  private(set) var frame = Tally.reviewFrame

  init(seed: Int) { self.seed = seed }

  /// Puts a case into the urn of its unit.
  mutating func add(_ caseID: String, unit: String, domain: String) {
    frame.add([unit], [1])
    let text = [String(seed), unit, caseID].joined(separator: "\u{1F}")
    let ticket = Ticket(
      digest: Array(SHA256.hash(data: Array(text.utf8))), caseID: caseID, domain: domain)
    tickets[unit, default: []].append(ticket)
    // Twice the room, so that sorting is rare.
    if tickets[unit, default: []].count >= 2 * ReviewDraw.kept {
      tickets[unit] = ReviewDraw.first(tickets[unit] ?? [])
    }
  }

  /// The first cases of each unit, in the order of their digests.
  var drawn: Tally {
    var tally = Tally.reviewDraw
    for (unit, urn) in tickets {
      for (index, ticket) in ReviewDraw.first(urn).enumerated() {
        tally.add([unit, String(index + 1), ticket.caseID, ticket.domain], [1])
      }
    }
    return tally
  }

  private static func first(_ urn: [Ticket]) -> [Ticket] {
    let sorted = urn.sorted { left, right in
      left.digest == right.digest
        ? left.caseID < right.caseID : left.digest.lexicographicallyPrecedes(right.digest)
    }
    return Array(sorted.prefix(kept))
  }
}
