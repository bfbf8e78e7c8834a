import Contracts

@testable import Ingestion

/// What a rule makes of a text: the value as text, the code of its fault, or nil where empty.
func dateOutcome(_ rule: DateRule, _ text: String, mayBeFuture: Bool = false) -> String? {
  do throws(DateFault) {
    return try rule.day(text, mayBeFuture: mayBeFuture)?.description
  } catch {
    return error.rawValue
  }
}

/// The amount in fen, the code of the fault, or nil where the cell is empty.
func moneyOutcome(_ rule: MoneyRule, _ text: String) -> String? {
  do throws(MoneyFault) {
    return try rule.fen(text).map { String($0) }
  } catch {
    return error.rawValue
  }
}

/// The text that a rule of `CodeRule` returns, or the code of its fault.
func codeOutcome(_ rule: (String) throws(CodeFault) -> String, _ text: String) -> String {
  do throws(CodeFault) {
    return try rule(text)
  } catch {
    return error.rawValue
  }
}

/// The bytes of a text: strings themselves compare by canonical equivalence.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
