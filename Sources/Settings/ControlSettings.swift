/// `[me]`: the person's own phone.
package struct MySettings: Sendable, Equatable {
    /// A number such as `1000`, or a channel such as `PJSIP/1000`: what rings for calls, spying and fetching. The device
    /// of a number is looked up where it rings.
    package var device: String?
    /// The number that reaches it.
    package var `extension`: String?

    package init() {}
}

/// `[phone_book]`: names and numbers for calls and transfers.
package struct PhoneBookSettings: Sendable, Equatable {
    /// A CSV file of `name,number`.
    package var file: String?
    /// By name.
    package var numbers: [String: String] = [:]

    package init() {}
}

/// `[permissions]`: who may do what with the keys.
package struct PermissionSettings: Sendable, Equatable {
    /// `viewer`, `agent` or `supervisor`, with what is added to it and taken from it by the names of `callboard keys`.
    package struct Entry: Sendable, Equatable {
        package var role: String
        package var allow: [String]
        package var deny: [String]

        package init(role: String = "supervisor", allow: [String] = [], deny: [String] = []) {
            self.role = role
            self.allow = allow
            self.deny = deny
        }
    }

    package var standard = Entry()
    /// By the server's name.
    package var servers: [String: Entry] = [:]
    /// What crypt(3) made of the PIN that leaves read-only: `callboard config pin` makes one.
    package var pinHash: String?
    /// Minutes that it leaves it for, 1 to 480.
    package var pinMinutes = 10

    package init() {}
}

extension ConfigurationReader {
    func me(_ table: SettingsTable) -> MySettings {
        var me = MySettings()
        me.device = line(table, "device")
        me.extension = line(table, "extension")
        if let device = me.device, !Self.isPhone(device) {
            table.fault("device", Self.expectedPhone + quoted(device))
        }
        return me
    }

    static let expectedPhone = "expected a number such as 1000 or a device such as PJSIP/1000, got "

    /// What the forms take for a phone: `technology/resource`, or a number.
    static func isPhone(_ text: String) -> Bool {
        if text.contains("/") { return true }
        return !text.isEmpty
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "*#+".utf8.contains($0)
            }
    }

    func phoneBook(_ table: SettingsTable) -> PhoneBookSettings {
        var book = PhoneBookSettings()
        book.file = line(table, "file").map(folders.resolved)
        let numbers = table.table("numbers")
        for name in numbers.keys { book.numbers[name] = line(numbers, name) }
        return book
    }

    func permissions(_ table: SettingsTable) -> PermissionSettings {
        var permissions = PermissionSettings()
        permissions.standard = permission(table)
        permissions.pinHash = line(table, "pin_hash")
        if let hash = permissions.pinHash, !hash.hasPrefix("$") || hash.utf8.count < 20 {
            table.fault(
                "pin_hash", "expected what callboard config pin prints; a PIN itself does not belong in this file")
        }
        permissions.pinMinutes = table.integer("pin_minutes", in: 1...480, default: permissions.pinMinutes)
        let servers = table.table("servers")
        for name in servers.keys { permissions.servers[name] = permission(servers.table(name)) }
        return permissions
    }

    private func permission(_ table: SettingsTable) -> PermissionSettings.Entry {
        PermissionSettings.Entry(
            role: table.choice("role", of: ["viewer", "agent", "supervisor"], default: "supervisor"),
            allow: table.strings("allow", default: []), deny: table.strings("deny", default: []))
    }
}
