import Glibc

/// The real disk.
package struct KernelStorage: JournalStorage {
    package init() {}

    package func create(_ path: String) -> Result<Int32, SystemError> {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
        return descriptor < 0 ? .failure(SystemError(code: errno)) : .success(descriptor)
    }

    package func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int
    ) -> Result<Int, SystemError> {
        while true {
            let count = pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
            if count >= 0 { return .success(count) }
            if errno != EINTR { return .failure(SystemError(code: errno)) }
        }
    }

    package func synchronise(_ descriptor: Int32) -> Result<Void, SystemError> {
        fdatasync(descriptor) == 0 ? .success(()) : .failure(SystemError(code: errno))
    }
}
