import Testing

@testable import Intake

struct DiskSpaceTests {
  private let limits = DiskLimits()

  private func space(_ free: Int64, files: Int64?) -> DiskSpace {
    DiskSpace(free: free, size: 1 << 40, inodes: files.map { .init(free: $0, count: 1 << 20) })
  }

  @Test func aShortageSaysWhatIsThereAndWhatMustBe() {
    #expect(space(600 << 20, files: 20_000).shortage(below: limits) == nil)
    #expect(
      space(100 << 20, files: 20_000).shortage(below: limits)
        == "100 MiB are free, and 512 MiB must be (freeSpace)")
    #expect(
      space(600 << 20, files: 12).shortage(below: limits)
        == "12 files can be made, and 10000 must be possible (freeFiles)")
    #expect(space(600 << 20, files: nil).shortage(below: limits) == nil)
  }

  @Test func theDiskOfARootSaysHowMuchIsLeft() throws {
    #expect(try TestRoot().root.diskSpace().free > 0)
  }
}
