import Glibc

/// The C streams that curses wants: copies of descriptors, so that closing them leaves the originals open.
struct TerminalStreams {
    let output: UnsafeMutablePointer<FILE>
    let input: UnsafeMutablePointer<FILE>

    init?(output: Int32, input: Int32) {
        let outputCopy = fcntl(output, F_DUPFD_CLOEXEC, 3)
        let inputCopy = fcntl(input, F_DUPFD_CLOEXEC, 3)
        guard outputCopy >= 0, inputCopy >= 0, let first = fdopen(outputCopy, "w"), let second = fdopen(inputCopy, "r")
        else { return nil }
        self.output = first
        self.input = second
    }

    func close() {
        fclose(output)
        fclose(input)
    }
}
