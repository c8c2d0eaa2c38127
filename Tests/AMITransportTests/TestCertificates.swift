import AMITransport

/// Self-signed certificates of one key that guards nothing: it was made for these tests and is in them for all to see.
enum TestCertificates {
    /// For localhost and 127.0.0.1, until 2120.
    static let local = TLSIdentity(
        certificate: localCertificate, privateKey: key)
    /// For pbx.example.
    static let otherName = TLSIdentity(
        certificate: otherCertificate, privateKey: key)
    /// For localhost, until 2001.
    static let expired = TLSIdentity(
        certificate: expiredCertificate, privateKey: key)
    /// For localhost, from 2100.
    static let early = TLSIdentity(
        certificate: earlyCertificate, privateKey: key)
    /// SHA-256 of `local`, as openssl prints it.
    static let localFingerprint =
        "31:2F:86:50:24:E9:51:30:B2:6D:57:5F:8C:09:BC:63:76:DB:80:92:7D:9F:C3:C2:67:7B:97:15:4E:09:4F:66"

    private static let localCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBZTCCAQugAwIBAgICEAAwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxo
        b3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAUMRIwEAYDVQQD
        DAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASyanMD1rFR90s/
        BPADrGZBGot9NKtdaH9iZGbxwQx/mm5yIiS684eaHbcvvfsAy5bkRaD1cebdCAO4
        jc8iaJOMo0swSTAMBgNVHRMBAf8EAjAAMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcE
        fwAAATAdBgNVHQ4EFgQUpw7yJOyVVfRc7fFnoZt8XRiNFAswCgYIKoZIzj0EAwID
        SAAwRQIhAOLMqQBle3PvoQHnSphT/FZ9/FGQefHNca0Y29TtzO3dAiBJCk86eDhH
        lHNwBJFaDg/2XxbYbRUT16jACPDcEhAH6w==
        -----END CERTIFICATE-----

        """

    private static let otherCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBZTCCAQugAwIBAgICEAAwCgYIKoZIzj0EAwIwFjEUMBIGA1UEAwwLcGJ4LmV4
        YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBYxFDASBgNV
        BAMMC3BieC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsmpzA9ax
        UfdLPwTwA6xmQRqLfTSrXWh/YmRm8cEMf5puciIkuvOHmh23L737AMuW5EWg9XHm
        3QgDuI3PImiTjKNHMEUwDAYDVR0TAQH/BAIwADAWBgNVHREEDzANggtwYnguZXhh
        bXBsZTAdBgNVHQ4EFgQUpw7yJOyVVfRc7fFnoZt8XRiNFAswCgYIKoZIzj0EAwID
        SAAwRQIgYxy5B/kJz1bk1kOjPWoOLAM4VjQFyFVGa2RmQvL4TakCIQDeY9j52yGM
        ouk9BTpxyZYVun70H8iBbl0fH/rMsbNuJw==
        -----END CERTIFICATE-----

        """

    private static let expiredCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBYzCCAQmgAwIBAgICEAAwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxo
        b3N0MB4XDTAwMDEwMTAwMDAwMFoXDTAxMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
        bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsmpzA9axUfdLPwTw
        A6xmQRqLfTSrXWh/YmRm8cEMf5puciIkuvOHmh23L737AMuW5EWg9XHm3QgDuI3P
        ImiTjKNLMEkwDAYDVR0TAQH/BAIwADAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8A
        AAEwHQYDVR0OBBYEFKcO8iTslVX0XO3xZ6GbfF0YjRQLMAoGCCqGSM49BAMCA0gA
        MEUCIQCSjOqV9EBibYGsxMtqw8PuFVj6ZSik2gTu4LR0oSnItAIgZHmBY9xEnLCl
        HvI+cXpLCiBfOZTFeNuddXTEeYUNPgk=
        -----END CERTIFICATE-----

        """

    private static let earlyCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBZzCCAQ2gAwIBAgICEAAwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxo
        b3N0MCIYDzIxMDAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNV
        BAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLJqcwPWsVH3
        Sz8E8AOsZkEai300q11of2JkZvHBDH+abnIiJLrzh5odty+9+wDLluRFoPVx5t0I
        A7iNzyJok4yjSzBJMAwGA1UdEwEB/wQCMAAwGgYDVR0RBBMwEYIJbG9jYWxob3N0
        hwR/AAABMB0GA1UdDgQWBBSnDvIk7JVV9Fzt8Wehm3xdGI0UCzAKBggqhkjOPQQD
        AgNIADBFAiEAsrdGrtMNDP1OMDH/vXq233dT5DYws9b7pq3tQnujsAMCIDb1dgpQ
        GY6r5yzFtBaDpdyM3yHClS8t2I52msvhsU1i
        -----END CERTIFICATE-----

        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg1XLrNa3y3Bfd8b2l
        xGXz1t7C82NBio/LAAWpFuUVhjuhRANCAASyanMD1rFR90s/BPADrGZBGot9NKtd
        aH9iZGbxwQx/mm5yIiS684eaHbcvvfsAy5bkRaD1cebdCAO4jc8iaJOM
        -----END PRIVATE KEY-----

        """

}
