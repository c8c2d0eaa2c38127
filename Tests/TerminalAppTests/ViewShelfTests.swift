import BoardScreen
import Glibc
import Settings
import Testing

@testable import TerminalApp

@Suite struct ViewShelfTests {
    private final class Folder {
        let path: String
        init() {
            var template = Array("/tmp/callboard-views-XXXXXX".utf8CString)
            path = template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
            }
        }
        func write(_ text: String, to name: String) {
            let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            _ = Array(text.utf8).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            close(descriptor)
        }
        func mode(_ name: String) -> mode_t {
            var status = stat()
            return stat(path + "/" + name, &status) == 0 ? status.st_mode & 0o777 : 0
        }
        deinit {
            for name in [
                "callboard/views/morning.toml", "callboard/views/bad.toml", "callboard/screen.toml",
                "callboard/phones.toml",
            ] {
                unlink(path + "/" + name)
            }
            for name in ["/callboard/views", "/callboard", ""] { rmdir(path + name) }
        }
    }

    @Test func `a person's phones are kept for the next time, of mode 0600, and a spoilt file says so`() throws {
        let folder = Folder()
        let shelf = ViewShelf(folder: folder.path + "/callboard")
        #expect(try shelf.devices() == [:])
        let phones = ["hq": "1000", "a \"b\"": "PJSIP/kim"]
        #expect(shelf.keep(devices: DeviceFile.text(phones)) == nil)
        #expect(folder.mode("callboard/phones.toml") == 0o600)
        #expect(try shelf.devices() == phones)
        folder.write("[phones]\nhq = \n", to: "callboard/phones.toml")
        #expect(throws: SettingsError.self) { try shelf.devices() }
    }

    @Test func `views are kept whole, of mode 0600, read, listed and deleted`() throws {
        let folder = Folder()
        let shelf = ViewShelf(folder: folder.path + "/callboard")
        #expect(shelf.names == [])
        #expect(try shelf.last() == nil)
        let text = ViewFile.text(SavedView())
        #expect(shelf.keep(text, as: "morning") == nil)
        #expect(shelf.keep(text, as: "morning") == nil)
        #expect(shelf.keepLast(text) == nil)
        #expect(folder.mode("callboard/views/morning.toml") == 0o600)
        #expect(folder.mode("callboard/screen.toml") == 0o600)
        #expect(folder.mode("callboard/views") == 0o700)
        #expect(shelf.names == ["morning"])
        #expect(try shelf.view("morning") == SavedView())
        #expect(try shelf.last() == SavedView())
        #expect(shelf.delete("morning") == nil)
        #expect(shelf.names == [])
    }

    @Test func `a damaged view tells every fault with file and line`() throws {
        let folder = Folder()
        let shelf = ViewShelf(folder: folder.path + "/callboard", home: folder.path)
        #expect(shelf.keepLast(ViewFile.text(SavedView())) == nil)
        folder.write("[view]\npanel = 3\nalone = 4\n", to: "callboard/screen.toml")
        #expect(throws: SettingsError.self) { try shelf.last() }
        do {
            _ = try shelf.last()
        } catch {
            #expect(
                error.faults.map { "\($0)".prefix(25) } == ["~/callboard/screen.toml:2", "~/callboard/screen.toml:3"])
        }
        folder.write("\u{0}\u{1}garbage", to: "callboard/screen.toml")
        #expect(throws: SettingsError.self) { try shelf.last() }
    }

    @Test func `no name leads out of the folder, and a full or missing place is said`() {
        let shelf = ViewShelf(folder: "/proc/callboard")
        for name in ["../x", "", "a b", "wall", "Queues", ".x", String(repeating: "a", count: 41)] {
            #expect(shelf.keep("x", as: name)?.hasPrefix("Not kept") == true, "\(name)")
        }
        #expect(shelf.keep("x", as: "fine")?.contains("cannot be written") == true)
        #expect(ViewShelf(folder: nil).keep("x", as: "fine")?.contains("HOME") == true)
    }
}
