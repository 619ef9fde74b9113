internal import JournalCore

/// What comes back: every hurt, the ones that came up most lately first.
struct HurtList: ListScreen {
  private var hurts: [HurtRow] = []
  private var isLoaded = false
  var list = ScrollList()

  var query: Query? { .hurts }
  var names: [String] { hurts.map(\.id) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .hurts(let hurts)):
      keepFocus(desk) { $0.hurts = hurts.latestFirst }
      isLoaded = true
      return []
    case .resized:
      settle(desk)
      return []
    case .action(let action):
      if move(action, desk) { return [] }
      guard hurts.indices.contains(list.selected) else { return nil }
      let hurt = hurts[list.selected]
      switch action {
      case .open: return [.push(.hurt(hurt.id))]
      case .stillHurts: return hurt.stillHurts(desk)
      case .write: return [.push(hurt.editor(.write(.feeling)))]
      case .ask: return [.push(hurt.editor(.write(.question)))]
      case .rest: return hurt.rest(desk)
      case .promise: return [.push(hurt.editor(.write(.promise)))]
      case .edit: return hurt.edit(desk)
      default: return nil
      }
    case .key, .paste, .replaced, .page, .tick: return nil
    }
  }

  func room(_ desk: Desk) -> Range<Int> { desk.list(from: 2) }

  func blocks(_ desk: Desk) -> [[Line]] {
    hurts.map { hurt in
      let carrier = desk.named(hurt.carriedBy)
      let taken = TextLayout.width(carrier.text)
      let bar = hurt.isPrivate ? nil : desk.role(hurt.carriedBy)
      let room = desk.width - 2 - (hurt.isPrivate ? TextLayout.width(Words.forYou) + 2 : 0)
      var sentence = TextLayout.wrap(hurt.sentence(desk, within: room), width: room).map { Line($0, .muted, bar: bar) }
      if hurt.isPrivate { sentence[0].trailing = Run(Words.forYou, .muted) }
      return [
        Line(
          [Run(TextLayout.cut(hurt.label, to: desk.width - 4 - taken, ellipsis: desk.glyphs.ellipsis), .bold)],
          bar: bar, trailing: carrier)
      ] + sentence + [Line()]
    }
  }

  func spoken(_ desk: Desk) -> Spoken {
    let items = hurts.map { hurt in
      [hurt.label, desk.name(hurt.carriedBy), hurt.sentence(desk), hurt.isPrivate ? Words.forYou : ""]
        .filter { !$0.isEmpty }.joined(separator: ", ")
    }
    return Spoken(title: Words.places[2], lines: isLoaded ? [head(desk)] : [], items: items, focus: list.selected)
  }

  /// What stands over the list: a name that is on its way, else how it is with all of them.
  private func head(_ desk: Desk) -> String {
    if let letter = desk.onItsWay, letter.purpose == .nameHurt { return letter.draft.text + ", " + Words.onItsWay }
    return hurts.isEmpty ? Words.noHurts : hurts.contains(where: \.isRecurring) ? Words.normal : Words.noneComesBack
  }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 2, desk)
    if isLoaded {
      canvas.put(
        TextLayout.cut(head(desk), to: canvas.width - 3, ellipsis: canvas.glyphs.ellipsis), row: desk.list().lowerBound,
        column: 2)
      drawList(on: &canvas, desk)
    }
    canvas.footer(
      offers(desk) + [
        Offer(.ask, Words.askKey), Offer(.write, Words.writeKey), Offer(.more, Words.nameHurt.words),
        Offer(.out, Words.backKey),
      ])
  }

  /// What can be done with the focused one by the one who sits here.
  private func offers(_ desk: Desk) -> [Offer] {
    guard hurts.indices.contains(list.selected) else { return [] }
    let isMine = hurts[list.selected].carriedBy == desk.me.id
    return [Offer(.open, Words.openKey)] + (isMine ? [Offer(.stillHurts, Words.stillHurtsKey)] : [])
  }
}

extension [HurtRow] {
  /// Those that came up most lately first; what rests at the end.
  var latestFirst: [HurtRow] {
    sorted { a, b in
      (a.isAtRest ? 1 : 0, -(a.days.last?.day.number ?? 0), a.label) < (
        b.isAtRest ? 1 : 0, -(b.days.last?.day.number ?? 0), b.label
      )
    }
  }
}

extension HurtRow {
  /// How it comes back, in one sentence.
  /// - Parameter width: the columns that there are; where the day written out is too long for them, it is shortened.
  func sentence(_ desk: Desk, within width: Int = .max) -> String {
    func said(_ write: (JournalDay, JournalDay) -> String) -> String {
      var parts = [recentDays.isEmpty ? Words.notCameUp : Words.cameUp(recentDays.count)]
      if let last = days.last { parts.append(Words.last(write(last.day, desk.today))) }
      if isAtRest { parts.append(Words.atRest) }
      return parts.joined(separator: ", ")
    }
    let long = said { Dates.long($0, today: $1) }
    return TextLayout.width(long) <= width ? long : said { Dates.weekdayed($0, today: $1) }
  }

  /// Who carries it gives it another name; who is named in it puts one note beside it.
  func edit(_ desk: Desk) -> [Effect]? {
    if carriedBy == desk.me.id { return [.push(.prompt(.rename(hurt: id, from: label)))] }
    return causedBy == desk.me.id ? [.push(.editor(.act(.toldDifferently, id), nil))] : nil
  }

  /// Lets it rest, or wakes it; only the one who carries it does that.
  func rest(_ desk: Desk) -> [Effect] {
    guard carriedBy == desk.me.id else { return [.say(Words.carrierMarks)] }
    let fields: [String: JSON] = ["hurt": .string(id)]
    return [
      isAtRest
        ? .act(.hurtWake, fields: fields, said: Words.awake) : .act(.hurtRest, fields: fields, said: Words.resting)
    ]
  }
}

/// What a hurt's row tells, and its name alone.
protocol NamedHurt {
  var id: String { get }
  var label: String { get }
  var isPrivate: Bool { get }
  var carriedBy: String { get }
}

extension HurtRow: NamedHurt {}
extension HurtName: NamedHurt {}

extension NamedHurt {
  /// One surfacing without words; only the one who carries it says that.
  func stillHurts(_ desk: Desk) -> [Effect] {
    guard carriedBy == desk.me.id else { return [.say(Words.carrierMarks)] }
    return [.act(.stillHurts, fields: ["hurt": .string(id)], said: Words.stillHurtsKept(label))]
  }

  /// An editor whose words will be about this hurt.
  func editor(_ purpose: Purpose) -> Route {
    var draft = Draft()
    draft.hurt = id
    draft.isPrivate = isPrivate
    return .editor(purpose, draft)
  }
}
