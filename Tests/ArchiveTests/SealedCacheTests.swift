import Testing

@testable import Archive

@Suite struct SealedCacheTests {
  let folder: TemporaryFolder
  let cache: SealedCache
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    try SecretKey.create(at: folder.path + "/key")
    path = folder.path + "/cache/part/a"
    cache = SealedCache(
      folder: folder.path + "/cache", key: try SecretKey(readingFrom: folder.path + "/key"))
  }

  @Test(arguments: [0, 1, 100_000])
  func whatIsWrittenIsRead(_ size: Int) {
    #expect(cache.contents(of: "part/a") == nil)
    cache.write(noise(size), as: "part/a")
    #expect(cache.contents(of: "part/a") == noise(size))
    #expect(mode(of: path) == 0o600)
    cache.write([7], as: "part/a")
    #expect(cache.contents(of: "part/a") == [7])
    cache.remove("part/a")
    #expect(cache.contents(of: "part/a") == nil)
  }

  @Test func anyOtherByteMakesItNone() throws {
    cache.write(noise(40), as: "part/a")
    let sound = try bytes(of: path)
    for place in sound.indices {
      var damaged = sound
      damaged[place] ^= 1
      try overwrite(path, damaged)
      #expect(cache.contents(of: "part/a") == nil)
    }
    for length in 0..<sound.count {
      try overwrite(path, Array(sound.prefix(length)))
      #expect(cache.contents(of: "part/a") == nil)
    }
    try overwrite(path, sound)
    #expect(cache.contents(of: "part/a") != nil)
  }

  @Test func neitherAnotherNameNorAnotherKeyIsBelieved() throws {
    cache.write(noise(40), as: "part/a")
    try overwrite(folder.path + "/cache/part/b", try bytes(of: path))
    #expect(cache.contents(of: "part/b") == nil)
    try SecretKey.create(at: folder.path + "/other")
    let other = SealedCache(
      folder: folder.path + "/cache", key: try SecretKey(readingFrom: folder.path + "/other"))
    #expect(other.contents(of: "part/a") == nil)
  }

  @Test func aFolderThatCannotBeWrittenCostsNoError() throws {
    _ = try folder.file("cache", [1])
    cache.write([1], as: "part/a")
    #expect(cache.contents(of: "part/a") == nil)
  }
}
