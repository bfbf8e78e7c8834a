/// The first line in which two files differ, for the message of a test; nil where they are equal.
func difference(_ expected: [UInt8]?, _ observed: [UInt8]?) -> String? {
  guard expected != observed else { return nil }
  guard let expected else { return "is not expected" }
  guard let observed else { return "is missing" }
  let wanted = expected.split(separator: 0x0A, omittingEmptySubsequences: false)
  let found = observed.split(separator: 0x0A, omittingEmptySubsequences: false)
  let line = zip(wanted, found).enumerated().first { $1.0 != $1.1 }?.offset
  guard let line else {
    return "has \(found.count - 1) lines, expected \(wanted.count - 1)"
  }
  return """
    line \(line + 1)
      expected: \(String(decoding: wanted[line], as: UTF8.self))
      observed: \(String(decoding: found[line], as: UTF8.self))
    """
}
