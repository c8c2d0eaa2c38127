import CallCenter
import Settings

/// The person's own phones, one for each server, as a file: what they typed last, so that nobody types it twice.
package enum DeviceFile {
    /// Reads phones by the server's name. What is no phone is left out.
    ///
    /// - Throws: every fault of the TOML with its line.
    package static func devices(text: String, file: String) throws(SettingsError) -> [String: String] {
        let document = TOMLDocument(text: text, file: file)
        let table = document.root.table("phones")
        var devices: [String: String] = [:]
        for server in table.keys {
            guard let phone = table.string(server), phone.count <= 120,
                !phone.unicodeScalars.contains(where: TypedInput.isControl)
            else { continue }
            devices[server] = phone
        }
        try document.finish()
        return devices
    }

    /// The file of phones; reading it gives the same.
    package static func text(_ devices: [String: String]) -> String {
        var lines = [
            "# Your own phone on each server, as you typed it last. callboard writes this file.", "", "[phones]",
        ]
        for (server, phone) in devices.sorted(by: { $0.key < $1.key }) {
            lines.append("\(ViewFile.quoted(server)) = \(ViewFile.quoted(phone))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
