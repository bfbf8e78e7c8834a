import Testing

/// Runs the real programs on every folder of `Cases`.
@Suite(.serialized) struct CaseTests {
  @Test func casesAreFound() {
    #expect(CaseFolder.all.count >= 20)
  }

  @Test(arguments: CaseFolder.all)
  func comesOutAsRecorded(_ folder: CaseFolder) async throws {
    let observed = try await folder.observed()
    #expect(observed["exit"] != nil, "no command line")
    guard !CaseFolder.isRecording else {
      try folder.record(observed)
      Issue.record("recorded; read the difference before you commit it, then run without RECORD")
      return
    }
    let expected = try folder.expected()
    for name in Set(observed.keys).union(expected.keys).sorted() {
      let difference = difference(expected[name], observed[name])
      #expect(difference == nil, "\(folder.testDescription)/\(name): \(difference ?? "")")
    }
  }
}
