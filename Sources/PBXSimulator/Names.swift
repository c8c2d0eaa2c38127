/// People and numbers of the scenario: several scripts, accents, an apostrophe, and names longer than a column.
enum Names {
    static let given: [StaticString] = [
        "Ana", "Björn", "Chen", "Dmitri", "Esra", "Fatima", "Grace", "Hugo", "Ingrid", "José", "Katarzyna", "Lena",
        "Miguel", "Ngọc", "Olga", "Priya", "Quentin", "Renée", "Søren", "Tomáš", "Umberto", "Věra", "William", "Ximena",
        "Yusuf", "Zoë", "Aoife", "Bruno", "Chloé", "Đorđe",
    ]
    static let family: [StaticString] = [
        "Lima", "Åkesson", "Müller", "Orlov", "Yılmaz", "Zahra", "Hopper", "Schäfer", "García", "Dupont", "O'Brien",
        "Nowak", "Sørensen", "Łukasiewicz", "Moore", "Nguyễn", "Rossi", "Kovács", "Andersson", "Fernández", "Weiß",
        "Ionescu", "Janssen", "Papadopoulos", "Silva", "Horvat", "MacDonald", "Çelik", "Novák", "Brandão",
    ]
    static let wholeAgents: [StaticString] = [
        "李娜", "王小明", "田中花子", "Олена Шевченко", "Дмитрий Орлов", "김민준", "佐藤健",
    ]
    static let wholeCallers: [StaticString] = [
        "王小明", "李小龙", "田中太郎", "山田花子", "Олег Иванов", "Анна Петрова", "Тарас Бондаренко", "김서연",
        "Müller & Söhne GmbH", "Renée Dupont", "José García", "Ngọc Anh", "Alice Moore", "Conan O'Brien",
        "Jürgen \"Jogi\" Groß", "Σοφία Παππά", "Hôpital Saint-Étienne", "ACME \\ Sons", "Ærø Færgen",
        "Bäckerei Süß", "Łukasz Żółć", "Wolfeschlegelsteinhausen-Bergerdorff", "Ola Nordmann", "Kim Jong-hyun",
    ]
    static let queues: [StaticString] = [
        "sales", "support", "billing", "retention", "vip", "spanish", "technical", "orders", "returns", "claims",
        "onboarding", "dispatch", "pharmacy", "loans", "cards", "travel",
    ]
    static let titles: [StaticString] = [
        "Sales", "Support", "Billing", "Retention", "VIP", "Spanish", "Technical", "Orders",
    ]
}

extension SplitMix64 {
    /// The name of an agent. `index` keeps namesakes apart only by chance: people do share names.
    mutating func agentName(_ index: Int) -> Octets {
        if index % 7 == 6 {
            return Octets(Names.wholeAgents[(index / 7) % Names.wholeAgents.count])
        }
        var name = Octets(Names.given[index % Names.given.count])
        name.append(32)
        name.put(Names.family[(index / Names.given.count * 7 + index) % Names.family.count])
        return name
    }

    /// Someone outside: number and, mostly, a name. Some withhold both.
    mutating func outsider() -> Party {
        let draw = below(100)
        if draw < 3 { return Party() }
        let number = phoneNumber()
        if draw < 30 { return Party(number: number) }
        if draw < 65 { return Party(number: number, name: Octets(Names.wholeCallers[below(Names.wholeCallers.count)])) }
        var name = Octets(Names.given[below(Names.given.count)])
        name.append(32)
        name.put(Names.family[below(Names.family.count)])
        return Party(number: number, name: name)
    }

    /// A number outside, in the international form.
    mutating func phoneNumber() -> Octets {
        let countries: [StaticString] = ["+49", "+1", "+44", "+33", "+34", "+351", "+46", "+90", "+86", "+81", "+380"]
        var number = Octets(countries[below(countries.count)])
        for place in 0..<9 { number.append(48 &+ UInt8(place == 0 ? 1 + below(9) : below(10))) }
        return number
    }
}
