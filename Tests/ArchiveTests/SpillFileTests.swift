import Testing

@testable import Archive

@Suite struct SpillFileTests {
  // Two months that are written at the same time met in one name, and one of them failed.
  @Test func filesOfOneFolderAreMadeByManyThreadsAtTheSameTime() async throws {
    let folder = try TemporaryFolder()
    let root = folder.path
    let sums = await withTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask {
          (0..<200).count { round in
            let spill = try? SpillFile(in: root)
            let bytes = [UInt8(number), UInt8(round)]
            return (try? spill?.write(bytes, at: 0)) != nil
              && (try? spill?.read(2, at: 0)) == bytes
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sums == 1_600)
    #expect(try folder.names == [])
  }
}
