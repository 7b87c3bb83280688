import CIntakeSystem
import Dispatch
import Foundation
import Glibc
import Synchronization

/// Hints from the kernel (inotify(7)) that something happened in a channel's folder. A scan is the truth: hints only say when
/// one is worth while, and which names were taken by a rename.
///
/// One thread of its own waits for the kernel; everything else belongs to the writer's thread.
final class InboxWatch {
  /// What happened in one folder since the last time that somebody asked.
  struct Hints {
    /// Names that an entry took by a rename, and that nothing new was made under since.
    var renamed: Set<FileName> = []
    /// Names that were made anew, so that an earlier rename says nothing about them.
    var made: Set<FileName> = []
  }

  private let descriptor: Int32
  private let waiter: Waiter
  private var watches: [Int32: FolderLabel] = [:]
  private var numbers: [FolderLabel: (watch: Int32, inode: UInt64)] = [:]

  /// - Parameter wake: Called from another thread when there is something to ask for; not again before it was asked.
  /// - Throws: ``FileFailure`` when the kernel gives no more watchers.
  init(wake: @escaping @Sendable () -> Void) throws(FileFailure) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { throw FileFailure("inotify_init", "inbox") }
    do throws(FileFailure) {
      waiter = try Waiter()
    } catch {
      close(descriptor)
      throw error
    }
    waiter.start(descriptor, wake: wake)
  }

  deinit {
    waiter.stop()
    close(descriptor)
  }

  /// Watches a channel's folder, or goes on watching it; the folder of that name may be another one by now.
  ///
  /// - Returns: Whether the file system tells of every change. One on another machine tells only of what this one does.
  func watch(_ channel: Channel) -> Bool {
    let folder = channel.inbox
    guard folder.tellsOfChanges, let inode = try? folder.status().state.inode else { return false }
    if let known = numbers[channel.label] {
      if known.inode == inode { return true }
      inotify_rm_watch(descriptor, known.watch)
      watches[known.watch] = nil
    }
    // By the descriptor that is held, whatever has its path by now.
    let number = inotify_add_watch(descriptor, "/proc/self/fd/\(folder.number)", UInt32(Self.mask))
    guard number >= 0 else { return false }
    watches[number] = channel.label
    numbers[channel.label] = (number, inode)
    return true
  }

  private static let mask =
    Int32(IN_MOVED_TO) | Int32(IN_CREATE) | Int32(IN_CLOSE_WRITE) | Int32(IN_ATTRIB) | Int32(IN_ONLYDIR)

  /// Takes all hints that there are, and has the thread wait for more.
  ///
  /// - Returns: Hints by channel; nil when the kernel had to drop some, so that every channel must be looked at.
  func take() -> [FolderLabel: Hints]? {
    var hints: [FolderLabel: Hints] = [:]
    var isComplete = true
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        isComplete = note(UnsafeRawBufferPointer(rebasing: buffer[..<count]), in: &hints) && isComplete
      }
    }
    waiter.resume()
    return isComplete ? hints : nil
  }

  /// - Returns: Whether the kernel had room for all events.
  private func note(_ events: UnsafeRawBufferPointer, in hints: inout [FolderLabel: Hints]) -> Bool {
    var offset = 0
    var isComplete = true
    let header = MemoryLayout<inotify_event>.size
    while offset + header <= events.count {
      let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let start = offset + header
      offset = start + Int(event.len)
      guard offset <= events.count else { break }
      if Int32(bitPattern: event.mask) & Int32(IN_Q_OVERFLOW) != 0 { isComplete = false }
      guard let label = watches[event.wd] else { continue }
      hints[label, default: Hints()].note(event.mask, name: UnsafeRawBufferPointer(rebasing: events[start..<offset]))
    }
    return isComplete
  }
}

extension InboxWatch.Hints {
  /// - Parameter name: As the kernel gives it, filled up with zeros.
  fileprivate mutating func note(_ mask: UInt32, name: UnsafeRawBufferPointer) {
    guard let name = FileName(bytes: Array(name.prefix { $0 != 0 })) else { return }
    if mask & UInt32(IN_MOVED_TO) != 0 {
      renamed.insert(name)
      made.remove(name)
    } else if mask & UInt32(IN_CREATE) != 0 {
      renamed.remove(name)
      made.insert(name)
    }
  }
}

extension Directory {
  /// Whether inotify tells of every change in this directory: on file systems of this machine. Shares of others (NFS, SMB, FUSE,
  /// 9P, Ceph) tell of none that another machine makes.
  var tellsOfChanges: Bool {
    var kind: UInt = 0
    guard intake_file_system_kind(number, &kind) == 0 else { return false }
    // statfs(2): ext2 to ext4, XFS, btrfs, tmpfs, overlayfs, F2FS, ZFS.
    return [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0xF2F5_2010, 0x2FC1_2FC1].contains(kind)
  }
}

/// The thread that waits for the kernel: it wakes the owner once, and again only when the owner has taken what there was.
///
/// Sendable by hand: the descriptors are only waited on, and the semaphore is the order between the threads.
private final class Waiter: @unchecked Sendable {
  /// Whose writing end is closed to end the thread.
  private let ending: [Int32]
  private let taken = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isWaiting = Atomic(false)

  init() throws(FileFailure) {
    var ends: [Int32] = [-1, -1]
    let result = intake_pipe(&ends)
    guard result == 0 else { throw FileFailure("pipe", "inbox", code: -result) }
    ending = ends
  }

  /// Goes on until it is stopped, and keeps itself alive so long.
  func start(_ descriptor: Int32, wake: @escaping @Sendable () -> Void) {
    let thread = Thread { [self] in
      run(descriptor, wake: wake)
      ended.signal()
    }
    thread.name = "watch"
    thread.start()
  }

  private func run(_ descriptor: Int32, wake: () -> Void) {
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ending[0], events: Int16(POLLIN), revents: 0),
    ]
    while true {
      if poll(&waits, nfds_t(waits.count), -1) < 0, errno != EINTR { return }
      if waits[1].revents != 0 { return }
      guard waits[0].revents != 0 else { continue }
      isWaiting.store(true, ordering: .sequentiallyConsistent)
      wake()
      taken.wait()
    }
  }

  func resume() {
    if isWaiting.exchange(false, ordering: .sequentiallyConsistent) { taken.signal() }
  }

  /// Returns when the thread has ended, so that the descriptor may be closed.
  func stop() {
    close(ending[1])
    resume()
    ended.wait()
    close(ending[0])
  }
}
