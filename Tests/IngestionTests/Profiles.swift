import Contracts
import Foundation

@testable import Ingestion

/// Reads a profile as the settings do, but from JSON.
func profile(_ json: String) throws -> SourceProfile {
  try JSONDecoder().decode(SourceProfile.self, from: Data(json.utf8))
}

/// Reads one computed column from JSON.
func computedColumn(_ json: String) throws -> ComputedColumn {
  try JSONDecoder().decode(ComputedColumn.self, from: Data(json.utf8))
}

/// The fault of a header, or nil where it is accepted.
func headerFault(
  _ header: [String], profiles: [SourceProfile] = [], table: String? = nil,
  profile: String? = nil
) -> HeaderFault? {
  do throws(HeaderFault) {
    _ = try HeaderMatcher(profiles: profiles).match(
      header, tableName: table, profileName: profile)
    return nil
  } catch {
    return error
  }
}
