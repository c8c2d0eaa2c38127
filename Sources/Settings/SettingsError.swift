/// Everything that is wrong in a file, in the order of its lines.
package struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// At least one fault.
    package let faults: [SettingsFault]

    package init(faults: [SettingsFault]) {
        self.faults = faults
    }

    /// One line for each fault.
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
