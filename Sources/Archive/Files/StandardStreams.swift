import Glibc

/// The three streams that every program is given, or should be.
public enum StandardStreams {
  /// Whether standard error is a terminal, where somebody may look on.
  public static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Fills the places of closed streams, so that no file of ours is opened under their numbers.
  ///
  /// A closed standard output becomes one that refuses every write, a closed standard input or
  /// error one that is empty.
  public static func fillClosed() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
      let path = number == 1 ? "/dev/full" : "/dev/null"
      // The lowest free number is the closed one, since those below it are open by now.
      _ = unsafe open(path, number == 0 ? O_RDONLY : O_WRONLY)
    }
  }
}
