"""A file system in memory that records every change and every sync, in order.

    /usr/bin/python3 recorder.py FOLDER MOUNT_POINT RECORD

shows a copy of FOLDER at MOUNT_POINT until it is unmounted, and leaves the record (see disk.py) in RECORD. Needs Debian's python3-pyfuse3.

A sync is what arrives as one: fsync, fdatasync, and syncfs through the preloaded syncfs.c, because Linux does not forward that call.
The extended attribute user.mark, set on anything, puts a mark into the record.
"""

import errno
import os
import pickle
import stat
import sys
import time

import pyfuse3
import trio

from disk import ROOT, Disk, Inode, Mark, Record, Rename, Resize, Sync, Touch, Write


class Recorder(pyfuse3.Operations):
    # Nothing but the kernel changes what is here, so that it may keep what it was told.
    supports_dot_lookup = False

    def __init__(self, folder):
        super().__init__()
        self.disk = Disk.load(folder)
        self.record = Record(self.disk.copy(), [])
        # Of each open directory its inode, and its names as they were when reading them began.
        self.folders = {}

    def do(self, step):
        self.disk.apply(step)
        self.record.steps.append(step)

    def child(self, folder, name):
        number = self.disk.inodes[folder].names.get(name)
        if not number:
            raise pyfuse3.FUSEError(errno.ENOENT)
        return number

    def make(self, folder, name, mode, target=b""):
        if name in self.disk.inodes[folder].names:
            raise pyfuse3.FUSEError(errno.EEXIST)
        number, now = max(self.disk.inodes) + 1, time.time_ns()
        self.do(Rename(now, ((folder, name, None, number),), Inode(number, mode, target, now)))
        return number

    def attributes(self, number):
        inode = self.disk.inodes[number]
        entry = pyfuse3.EntryAttributes()
        entry.st_ino, entry.st_mode = number, inode.mode
        entry.st_nlink = 2 if inode.is_folder else inode.links
        entry.st_size = len(inode.octets) or len(inode.target)
        entry.st_blocks, entry.st_blksize = -(-entry.st_size // 512), 4096
        entry.st_atime_ns = entry.st_mtime_ns = entry.st_ctime_ns = inode.modified
        entry.st_uid, entry.st_gid = os.getuid(), os.getgid()
        return entry

    async def lookup(self, parent, name, ctx=None):
        return self.attributes(self.child(parent, name))

    async def getattr(self, inode, ctx=None):
        return self.attributes(inode)

    async def setattr(self, inode, attr, fields, fh, ctx):
        known = self.disk.inodes[inode]
        if fields.update_size:
            self.do(Resize(inode, time.time_ns(), attr.st_size))
        if fields.update_mode or fields.update_mtime:
            mode = stat.S_IFMT(known.mode) | stat.S_IMODE(attr.st_mode) if fields.update_mode else known.mode
            self.do(Touch(inode, mode, attr.st_mtime_ns if fields.update_mtime else known.modified))
        return self.attributes(inode)

    async def readlink(self, inode, ctx):
        return self.disk.inodes[inode].target

    async def symlink(self, parent, name, target, ctx):
        return self.attributes(self.make(parent, name, stat.S_IFLNK | 0o777, target))

    async def mknod(self, parent, name, mode, rdev, ctx):
        return self.attributes(self.make(parent, name, mode & ~ctx.umask))

    async def mkdir(self, parent, name, mode, ctx):
        return self.attributes(self.make(parent, name, stat.S_IFDIR | stat.S_IMODE(mode) & ~ctx.umask))

    async def create(self, parent, name, mode, flags, ctx):
        number = self.make(parent, name, stat.S_IFREG | stat.S_IMODE(mode) & ~ctx.umask)
        return pyfuse3.FileInfo(fh=number, keep_cache=True), self.attributes(number)

    async def link(self, inode, parent, name, ctx):
        if name in self.disk.inodes[parent].names:
            raise pyfuse3.FUSEError(errno.EEXIST)
        self.do(Rename(time.time_ns(), ((parent, name, None, inode),)))
        return self.attributes(inode)

    async def unlink(self, parent, name, ctx):
        self.do(Rename(time.time_ns(), ((parent, name, self.child(parent, name), None),)))

    async def rmdir(self, parent, name, ctx):
        if self.disk.inodes[self.child(parent, name)].names:
            raise pyfuse3.FUSEError(errno.ENOTEMPTY)
        await self.unlink(parent, name, ctx)

    async def rename(self, parent, name, new_parent, new_name, flags, ctx):
        number = self.child(parent, name)
        replaced = self.disk.inodes[new_parent].names.get(new_name)
        if flags & pyfuse3.RENAME_EXCHANGE:
            raise pyfuse3.FUSEError(errno.EINVAL)
        if replaced and flags & pyfuse3.RENAME_NOREPLACE:
            raise pyfuse3.FUSEError(errno.EEXIST)
        if replaced and self.disk.inodes[replaced].names:
            raise pyfuse3.FUSEError(errno.ENOTEMPTY)
        if replaced != number:
            self.do(
                Rename(time.time_ns(), ((parent, name, number, None), (new_parent, new_name, replaced, number))))

    async def open(self, inode, flags, ctx):
        return pyfuse3.FileInfo(fh=inode, keep_cache=True)

    async def read(self, fh, offset, size):
        return bytes(self.disk.inodes[fh].octets[offset : offset + size])

    async def write(self, fh, offset, octets):
        self.do(Write(fh, time.time_ns(), offset, bytes(octets)))
        return len(octets)

    async def fsync(self, fh, datasync):
        self.do(Sync(fh, self.disk.path(fh)))

    async def opendir(self, inode, ctx):
        handle = max(self.folders, default=0) + 1
        self.folders[handle] = (inode, [])
        return handle

    async def releasedir(self, fh):
        del self.folders[fh]

    async def readdir(self, fh, start, token):
        number, names = self.folders[fh]
        if not start:
            names[:] = self.disk.inodes[number].names.items()
        for position, (name, child) in enumerate(names[start:], start + 1):
            if not pyfuse3.readdir_reply(token, name, self.attributes(child), position):
                break

    async def fsyncdir(self, fh, datasync):
        number, _ = self.folders[fh]
        self.do(Sync(number, self.disk.path(number)))

    async def setxattr(self, inode, name, value, ctx):
        match name:
            case b"user.syncfs":
                self.do(Sync(0, "syncfs"))
            case b"user.mark":
                self.do(Mark(value.decode()))
            case _:
                raise pyfuse3.FUSEError(errno.ENOTSUP)

    async def statfs(self, ctx):
        status = pyfuse3.StatvfsData()
        status.f_bsize = status.f_frsize = 4096
        status.f_blocks = status.f_bfree = status.f_bavail = 1 << 28
        status.f_files = status.f_ffree = status.f_favail = 1 << 20
        status.f_namemax = 255
        return status


def main(folder, mount_point, record):
    recorder = Recorder(folder)
    options = {*pyfuse3.default_options, "fsname=court-intake-recorder", "default_permissions"}
    pyfuse3.init(recorder, mount_point, options)
    try:
        trio.run(pyfuse3.main)
    finally:
        pyfuse3.close()
    with open(record, "wb") as file:
        pickle.dump(recorder.record, file, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main(*sys.argv[1:])
