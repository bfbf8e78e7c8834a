public import Contracts
import Crypto

extension Flag {
  /// A flag on a cell; its identifier depends on the indicator and the subject alone.
  static func on(
    _ cell: Cell, _ page: IndicatorPage, _ severity: Severity, category: String = "",
    in observation: Observation
  ) -> Flag {
    let subject = [
      cell.unitCode, cell.unitCode.isEmpty ? cell.districtCode : "", cell.domain, cell.itemCode,
      category,
    ]
    var flag = Flag(
      page.code, identifier: identifier(page.code, subject), severity: severity,
      clause: page.clause, from: observation.windowStart, to: observation.month)
    flag.unitCode = cell.unitCode
    flag.districtCode = cell.districtCode
    flag.domain = cell.domain
    flag.itemCode = cell.itemCode
    flag.category = category
    return flag
  }

  /// The identifier that the same finding has under the codes of today; its own where none has changed,
  /// or where it is not about one subject alone.
  ///
  /// - Parameter renamed: What units, divisions and domains are called today.
  /// - Returns: The identifier.
  public func identifier(_ renamed: RenamedSubjects) -> String {
    // A category that may change from month to month is no part of the subject; one may be the other
    // unit of a pair.
    for isPart in [true, false] where identifier == Flag.identifier(indicator, subject(isPart)) {
      return Flag.identifier(indicator, renamed.today(self).subject(isPart))
    }
    return identifier
  }

  private func subject(_ hasCategory: Bool) -> [String] {
    let place = unitCode.isEmpty ? districtCode : ""
    return [unitCode, place, domain, itemCode, hasCategory ? category : ""]
  }

  /// The code and twelve hexadecimal digits of a digest over code and subject.
  static func identifier(_ code: String, _ subject: [String]) -> String {
    let text = ([code] + subject).joined(separator: "\u{1F}")
    let digits = Array("0123456789abcdef")
    let hex = SHA256.hash(data: Array(text.utf8)).prefix(6)
      .flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return code + "-" + String(hex)
  }

  /// Subject for the examples: unit, domain, item and category joined by `/`.
  var exampleSubject: String { [unitCode, domain, itemCode, category].joined(separator: "/") }
}

/// The same text in both languages.
func same(_ text: String) -> Phrase { Phrase(text, text) }

/// A number in both languages.
func same(_ number: Int) -> Phrase { same(String(number)) }
