import Settings

/// The themes that callboard carries, embedded in the binary.
package enum ThemeLibrary {
    /// In the order in which a key goes through them.
    package static let names = [
        "default", "light", "high-contrast", "red-green", "blue-yellow", "mono", "gruvbox", "nord", "dracula",
        "solarized", "solarized-light", "tokyo-night", "catppuccin",
    ]

    /// The text of a theme; nil when callboard carries none of this name.
    package static func text(_ name: String) -> String? {
        let bytes: [UInt8]
        switch name {
        case "default": bytes = PackageResources.default_toml
        case "light": bytes = PackageResources.light_toml
        case "high-contrast": bytes = PackageResources.high_contrast_toml
        case "red-green": bytes = PackageResources.red_green_toml
        case "blue-yellow": bytes = PackageResources.blue_yellow_toml
        case "mono": bytes = PackageResources.mono_toml
        case "gruvbox": bytes = PackageResources.gruvbox_toml
        case "nord": bytes = PackageResources.nord_toml
        case "dracula": bytes = PackageResources.dracula_toml
        case "solarized": bytes = PackageResources.solarized_toml
        case "solarized-light": bytes = PackageResources.solarized_light_toml
        case "tokyo-night": bytes = PackageResources.tokyo_night_toml
        case "catppuccin": bytes = PackageResources.catppuccin_toml
        default: return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The file that faults of an embedded theme name.
    static func file(_ name: String) -> String { "themes/\(name).toml" }

    /// A theme that callboard carries, for a terminal of so many colours.
    package static func theme(_ name: String, colours: Int) throws(SettingsError) -> Theme {
        try ThemeReader.theme(text: text(name) ?? "", file: file(name), name: name, colours: colours)
    }
}
