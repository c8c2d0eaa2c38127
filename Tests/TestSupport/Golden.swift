import Foundation

/// Compares text with a file of the tests that a person can read and review.
package enum Golden {
    /// What is wrong when a text is not the golden one.
    package struct Mismatch: Error, CustomStringConvertible {
        package let description: String
    }

    /// Compares `text` with `Goldens/NAME.txt` beside the test file.
    ///
    /// `UPDATE_GOLDENS=1` writes the file instead, but never where `CI` is set: there a golden file is what was
    /// reviewed.
    ///
    /// - Throws: `Mismatch` that names the file and the first line that differs.
    package static func check(_ text: String, named name: String, testFile: String = #filePath) throws {
        let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Goldens")
        try check(text, file: folder.appendingPathComponent(name + ".txt"))
    }

    /// The same with a file of any place.
    package static func check(_ text: String, file: URL) throws {
        let text = text.hasSuffix("\n") ? text : text + "\n"
        let environment = ProcessInfo.processInfo.environment
        if environment["UPDATE_GOLDENS"] == "1", environment["CI"] == nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            throw Mismatch(description: "\(file.path) is missing: run the tests with UPDATE_GOLDENS=1 and review it")
        }
        let golden = String(decoding: data, as: UTF8.self)
        if let difference = firstDifference(golden: golden, text: text) {
            throw Mismatch(
                description: "\(file.path): \(difference)\n"
                    + "If this is intended, run the tests with UPDATE_GOLDENS=1 and review the change.\n\(text)")
        }
    }

    /// The first line in which the texts differ, as a sentence; nil when they are the same bytes.
    static func firstDifference(golden: String, text: String) -> String? {
        guard Array(golden.utf8) != Array(text.utf8) else { return nil }
        let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in 0..<max(expected.count, found.count) {
            let one = line < expected.count ? String(expected[line]) : "(end)"
            let other = line < found.count ? String(found[line]) : "(end)"
            if Array(one.utf8) != Array(other.utf8) {
                return "line \(line + 1) is not the golden one\n  golden: \(one)\n  now:    \(other)"
            }
        }
        return "the line ends differ"
    }
}
