import Glibc
import Testing

@testable import Settings

/// Each file in `InvalidConfigurations` begins with the faults that reading it must tell, one comment line each:
/// `#! 3: server[0].port: expected ...`, without the file's name. `UPDATE_GOLDENS=1` rewrites those lines.
@Suite struct InvalidConfigurationTests {
    static let folder =
        #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/InvalidConfigurations/"

    static let names: [String] = {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".toml") { names.append(name) }
        }
        return names.sorted()
    }()

    @Test func `the folder is found`() {
        #expect(Self.names.count >= 15)
    }

    @Test(arguments: names) func `a bad file is told all its faults`(name: String) throws {
        let text = try TextFile.text(of: Self.folder + name)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = lines.prefix { $0.hasPrefix("#! ") }.map { String($0.dropFirst(3)) }
        let body = lines.drop { $0.hasPrefix("#! ") }.joined(separator: "\n")
        var found: [String] = []
        do {
            _ = try Configuration(text: body, file: "", environment: ["HOME": "/home/ana"])
        } catch {
            found = error.faults.map { String($0.description.drop { $0 == ":" || $0 == " " }) }
        }
        #expect(!found.isEmpty)
        if getenv("UPDATE_GOLDENS") != nil, getenv("CI") == nil {
            let updated = found.map { "#! \($0)\n" }.joined() + body
            let descriptor = open(Self.folder + name, O_WRONLY | O_TRUNC)
            _ = Array(updated.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            close(descriptor)
        } else {
            #expect(found == expected)
        }
    }
}
