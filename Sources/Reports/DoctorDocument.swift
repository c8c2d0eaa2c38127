import Doctor

/// What an examination says as JSON, schema `callboard.doctor/1`. Fields may be added, never renamed.
package struct DoctorDocument: Sendable {
    private let report: DoctorReport

    package init(_ report: DoctorReport) { self.report = report }

    /// One object without a line end.
    package func encoded() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.key("schema")
            json.string("callboard.doctor/1")
            json.key("faults")
            json.integer(report.count(.fault))
            json.key("warnings")
            json.integer(report.count(.warning))
            json.key("servers")
            json.array(report.servers) { json, server in
                json.object { json in
                    json.key("server")
                    json.string(server.findings.server)
                    json.key("host")
                    json.string(server.findings.host)
                    json.key("port")
                    json.integer(server.findings.port)
                    json.key("dialect")
                    if server.findings.commands == nil {
                        json.null()
                    } else {
                        json.string(server.findings.isUCM ? "ucm" : "asterisk")
                    }
                    json.key("checks")
                    json.array(server.lines) { json, line in
                        json.object { json in
                            json.key("check")
                            json.string(line.check)
                            json.key("level")
                            json.string(line.level.rawValue)
                            json.key("text")
                            json.string(line.text)
                            json.key("cure")
                            json.array(line.cure) { json, cure in json.string(cure) }
                        }
                    }
                }
            }
        }
        return json.bytes
    }
}
