internal import JournalCore

/// One hurt: how it comes back, the questions in it, what was heard, what was owned.
struct HurtPage: Hashable, Sendable {
  var hurt: HurtRow
  var questions: [Question]
  var heard: [Item]
  var owned: [Item]
  var written: [Item]

  /// A chain of the hurt, by its name's words, with its state.
  struct Question: Hashable, Sendable {
    var id: String
    var words: String
    var state: String
    var day: JournalDay
  }
}

extension Reader {
  func hurtPage(_ id: String, _ desk: Desk) throws -> HurtPage? {
    guard let hurt = try hurt(id) else { return nil }
    let talks = try talks(ofHurt: id)
    let waiting = Dictionary(uniqueKeysWithValues: try waiting().map { ($0.chain, $0) })
    let notYet = Set(try chains(in: .notYet))
    let heard = Set(try chains(in: .heard))
    let answered = Set(try chains(in: .answered))
    let questions = talks.filter { $0.wantsAnswer && !$0.isWithdrawn }.map { talk in
      var state = ""
      if let row = waiting[talk.id] {
        state =
          row.heldUntil.map {
            Words.will(
              desk.name(desk.partners.first { $0.id != row.asker }!.id),
              by: Dates.ahead(desk.zone.moment(at: $0.instant), today: desk.today))
          }
          ?? Words.noAnswerYet
      } else if notYet.contains(talk.id) {
        state = Words.notYet
      } else if heard.contains(talk.id) {
        state = Words.heard
      } else if answered.contains(talk.id) {
        state = Words.answered
      }
      return HurtPage.Question(id: talk.id, words: talk.text, state: state, day: talk.day)
    }
    let marked = try heardAnswers(ofHurt: id).map(item)
    return HurtPage(
      hurt: hurt,
      questions: questions.sorted {
        ($0.state != Words.noAnswerYet ? 1 : 0, $1.day) < ($1.state != Words.noAnswerYet ? 1 : 0, $0.day)
      },
      heard: marked.reversed(), owned: try acknowledgements(ofHurt: id).map(item),
      written: try talks.filter { !$0.wantsAnswer }.map(item).reversed())
  }
}

struct HurtScreen: Screen {
  private let id: String
  private var page: HurtPage?
  private var isLoaded = false
  private var list = ScrollList()

  init(_ id: String) { self.id = id }

  var query: Query? { .hurt(id) }

  mutating func take(_ event: Event, _ desk: Desk) -> [Effect]? {
    switch event {
    case .page(_, .hurt(let page)):
      self.page = page
      isLoaded = true
      list.settle(heights: heights(desk), rows: rows(desk).count)
      return []
    case .resized:
      list.settle(heights: heights(desk), rows: rows(desk).count)
      return []
    case .action(let action):
      guard let page else { return nil }
      if list.take(action, heights: heights(desk), rows: rows(desk).count) { return [] }
      let rows = self.rows(page, desk)
      let target = rows.indices.contains(list.selected) ? rows[list.selected].target : nil
      switch action {
      case .open: return target.map { [.push(.talk($0))] } ?? []
      case .sideBySide: return target.map { [.push(.sideBySide($0))] }
      case .stillHurts: return page.hurt.stillHurts(desk)
      case .write, .ask: return [.push(page.hurt.editor(action))]
      default: return nil
      }
    case .key, .paste, .page, .tick: return nil
    }
  }

  private struct Row {
    var label: String
    var text: String
    var trailing: String
    var target: String?
  }

  private func rows(_ desk: Desk) -> Range<Int> {
    let body = desk.body
    return min(body.lowerBound + 5, body.upperBound)..<body.upperBound
  }

  /// A few of each; the rest is read in the talks.
  private func rows(_ page: HurtPage, _ desk: Desk) -> [Row] {
    func group<T>(_ label: String, _ all: [T], _ row: (T) -> Row) -> [Row] {
      all.enumerated().map { index, element in
        var row = row(element)
        row.label = index == 0 ? label : ""
        return row
      }
    }
    func item(_ item: Item) -> Row {
      Row(label: "", text: item.words, trailing: Dates.short(item.entry.day, today: desk.today), target: item.entry.id)
    }
    var rows = group(Words.questions, page.questions) {
      Row(label: "", text: $0.words, trailing: $0.state, target: $0.id)
    }
    rows += group(Words.wasHeard, page.heard, item)
    rows += group(Words.wasOwned, page.owned, item)
    if page.owned.isEmpty, page.hurt.causedBy == desk.me.id {
      rows.append(Row(label: Words.wasOwned, text: Words.nothingOwned, trailing: "", target: nil))
    }
    return rows + group(Words.written, page.written, item)
  }

  private func blocks(_ desk: Desk) -> [[Line]] {
    guard let page else { return [] }
    let wide = desk.width >= 72
    let all = rows(page, desk)
    return all.enumerated().map { index, row in
      let used = wide ? 18 : 0
      let trailing = TextLayout.width(row.trailing)
      let text = TextLayout.cut(
        row.text, to: desk.width - 2 - used - (trailing == 0 ? 0 : trailing + 2), ellipsis: desk.glyphs.ellipsis)
      var runs: [Run] = []
      if wide {
        runs.append(Run(row.label + String(repeating: " ", count: max(1, 18 - TextLayout.width(row.label))), .bold))
      }
      runs.append(Run(text, row.target == nil ? .muted : .text))
      var lines = [Line(runs, trailing: Run(row.trailing, .muted))]
      if all.indices.contains(index + 1), !all[index + 1].label.isEmpty { lines.append(Line()) }
      return lines
    }
  }

  private func heights(_ desk: Desk) -> [Int] { blocks(desk).map(\.count) }

  func draw(on canvas: inout Canvas, _ desk: Desk) {
    canvas.tabs(active: 2, right: desk.tabHeader)
    if let page {
      let hurt = page.hurt
      let teller = Words.carries(desk.name(hurt.carriedBy), toldBy: desk.name(hurt.toldBy))
      canvas.put(
        Line(
          [
            Run(
              TextLayout.cut(
                hurt.label, to: canvas.width - TextLayout.width(teller) - 5, ellipsis: canvas.glyphs.ellipsis), .bold)
          ],
          trailing: Run(hurt.isPrivate ? Words.forYou : teller, .muted)), row: 2)
      canvas.put(sentence(hurt, desk), row: 4, column: 2)
      list.draw(
        blocks(desk), on: &canvas,
        rows: min(canvas.body.lowerBound + 4, canvas.body.upperBound)..<canvas.body.upperBound)
    } else if isLoaded {
      canvas.put(Words.talkGone, row: 2, column: 2)
    }
    canvas.footer([
      Offer(.ask, "ask"), Offer(.write, "write"), Offer(.stillHurts, "still hurts"), Offer(.open, "open"),
      Offer(keys: "Esc", "back"),
    ])
  }

  private func sentence(_ hurt: HurtRow, _ desk: Desk) -> String {
    var parts = [hurt.sentence(desk)]
    if hurt.course.word != .tooFew { parts.append(Words.course(hurt.course.word)) }
    if hurt.course.word == .tooFew, !hurt.recentDays.isEmpty { parts.append(Words.course(.tooFew)) }
    return parts.joined(separator: ", ")
  }
}
