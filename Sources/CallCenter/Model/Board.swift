/// Every server's board, side by side. Each is folded from its own server's records alone; the order decides nothing.
package struct Board: Sendable {
    /// In the order of the configuration.
    package var servers: [ServerBoard]

    package init(servers: [ServerBoard]) {
        self.servers = servers
    }
}
