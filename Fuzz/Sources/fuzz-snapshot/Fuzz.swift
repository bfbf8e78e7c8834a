import FuzzInput
import Glibc

@testable import Archive

/// Checks an archive whose only snapshot is the input: it is found wrong, or it is sound.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe FuzzInput(start, count).bytes
  let path = archive + "/" + SnapshotStore.path(of: 1)
  write(bytes, to: path)
  write(Array("\(ContentHash(of: bytes))  000001.json\n".utf8), to: path + ".sha256")
  do throws(ArchiveError) {
    let snapshot = try SnapshotStore(archive: archive).load(1)
    hold(snapshot.number == 1 && snapshot.previous == nil, "another number")
    let paths = snapshot.files.map { Array($0.path.utf8) }
    hold(Set(paths).count == paths.count, "a path twice")
  } catch {
    hold([65, 78].contains(error.exitCode), "\(error)")
  }
  do throws(ArchiveError) {
    _ = try ArchiveCheck(of: archive).findings
  } catch {
    // A name that is too long for the system is told as an error of reading.
    hold([65, 74, 77].contains(error.exitCode), "\(error)")
  }
  return 0
}

/// A folder of this process in memory; it is left behind.
private let archive: String = {
  let folder = "/dev/shm/caseload-fuzz-\(getpid())"
  for name in ["", "/cases", "/snapshots"] { _ = unsafe mkdir(folder + name, 0o700) }
  write(Array("no frame".utf8), to: folder + "/cases/a.csv.zst")
  return folder
}()

private func write(_ bytes: [UInt8], to path: String) {
  guard let file = unsafe fopen(path, "w") else { fatalError("\(path) cannot be written") }
  _ = unsafe fwrite(bytes, 1, bytes.count, file)
  _ = unsafe fclose(file)
}
