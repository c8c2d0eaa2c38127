import AMI

/// Every sentence that a failing link can say, in one place. Each names the place, what happened, and the cure.
extension LinkFailure {
    // MARK: Before a connection

    static func secretUnavailable(_ endpoint: ServerEndpoint, _ why: String) -> LinkFailure {
        LinkFailure(
            code: .secretUnavailable,
            sentence: """
                There is no secret for the AMI user \(endpoint.user) on \(endpoint.place): \(why). Set \
                CALLBOARD_SECRET, give --secret-file FILE, or set secret_file or secret_command in the configuration.
                """)
    }

    static func unreadableAuthority(path: String, _ why: String) -> LinkFailure {
        LinkFailure(
            code: .tls,
            sentence: "The certificate file \(path) cannot be used (\(why)): --ca needs a readable file of PEM "
                + "certificates.")
    }

    static func unusableFingerprint(_ text: String) -> LinkFailure {
        LinkFailure(
            code: .tls,
            sentence: """
                "\(text)" is no SHA-256 fingerprint: it has 64 hexadecimal digits, with or without colons, as \
                `openssl x509 -in CERT.pem -noout -fingerprint -sha256` prints them.
                """)
    }

    static func nameNotFound(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(
            code: .nameNotFound,
            sentence: "The name \(endpoint.host) was not found: check its spelling and this machine's name service.")
    }

    static func refused(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(
            code: .refusedConnection,
            sentence: """
                \(endpoint.place) refused the connection: is Asterisk running, and does manager.conf say \
                enabled = yes, port = \(endpoint.port) and a bindaddr that this machine can reach? On a UCM the port \
                is 7777, or 5039 with TLS.
                """)
    }

    static func unreachable(_ endpoint: ServerEndpoint, _ why: String) -> LinkFailure {
        LinkFailure(
            code: .unreachable,
            sentence: "\(endpoint.place) cannot be reached (\(why)): check address, network, VPN and firewall.")
    }

    static func connectTimedOut(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(
            code: .timedOut,
            sentence: """
                \(endpoint.place) did not answer within \(seconds(endpoint.connectTimeout)): is the address right, \
                and does a firewall on the way drop the port?
                """)
    }

    static func cannotConnect(_ endpoint: ServerEndpoint, _ why: String) -> LinkFailure {
        LinkFailure(
            code: .unreachable,
            sentence: "No connection to \(endpoint.place) (\(why)): check host, port and network.")
    }

    // MARK: TLS

    static func notTLS(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(
            code: .tls,
            sentence: """
                \(endpoint.place) does not speak TLS: leave out --tls (tls = false), or use the TLS port (usually \
                5039; tlsenable = yes in manager.conf).
                """)
    }

    static func tooOldTLS(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(
            code: .tls,
            sentence: "\(endpoint.place) offers no TLS version of 1.2 or newer: bring the PBX's OpenSSL or firmware "
                + "up to date, or connect through a VPN or SSH tunnel without --tls.")
    }

    static func untrusted(_ endpoint: ServerEndpoint, seen: String?) -> LinkFailure {
        LinkFailure(
            code: .certificate,
            sentence: """
                The certificate of \(endpoint.place) is not trusted here: give the authority that signed it (or \
                itself, if self-signed) by --ca FILE\(pinning(seen)).
                """)
    }

    static func outsideItsDates(_ endpoint: ServerEndpoint, expired: Bool, seen: String?) -> LinkFailure {
        LinkFailure(
            code: .certificate,
            sentence: """
                The certificate of \(endpoint.place) \(expired ? "has expired" : "is not valid yet"): renew it on \
                the PBX, check both machines' clocks\(pinning(seen)).
                """)
    }

    static func otherName(_ endpoint: ServerEndpoint, seen: String?) -> LinkFailure {
        LinkFailure(
            code: .certificate,
            sentence: """
                The certificate of \(endpoint.place) is for another name than \(endpoint.host): connect by a name \
                that it holds\(pinning(seen)).
                """)
    }

    static func otherFingerprint(_ endpoint: ServerEndpoint, seen: String?) -> LinkFailure {
        LinkFailure(
            code: .certificate,
            sentence: """
                The certificate of \(endpoint.place) has another fingerprint than the one given\
                \(seen.map { ": it shows \($0)" } ?? ""). If the PBX got a new certificate, give the new fingerprint; \
                if not, somebody stands between.
                """)
    }

    static func handshakeFailed(_ endpoint: ServerEndpoint, _ why: String) -> LinkFailure {
        LinkFailure(
            code: .tls,
            sentence: "TLS with \(endpoint.place) failed (\(why)): check tlscertfile, tlsprivatekey and tlscipher in "
                + "manager.conf.")
    }

    static func closedInHandshake(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(
            code: .tls,
            sentence: "\(endpoint.place) closed the connection during the TLS handshake: is it the TLS port (usually "
                + "5039), and does manager.conf name a tlscertfile that Asterisk can read?")
    }

    // MARK: In a session

    static func ended(_ failure: SessionFailure, _ endpoint: ServerEndpoint) -> LinkFailure {
        let place = endpoint.place
        switch failure {
        case .closedWithoutBanner:
            return LinkFailure(
                code: .closedWithoutBanner,
                sentence: """
                    \(place) closed the connection without a word. Asterisk does that when too many connections are \
                    not logged in (authlimit in manager.conf), or TLS is expected on this port.
                    """)
        case .noBanner(let limit):
            return LinkFailure(
                code: .noBanner,
                sentence: """
                    \(place) accepted the connection but said nothing for \(seconds(limit)): it is not AMI, or \
                    \(endpoint.tls.isEncrypted ? "not TLS (leave out --tls)" : "a TLS port (add --tls)").
                    """)
        case .notAMI(let error):
            return LinkFailure(code: .notAMI, sentence: "\(place): \(error).")
        case .loginRefused(let message):
            return loginRefused(endpoint, message)
        case .loginInUse:
            return LinkFailure(
                code: .loginInUse,
                sentence: """
                    \(place) says that \(endpoint.user) is logged in already: set allowmultiplelogin = yes in \
                    manager.conf, or give each board a user of its own.
                    """)
        case .loginUnanswered(let limit):
            return LinkFailure(
                code: .timedOut,
                sentence: "\(place) did not answer the login within \(seconds(limit)): Asterisk is overloaded or hangs."
            )
        case .closedDuringLogin:
            return LinkFailure(
                code: .lost,
                sentence: "\(place) closed the connection during the login: it may be restarting; Asterisk's log says "
                    + "more.")
        case .shuttingDown:
            return LinkFailure(code: .shutdown, sentence: "Asterisk on \(place) is shutting down or restarting.")
        case .closed:
            return LinkFailure(
                code: .lost,
                sentence: """
                    \(place) closed the connection: Asterisk stopped or restarted, an administrator ended the \
                    session, or events could not be written fast enough (writetimeout in manager.conf).
                    """)
        case .unanswered(let limit):
            return LinkFailure(
                code: .lost,
                sentence: "\(place) has been silent for \(seconds(limit)) and answers no Ping: the network or the PBX "
                    + "is gone.")
        case .protocolViolation(let error):
            return LinkFailure(code: .protocolViolation, sentence: "\(place): \(error).")
        }
    }

    static func silentBehindTLS(_ endpoint: ServerEndpoint, _ limit: Double) -> LinkFailure {
        LinkFailure(
            code: .noBanner,
            sentence: "\(endpoint.place) speaks TLS but said nothing more for \(seconds(limit)): it is not AMI, or "
                + "Asterisk hangs.")
    }

    private static func loginRefused(_ endpoint: ServerEndpoint, _ message: String) -> LinkFailure {
        let words = message.isEmpty ? "" : " (\(message))"
        return LinkFailure(
            code: .loginRefused,
            sentence: """
                \(endpoint.place) refused the login of \(endpoint.user)\(words): the user is unknown, the secret is \
                wrong, or this machine's address is not permitted; Asterisk does not say which. Look at \
                [\(endpoint.user)] in manager.conf (secret, permit, deny, acl; then `manager reload`), or on a UCM \
                at Value-added Features > AMI.
                """)
    }

    static func broken(_ endpoint: ServerEndpoint, _ why: String) -> LinkFailure {
        LinkFailure(code: .lost, sentence: "The connection to \(endpoint.place) broke (\(why)).")
    }

    static func stopped(_ endpoint: ServerEndpoint) -> LinkFailure {
        LinkFailure(code: .stopped, sentence: "The link to \(endpoint.place) was ended here.")
    }

    // MARK: Actions

    static func notLoggedIn(_ endpoint: ServerEndpoint, action: String) -> LinkFailure {
        LinkFailure(
            code: .notLoggedIn,
            sentence: "\(action) was not sent: not logged in to \(endpoint.place) at the moment.")
    }

    static func invalidAction(_ error: AMIWireError, action: String) -> LinkFailure {
        LinkFailure(code: .invalidAction, sentence: "\(action) was not sent: \(error).")
    }

    static func unanswered(_ endpoint: ServerEndpoint, action: String, within limit: Double) -> LinkFailure {
        LinkFailure(
            code: .actionTimedOut,
            sentence: """
                \(endpoint.place) did not answer \(action) within \(seconds(limit)): whether it was done is unknown; \
                what the board shows next is the truth.
                """)
    }

    // MARK: Listening

    static func cannotListen(host: String, port: Int, _ why: String) -> LinkFailure {
        LinkFailure(
            code: .cannotListen,
            sentence: "Cannot listen on \(host):\(port) (\(why)): is the port taken (see `ss -ltn`), below 1024, or "
                + "the address not this machine's?")
    }

    /// The certificate that was shown, as a way to trust exactly this one.
    private static func pinning(_ seen: String?) -> String {
        guard let seen else { return "" }
        return ", or, once you have compared it on the PBX, pin exactly this one by --fingerprint \(seen)"
    }

    /// "10 s", "0.5 s".
    private static func seconds(_ value: Double) -> String {
        let whole = value.rounded()
        if whole == value, abs(whole) < 1e9 { return "\(Int(whole)) s" }
        return "\(value) s"
    }
}
